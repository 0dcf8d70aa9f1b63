"""Consultations reach those who want to hear of them: by mail, in feeds, on the map of the site, and never old."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation
from lxml import etree, html
from wagtail.models import Locale

from cms.answers.topics import topics_of
from cms.consultation import actions
from cms.pages.models import NewsPage, PolicyPage
from cms.reach.subscriptions import sending
from cms.reach.subscriptions.models import Notice
from cms.reach.subscriptions.queries import stop_link
from events.models import Event
from events.registry import EventType, registry
from tests.browsers import open_browser
from tests.cms.answering import Process
from tests.cms.consulting import Consulting, closing, prepared, sent
from tests.cms.reach_shared import Clock, subscribed, work
from tests.cms.shared import page, section, site
from tests.world import SYSTEM, World

ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "atom.rng"))
HERE = "http://127.0.0.1:8000"
with translation.override("sv"):
    PUBLISHED = translation.gettext("Answers published")
OFFER = "/prenumerera/?amne=consultation"
FEED = "/flode/remisser.xml"

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(datetime(2027, 1, 19, 8, 0, tzinfo=UTC), tick=False) as traveller:
        yield Clock(traveller)


def notices() -> list[Any]:
    """Run what waits; return the mail to subscribers, and leave out what is written to those who are asked."""
    return [one for one in work() if one.extra_headers.get("Message-ID", "").startswith("<notice-")]


def told(clock: Clock) -> list[Any]:
    """Let reactions run and an hour pass; return the mail to subscribers."""
    assert notices() == [], "nothing goes out before the hour has passed"
    clock.forward(hours=1)
    return notices()


def address(here: Consulting, more: str = "") -> str:
    return f"/remisser/{here.consultation.pk}/{more}"


def withdraw(here: Consulting) -> None:
    actions.withdraw_consultation(actor=here.drafter, consultation=here.fresh(), reason="Vi börjar om.")


def make_public(here: Consulting, clock: Clock) -> None:
    """Let one organisation answer, the last day pass, and everybody read."""
    draft = here.written(here.world.representative, "asf")
    actions.give_answer(actor=here.world.representative, answer=draft, version=draft.version)
    clock.forward(days=60)
    actions.close_when_over(actor=SYSTEM, consultation=here.fresh())
    actions.publish_consultation(actor=here.drafter, consultation=here.fresh(), version=here.consultation.version)


def entries(name: str = "remisser", query: str = "") -> dict[str, Any]:
    """Return the entries of a feed by their titles, once it holds to the grammar."""
    tree = etree.fromstring(Client().get(f"/flode/{name}.xml{query}").content)
    assert GRAMMAR.validate(tree), GRAMMAR.error_log
    return {one.findtext(f"{ATOM}title"): one for one in tree.iter(f"{ATOM}entry")}


def on_the_map() -> dict[str, str]:
    """Return the addresses on the map with when each changed."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    tree = etree.fromstring(Client().get("/sitemap.xml").content)
    return {one.findtext(f"{space}loc"): one.findtext(f"{space}lastmod") or "" for one in tree.iter(f"{space}url")}


# --- By mail -----------------------------------------------------------------------------------------------------


def test_who_follows_consultations_hears_when_one_opens(world: World, clock: Clock) -> None:
    for topic in ("consultation", "everything", "policy", "news"):
        subscribed(topic, f"{topic}@example.se")
    subscribed("consultation", "english@example.se", language="en")
    here = sent(world, participation="open")
    letters = {one.to[0]: one for one in told(clock)}
    assert sorted(letters) == ["consultation@example.se", "everything@example.se"]
    letter = letters["consultation@example.se"]
    assert letter.subject == "På remiss: Policy på remiss"
    assert f"På remiss · {world.organisations['public'].name}" in letter.body
    assert "Svar senast 16 februari 2027" in letter.body
    assert f"{HERE}{address(here)}\n" in letter.body
    assert "Vi vill veta om texten går att följa." in letter.body
    assert letter.message()  # It can be written down as a mail.


def test_who_follows_consultations_hears_when_the_answers_are_public(world: World, clock: Clock) -> None:
    here = sent(world, participation="closed")
    subscribed("consultation")
    assert told(clock) == [], "what only those who are asked may see is told to nobody else"
    make_public(here, clock)
    (letter,) = told(clock)
    assert letter.subject == f"{PUBLISHED}: Policy på remiss"
    assert f"{HERE}{address(here, 'sammanstallning/')}\n" in letter.body
    assert "Svar senast" not in letter.body


