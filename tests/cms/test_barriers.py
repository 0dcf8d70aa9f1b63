"""What does not work for somebody: told without signing in, followed by a secret link, answered by those who own it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.actor import NOBODY
from cms.pages.models import AccessibilityPage
from cms.publishing.models import Standing
from cms.reach.barriers import actions, upkeep
from cms.reach.barriers.models import BarrierReport
from cms.reach.barriers.queries import barrier_path
from events.errors import Forbidden, Invalid, NotVisible, Stale
from events.models import Event
from tests.browsers import open_browser
from tests.cms.reach_shared import send, work
from tests.cms.shared import site
from tests.world import World, member

FORM = "/rapportera-tillganglighet/"
TOLD = {"wanted": "Anmäla mig till verkstaden", "happened": "Knappen går inte att nå med tangentbordet."}

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def clock() -> Iterator[Any]:
    """A Tuesday morning, which a test moves on."""
    with time_machine.travel(datetime(2027, 1, 19, 8, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def here(world: World, clock: Any) -> World:
    """The council with a site, whose accessibility the association answers for: chair and secretary are its people."""
    site(world)
    work()
    mail.outbox.clear()
    return world


def told(**more: Any) -> BarrierReport:
    return actions.report_barrier(actor=NOBODY, language="sv", **{**TOLD, **more})


def fresh(barrier: BarrierReport) -> BarrierReport:
    return BarrierReport.objects.get(pk=barrier.pk)


def handling(barrier: BarrierReport) -> str:
    return f"/arenden/hantera/{barrier.pk}/"


# --- Telling -----------------------------------------------------------------------------------------------------


def test_anybody_tells_and_is_led_to_a_page_that_only_they_know_of(here: World) -> None:
    data = {**TOLD, "page": "/kalender/", "situations": ["movement", "cognition"], "email": "Nils@Example.se"}
    answer = send(FORM, data)
    assert answer.status_code == 303
    assert not answer.cookies
    followed = Client().get(answer["Location"])
    shown = followed.content.decode()
    assert "T-2027-0001" in shown
    assert "Anmäla mig till verkstaden" in shown
    assert "Nils" not in shown
    assert "nils@" not in shown
    assert followed["X-Robots-Tag"] == "noindex"
    assert followed["Cache-Control"] == "no-store"
    barrier = BarrierReport.objects.get()
    assert barrier.situations == ["movement", "cognition"]
    assert barrier.email == "nils@example.se"
    assert barrier.organisation == here.organisations["association"]


def test_the_page_one_comes_from_is_filled_in(here: World) -> None:
    assert 'value="/kalender/"' in Client().get(f"{FORM}?page=/kalender/").content.decode()
    assert "<script>" not in Client().get(f'{FORM}?page="><script>').content.decode()


def test_numbers_follow_on_within_a_year_and_begin_again_with_the_next(here: World, clock: Any) -> None:
    assert [told().number, told().number] == ["T-2027-0001", "T-2027-0002"]
    clock.shift(timedelta(days=400))
    assert told().number == "T-2028-0001"


def test_whoever_is_signed_in_tells_as_nobody_all_the_same(here: World) -> None:
    assert send(FORM, TOLD, open_browser(here.officer.person)).status_code == 303
    event = Event.objects.get(type="cms.barrier_reported")
    assert (event.actor, event.acting_for) == ("nobody", "")


def test_the_log_says_neither_what_nor_by_whom(here: World) -> None:
    barrier = told(email="nils@example.se")
    event = Event.objects.get(type="cms.barrier_reported")
    assert event.stream.name == f"organisation:{here.organisations['association'].pk}"
    assert event.data == {"organisation": str(barrier.organisation_id), "barrier": str(barrier.pk)}


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(here: World) -> None:
    answer = send(FORM, {"wanted": "Läsa protokollet från mötet", "happened": "", "email": "nils@"})
    assert answer.status_code == 422
    assert "Läsa protokollet från mötet" in answer.content.decode()
    assert 'value="nils@"' in answer.content.decode()
    assert not BarrierReport.objects.exists()


def test_a_personal_number_is_refused_and_the_text_kept(here: World) -> None:
    words = "Jag heter så här: 19811218-9876."
    answer = send(FORM, {**TOLD, "happened": words})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not BarrierReport.objects.exists()


@pytest.mark.parametrize(
    "more",
    [{"wanted": " "}, {"happened": "x" * 4001}, {"page": "x" * 501}, {"situations": ["annat"]}, {"email": "nils"}],
    ids=["nothing", "too long", "a long address", "an unknown situation", "a broken address"],
)
def test_an_action_refuses_what_a_form_would(here: World, more: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        told(**more)
    assert set(refused.value.fields) == set(more)


def test_the_same_form_sent_twice_is_one_report(here: World) -> None:
    first, second = send(FORM, TOLD), send(FORM, TOLD)
    assert first["Location"] == second["Location"]
    assert BarrierReport.objects.count() == 1
    assert send(FORM, {**TOLD, "happened": "Något annat."})["Location"] != first["Location"]


def test_a_form_from_another_site_is_refused(here: World) -> None:
    assert send(FORM, TOLD, Origin="https://annan.example").status_code == 403
    assert not BarrierReport.objects.exists()


def test_without_a_site_there_is_nobody_to_tell(world: World) -> None:
    Standing.objects.update(kind="standard")
    with pytest.raises(NotVisible):
        told()


# --- Answering ---------------------------------------------------------------------------------------------------


def test_those_who_answer_are_told_and_outsiders_find_nothing(here: World) -> None:
    barrier = told()
    letters = work()
    assert sorted(one.to[0] for one in letters) == sorted([here.chair.person.email, here.secretary.person.email])
    assert all(handling(barrier) in one.body for one in letters)
    for role, actor in here.people():
        inside = role in ("chair", "secretary", "admin")
        client = open_browser(actor.person)
        assert client.get("/arenden/").status_code == (200 if inside else 404), role
        assert client.get(handling(barrier)).status_code == (200 if inside else 404), role
        if not inside:
            assert client.post(handling(barrier), {"take": "1", "revision": "1"}).status_code == 404, role
            with pytest.raises(Forbidden):
                actions.take_barrier(actor=actor, barrier=barrier, expected=1)
    assert "/logga-in/" in Client().get("/arenden/")["Location"]
    assert fresh(barrier).state == "received"


def test_those_who_manage_or_coordinate_are_told_rather_than_everybody(here: World) -> None:
    manager = member(here.organisations["association"], role="manager")
    mail.outbox.clear()
    told()
    assert [one.to for one in work()] == [[manager.person.email]]


def test_a_case_is_taken_in_hand_answered_and_closed_and_the_reporter_sees_each_step(here: World) -> None:
    barrier = told(email="nils@example.se")
    (receipt,) = [one for one in work() if one.to == ["nils@example.se"]]
    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/arenden/\S+)", str(receipt.body))
    chair = open_browser(here.chair.person)

    assert chair.post(handling(barrier), {"take": "1", "revision": "1"}).status_code == 302
    assert fresh(barrier).state == "in-hand"
    assert work() == []
    answer = {"answer": "Vi lagar knappen i mars.\nRing så länge.", "becomes_fault": "on", "closed": "on"}
    assert chair.post(handling(barrier), {**answer, "revision": "2"}).status_code == 302
    now = fresh(barrier)
    assert (now.state, now.becomes_fault, now.handled_by) == ("closed", True, here.chair.membership)
    (letter,) = work()
    assert letter.to == ["nils@example.se"]
    assert "Vi lagar knappen i mars." in letter.body
    shown = Client().get(link).content.decode()
    assert "Vi lagar knappen i mars.<br>Ring så länge." in shown
    assert here.chair.person.name not in shown, "the public sees the organisation"
    assert here.organisations["association"].name in shown
    types = Event.objects.filter(type__startswith="cms.barrier_").order_by("pk").values_list("type", flat=True)
    assert list(types) == ["cms.barrier_reported", "cms.barrier_taken", "cms.barrier_answered"]


def test_a_case_that_needs_more_stays_open_with_its_answer(here: World) -> None:
    barrier = told()
    actions.answer_barrier(actor=here.chair, barrier=barrier, answer="Vi söker felet.", expected=1, closed=False)
    assert fresh(barrier).state == "in-hand"
    actions.answer_barrier(actor=here.chair, barrier=barrier, answer="Lagat.", expected=2)
    assert fresh(barrier).state == "closed"


def test_who_comes_second_loses_nothing(here: World) -> None:
    barrier = told()
    actions.take_barrier(actor=here.secretary, barrier=barrier, expected=1)
    with pytest.raises(Stale):
        actions.answer_barrier(actor=here.chair, barrier=barrier, answer="Svar.", expected=1)
    answer = open_browser(here.chair.person).post(handling(barrier), {"answer": "Mitt långa svar.", "revision": "1"})
    assert answer.status_code == 422
    assert "Mitt långa svar." in answer.content.decode()
    assert fresh(barrier).answer == ""


def test_a_closed_case_is_not_answered_again(here: World) -> None:
    barrier = told()
    actions.answer_barrier(actor=here.chair, barrier=barrier, answer="Lagat.", expected=1)
    shown = open_browser(here.chair.person).get(handling(barrier)).content.decode()
    assert "<textarea" not in shown
    answer = open_browser(here.chair.person).post(handling(barrier), {"answer": "Igen.", "revision": "2"})
    assert answer.status_code == 422
    assert fresh(barrier).answer == "Lagat."


def test_the_reports_follow_who_answered_for_accessibility_when_they_came(here: World) -> None:
    barrier = told()
    statement = Standing.objects.get(page__in=AccessibilityPage.objects.all())
    Standing.objects.filter(pk=statement.pk).update(organisation=here.organisations["public"])
    later = told()
    assert open_browser(here.chair.person).get(handling(barrier)).status_code == 200
    assert open_browser(here.chair.person).get(handling(later)).status_code == 404
    assert open_browser(here.officer.person).get(handling(later)).status_code == 200


def test_an_address_of_ours_is_a_link_and_others_are_words(here: World) -> None:
    chair = open_browser(here.chair.person)
    for written, is_link in {
        "/kalender/": True,
        "http://127.0.0.1:8000/kalender/": True,
        "//annan.example/": False,
        "javascript:alert(1)": False,
        "https://annan.example/": False,
        "Kalendern": False,
    }.items():
        shown = chair.get(handling(told(page=written))).content.decode()
        assert (">" + written + "</a>" in shown) == is_link, written


def test_a_forged_link_leads_nowhere(here: World) -> None:
    path = barrier_path(told())
    assert Client().get(path).status_code == 200
    assert Client().get(f"{path[:-2]}x/").status_code == 404


# --- What time does ----------------------------------------------------------------------------------------------


def test_after_a_week_without_an_answer_those_who_answer_are_reminded_once(here: World, clock: Any) -> None:
    barrier, answered = told(), told(wanted="Något annat")
    actions.answer_barrier(actor=here.chair, barrier=answered, answer="Lagat.", expected=1)
    work()
    clock.shift(timedelta(days=6))
    assert upkeep.remind_of_barriers() == 0
    clock.shift(timedelta(days=2))
    assert upkeep.remind_of_barriers() == 1
    letters = work()
    assert sorted(one.to[0] for one in letters) == sorted([here.chair.person.email, here.secretary.person.email])
    assert all(barrier.number in one.subject for one in letters)
    assert upkeep.remind_of_barriers() == 0
    clock.shift(timedelta(days=30))
    assert upkeep.remind_of_barriers() == 0


def test_nobody_is_reminded_at_night(here: World, clock: Any) -> None:
    told()
    work()
    clock.shift(timedelta(days=8, hours=14))
    assert upkeep.remind_of_barriers() == 0


def test_the_reporters_address_is_gone_a_month_after_the_end(here: World, clock: Any) -> None:
    barrier, still_open = told(email="nils@example.se"), told(email="vera@example.se", wanted="Annat")
    actions.answer_barrier(actor=here.chair, barrier=barrier, answer="Lagat.", expected=1)
    clock.shift(timedelta(days=29))
    assert upkeep.forget_reporters() == 0
    clock.shift(timedelta(days=2))
    assert upkeep.forget_reporters() == 1
    assert fresh(barrier).email == ""
    assert fresh(still_open).email == "vera@example.se"