def test_who_follows_the_policy_hears_too_and_gets_one_mail(world: World, clock: Clock) -> None:
    here = prepared(world, participation="open")
    work()
    narrow = subscribed("page", page=here.policy)
    subscribed("consultation")
    subscribed("everything")
    subscribed("page", "annan@example.se", page=section(site(world), "policy"))
    actions.open_consultation(actor=here.drafter, consultation=here.consultation, version=here.consultation.version)
    (letter,) = told(clock)
    assert stop_link(narrow) in letter.body


def test_a_consultation_on_a_policy_in_another_language_is_told_in_it(world: World, clock: Clock) -> None:
    here = prepared(world, participation="open")
    english = Locale.objects.create(language_code="en")
    PolicyPage.objects.filter(pk=here.policy.pk).update(locale=english)
    subscribed("consultation", "svenska@example.se")
    subscribed("consultation", "english@example.se", language="en")
    actions.open_consultation(actor=here.drafter, consultation=here.consultation, version=here.consultation.version)
    (letter,) = told(clock)
    assert (letter.to, letter.subject) == (["english@example.se"], "Out for consultation: Policy på remiss")
    assert "Answers by 16 February 2027" in letter.body


def test_what_is_withdrawn_within_the_hour_is_not_told(world: World, clock: Clock) -> None:
    subscribed("consultation")
    here = sent(world, participation="open")
    assert notices() == []
    withdraw(here)
    assert told(clock) == []


def test_the_mail_tells_how_it_stands_when_it_is_written(world: World, clock: Clock) -> None:
    subscribed("consultation")
    here = sent(world, participation="open")
    assert notices() == []
    make_public(here, clock)
    (letter,) = notices()
    assert letter.subject == "Stängd för svar: Policy på remiss", "nobody could be written to for two months"
    assert "Svar senast" not in letter.body


def test_a_page_and_a_consultation_are_told_in_one_mail(world: World, clock: Clock) -> None:
    subscribed("everything")
    sent(world, participation="open")
    page(NewsPage, section(site(world), "nyheter"), "Kaféet öppnar", body=[])
    (letter,) = told(clock)
    assert {"Policy på remiss", "Kaféet öppnar"} <= set(letter.body.splitlines())


def test_a_reaction_and_a_task_that_run_again_send_nothing_more(world: World, clock: Clock) -> None:
    one = subscribed("consultation")
    sent(world, participation="open")
    notices()
    event = Event.objects.get(type="cms.consultation_announced")
    happened = registry.get(event.type, event.version).model_validate(event.data)
    for _ in range(3):
        sending.book_of_consultation(happened, event)
    assert Notice.objects.count() == 1
    clock.forward(hours=1)
    assert len(notices()) == 1
    sending.book_of_consultation(happened, event)
    sending.tell.func(str(one.pk))
    clock.forward(hours=2)
    assert notices() == []


def test_a_notice_is_of_a_page_or_of_a_consultation_and_never_of_both_or_neither(world: World, clock: Clock) -> None:
    subscribed("consultation")
    here = sent(world, participation="open")
    notices()
    for fields in ({"consultation": None}, {"standing": here.policy.standing}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.update(**fields)


# --- Asking for it -----------------------------------------------------------------------------------------------


def test_consultations_can_be_chosen_and_are_chosen_beforehand_where_they_stand(world: World) -> None:
    here = sent(world, participation="open")
    for path in ("/remisser/", address(here)):
        tree = html.fromstring(Client().get(path).content)
        assert tree.find(f".//main//a[@href='{OFFER}']") is not None
        assert tree.find(f".//main//a[@href='{FEED}']") is not None
        assert tree.find(f".//head/link[@type='application/atom+xml'][@href='{FEED}']") is not None
    form = html.fromstring(Client().get(OFFER).content)
    (chosen,) = form.findall(".//input[@name='topic'][@checked]")
    assert chosen.get("value") == "consultation"
    assert form.find(f".//main//a[@href='{HERE}{FEED}']") is not None


def test_mail_is_offered_about_what_the_public_may_see(world: World) -> None:
    here = sent(world, participation="closed")
    assert OFFER not in open_browser(here.drafter.person).get(address(here)).text
    withdraw(here)
    assert OFFER not in open_browser(here.drafter.person).get(address(here)).text


# --- In feeds and on the map -------------------------------------------------------------------------------------


def test_a_feed_tells_when_a_consultation_opens_and_when_the_answers_are_public(world: World, clock: Clock) -> None:
    here = sent(world, participation="open")
    opened = here.consultation.opened_at
    (before,) = entries().values()
    assert before.findtext(f"{ATOM}title") == "På remiss: Policy på remiss"
    assert before.findtext(f"{ATOM}author/{ATOM}name") == world.organisations["public"].name
    assert before.findtext(f"{ATOM}summary").startswith("Svar senast 16 februari 2027. Vi vill veta")
    assert before.find(f"{ATOM}link").get("href") == f"{HERE}{address(here)}"
    assert before.findtext(f"{ATOM}updated") == opened.astimezone(UTC).isoformat()

    make_public(here, clock)
    found = entries()
    assert list(found) == [f"{PUBLISHED}: Policy på remiss", "På remiss: Policy på remiss"]
    public = found[f"{PUBLISHED}: Policy på remiss"]
    assert public.find(f"{ATOM}link").get("href") == f"{HERE}{address(here, 'sammanstallning/')}"
    assert public.findtext(f"{ATOM}summary") == "1 organisation har svarat."
    assert "Svar senast" not in found["På remiss: Policy på remiss"].findtext(f"{ATOM}summary")
    names = [one.findtext(f"{ATOM}id") for one in found.values()]
    assert names[1] == before.findtext(f"{ATOM}id"), "it stays the same entry"
    assert len({uuid.UUID(one.removeprefix("urn:uuid:")) for one in names}) == 2
    assert set(found) <= set(entries("allt"))
    assert entries(query="?sprak=en") == {}


def test_a_consultation_that_is_not_for_everybody_is_in_no_feed_and_on_no_map(world: World, clock: Clock) -> None:
    here = sent(world, participation="closed")
    prepared(world, participation="open")
    assert entries() == {}
    assert not [one for one in on_the_map() if address(here) in one]
    make_public(here, clock)
    assert list(entries()) == [f"{PUBLISHED}: Policy på remiss"], "that it opened was told to nobody"
    assert {f"{HERE}{address(here)}", f"{HERE}{address(here, 'sammanstallning/')}"} <= set(on_the_map())


def test_what_is_withdrawn_is_gone_from_feed_and_map(world: World) -> None:
    here = sent(world, participation="open")
    assert f"{HERE}{address(here)}" in on_the_map()
    withdraw(here)
    assert entries() == {}
    assert f"{HERE}{address(here)}" not in on_the_map()


def test_the_map_says_when_a_consultation_last_changed(world: World, clock: Clock) -> None:
    here = sent(world, participation="open")
    assert f"{HERE}{address(here, 'sammanstallning/')}" not in on_the_map(), "nobody reads the answers yet"
    clock.forward(days=3)
    actions.extend_deadline(actor=here.drafter, consultation=here.fresh(), to=closing(30), reason="Sommar.")
    changed = datetime.fromisoformat(on_the_map()[f"{HERE}{address(here)}"])
    assert changed == datetime(2027, 1, 22, 8, 0, tzinfo=UTC)
    assert f"{HERE}/remisser/" in on_the_map()


# --- Never old ---------------------------------------------------------------------------------------------------


def test_what_happens_to_a_consultation_is_in_the_next_answer(world: World, clock: Clock) -> None:
    here, process = prepared(world, participation="open"), Process()

    def seen() -> tuple[bool, bool, bool]:
        return (
            "Policy på remiss" in process.get(FEED).text,
            address(here) in process.get("/sitemap.xml").text,
            address(here) in process.get("/").text,
        )

    assert seen() == (False, False, False)
    actions.open_consultation(actor=here.drafter, consultation=here.fresh(), version=here.consultation.version)
    assert seen() == (True, True, True)
    assert process.kept >= 1
    for text in (process.get(FEED).text, process.get("/").text):
        assert "16 februari" in text
    actions.extend_deadline(actor=here.drafter, consultation=here.fresh(), to=closing(30), reason="Sommar.")
    for text in (process.get(FEED).text, process.get("/").text):
        assert "16 februari" not in text
        assert "2 mars" in text
    withdraw(here)
    assert seen() == (False, False, False)


@pytest.mark.once
@pytest.mark.parametrize(
    "kind", [one for one in registry.all() if "consultation" in one.model_fields], ids=lambda kind: kind.name
)
def test_every_step_changes_what_is_shown_save_what_an_organisation_keeps_to_itself(kind: type[EventType]) -> None:
    event = Event(type=kind.name, version=kind.version, data={"consultation": str(uuid.uuid4())})
    own = kind.audiences == ("organisation",)
    assert topics_of(event) == (set() if own else {"consultations"})
