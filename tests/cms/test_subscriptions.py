"""Mail about what is new: only to those who said yes, never twice, an hour's quiet, and gone when it is stopped."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from api.webhooks.offers import offered_to
from cms.pages.models import EventPage, MeasurePage, NewsPage, PolicyPage
from cms.pages.models.measures import MeasureChange
from cms.publishing.events import PagePublished
from cms.publishing.models import Standing
from cms.reach.subscriptions import sending
from cms.reach.subscriptions.models import Notice, Subscription
from cms.reach.subscriptions.queries import confirm_link, stop_link
from events.models import Event, ReactionRun
from events.streams import may_read
from tests.cms.reach_shared import REFUSING, Clock, send, subscribed, work
from tests.cms.shared import page, section, site
from tests.world import World

FORM = "/prenumerera/"
BEGAN = datetime(2027, 1, 19, 7, 0, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(BEGAN, tick=False) as traveller:
        yield Clock(traveller)


@pytest.fixture
def start(world: World, clock: Clock) -> Any:
    made = site(world)
    work()
    return made


def news(start: Any, title: str = "Kaféet öppnar", **fields: Any) -> Any:
    return page(NewsPage, section(start, "nyheter"), title, body=[], **fields)


def path_of(link: str) -> str:
    return link.removeprefix("http://127.0.0.1:8000")


def told(clock: Clock) -> list[Any]:
    """Let reactions run and an hour pass; return the mail that was sent."""
    before = work()
    assert before == [], "nothing goes out before the hour has passed"
    clock.forward(hours=1)
    return work()


# --- Asking and saying yes ---------------------------------------------------------------------------------------


def test_nothing_is_sent_before_the_owner_of_the_address_has_said_yes(start: Any, clock: Clock) -> None:
    answer = send(FORM, {"topic": "news", "email": " Lina@Example.SE "})
    assert (answer.status_code, answer["Location"]) == (303, f"{FORM}?skickat=ja")
    assert Client().get(answer["Location"]).status_code == 200
    (asking,) = work()
    assert asking.to == ["lina@example.se"]
    news(start, "Före svaret")
    assert told(clock) == []

    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/prenumerera/bekrafta/\S+)", str(asking.body))
    Client().get(link)
    assert Subscription.objects.get().confirmed_at is None, "looking changes nothing"
    assert Client().post(link).status_code == 302
    assert Subscription.objects.get().confirmed_at
    assert Client().post(link).status_code == 302, "saying yes twice is no fault"

    news(start, "Efter svaret")
    (letter,) = told(clock)
    assert "Efter svaret" in letter.body
    assert "Före svaret" not in letter.body


def test_the_answer_does_not_tell_whether_an_address_is_known(start: Any, clock: Clock) -> None:
    subscribed(email="kand@example.se")
    clock.forward(hours=2)
    known, unknown = (send(FORM, {"topic": "news", "email": f"{name}@example.se"}) for name in ("kand", "okand"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    to_known, to_unknown = sorted(work(), key=lambda one: one.to)
    assert "/prenumerera/sluta/" in to_known.body
    assert "/prenumerera/bekrafta/" in to_unknown.body
    assert Subscription.objects.filter(email="kand@example.se").count() == 1


def test_nobody_can_fill_the_mailbox_of_another(start: Any, clock: Clock) -> None:
    for _ in range(3):
        cache.clear()
        send(FORM, {"topic": "news", "email": "offer@example.se"})
    assert len(work()) == 1
    for topic in ("policy", "support", "calendar", "everything"):
        send(FORM, {"topic": topic, "email": "offer@example.se"})
    for one in ("nyheter", "policy", "stod"):
        standing = Standing.objects.get(page=section(start, one))
        send(f"{FORM}?sida={standing.pk}", {"email": "offer@example.se"})
    assert len(work()) == 4
    clock.forward(hours=2)
    cache.clear()
    send(FORM, {"topic": "news", "email": "offer@example.se"})
    assert len(work()) == 1


def test_who_does_not_say_yes_is_forgotten_after_a_week(start: Any, clock: Clock) -> None:
    send(FORM, {"topic": "news", "email": "lina@example.se"})
    subscribed(email="ja@example.se")
    link = path_of(confirm_link(Subscription.objects.get(email="lina@example.se")))
    clock.forward(days=6)
    assert sending.forget_unconfirmed() == 0
    clock.forward(days=2)
    assert sending.forget_unconfirmed() == 1
    assert [one.email for one in Subscription.objects.all()] == ["ja@example.se"]
    assert Client().get(link).status_code == 404


def test_a_mail_that_asks_is_tried_again_when_the_mail_server_refuses(start: Any, clock: Clock, settings: Any) -> None:
    send(FORM, {"topic": "news", "email": "lina@example.se"})
    working, settings.MAILERS = settings.MAILERS, REFUSING
    assert work() == []
    settings.MAILERS = working
    clock.forward(minutes=6)
    assert [one.to for one in work()] == [["lina@example.se"]]


# --- What is told ------------------------------------------------------------------------------------------------


def test_a_mail_says_what_is_new_where_it_is_and_how_to_stop(start: Any, clock: Clock) -> None:
    one = subscribed()
    made = news(start, "Kafé & kök", summary="Öppnar på <måndag>.")
    (letter,) = told(clock)
    assert letter.to == ["lina@example.se"]
    assert "Kafé & kök" in letter.subject
    assert "Öppnar på <måndag>." in letter.body
    assert f"http://127.0.0.1:8000{made.get_url()}" in letter.body
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert "Kafé &amp; kök" in html
    assert "Öppnar på &lt;måndag&gt;." in html
    assert letter.extra_headers["List-Unsubscribe"] == f"<{stop_link(one)}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.message()  # It can be written down as a mail.


def test_several_changes_within_an_hour_are_one_mail_that_tells_how_it_stands(start: Any, clock: Clock) -> None:
    subscribed()
    made = news(start, "Första försöket")
    work()
    clock.forward(minutes=20)
    made.title = "Sista försöket"
    made.save_revision().publish()
    news(start, "Något annat")
    work()
    clock.forward(minutes=40)
    (letter,) = work()
    assert "Sista försöket" in letter.body
    assert "Första försöket" not in letter.body
    assert "Något annat" in letter.body
    clock.forward(hours=3)
    assert work() == []


def test_the_same_words_published_again_are_no_news(start: Any, clock: Clock) -> None:
    made = page(PolicyPage, section(start, "policy"), "Policy", sections=[])
    work()
    subscribed("policy")
    PolicyPage.objects.get(pk=made.pk).save_revision().publish()
    assert told(clock) == []
    made.title = "Policy, ny version"
    made.save_revision().publish()
    (letter,) = told(clock)
    assert "Policy, ny version" in letter.body


def test_a_change_in_a_measure_is_told_in_its_own_words(start: Any, clock: Clock) -> None:
    made = page(MeasurePage, section(start, "stod"), "Nystartsjobb", target_group="Alla", source="Förordning", body=[])
    work()
    subscribed("support")
    subscribed("page", email="sida@example.se", page=made)
    made.changes.add(MeasureChange(on=date(2026, 10, 1), text="Stödet höjs till 80 procent."))
    made.save_revision().publish()
    letters = told(clock)
    assert sorted(one.to[0] for one in letters) == ["lina@example.se", "sida@example.se"]
    assert all("Stödet höjs till 80 procent." in one.body for one in letters)


def test_a_corrected_piece_of_news_is_told_only_to_those_who_follow_the_page(start: Any, clock: Clock) -> None:
    made = news(start)
    work()
    subscribed()
    subscribed("everything", email="allt@example.se")
    subscribed("page", email="sida@example.se", page=made)
    made.title = "Kaféet öppnar nu"
    made.save_revision().publish()
    assert [one.to for one in told(clock)] == [["sida@example.se"]]


def test_each_hears_of_what_they_chose(start: Any, clock: Clock) -> None:
    for topic in ("news", "policy", "support", "calendar", "everything"):
        subscribed(topic, email=f"{topic}@example.se")
    begins = datetime(2027, 2, 1, 9, tzinfo=UTC)
    page(EventPage, section(start, "kalender"), "Mässa", what="fair", starts_at=begins, ends_at=begins)
    assert sorted(one.to[0] for one in told(clock)) == ["calendar@example.se", "everything@example.se"]
    news(start)
    assert sorted(one.to[0] for one in told(clock)) == ["everything@example.se", "news@example.se"]


def test_an_address_with_two_reasons_gets_one_mail(start: Any, clock: Clock) -> None:
    subscribed("everything")
    narrow = subscribed("news")
    news(start)
    (letter,) = told(clock)
    assert stop_link(narrow) in letter.body


def test_who_reads_another_language_is_not_told(start: Any, clock: Clock) -> None:
    Subscription.objects.filter(pk=subscribed().pk).update(language="en")
    news(start)
    assert told(clock) == []


def test_what_is_taken_down_or_lapses_within_the_hour_is_not_told(start: Any, clock: Clock) -> None:
    subscribed()
    news(start, "Misstag").unpublish()
    lapsed = news(start, "Inaktuell")
    Standing.objects.filter(page=lapsed).update(lapsed_at=datetime.now(UTC))
    assert told(clock) == []


def test_a_draft_is_told_to_nobody(start: Any, clock: Clock) -> None:
    subscribed("everything")
    news(start, "Utkast", live=False)
    assert told(clock) == []


# --- Never twice -------------------------------------------------------------------------------------------------


def test_a_reaction_and_a_task_that_run_again_send_nothing_more(start: Any, clock: Clock) -> None:
    one = subscribed()
    made = news(start)
    work()
    event = Event.objects.filter(type="cms.page_published", data__page=str(made.standing.pk)).get()
    happened = PagePublished.model_validate(event.data)
    for _ in range(3):
        sending.book_notices(happened, event)
    assert Notice.objects.count() == 1
    clock.forward(hours=1)
    assert len(work()) == 1
    sending.book_notices(happened, event)
    sending.tell.func(str(one.pk))
    clock.forward(hours=2)
    assert work() == []
    assert not ReactionRun.objects.exclude(state="done").exists()


def test_a_mail_that_was_refused_is_sent_later_with_the_same_id(start: Any, clock: Clock, settings: Any) -> None:
    subscribed()
    news(start)
    work()
    clock.forward(hours=1)
    working, settings.MAILERS = settings.MAILERS, REFUSING
    assert work() == []
    notice = Notice.objects.get()
    assert notice.state == "waiting"
    assert "refused" in notice.last_error.lower()
    settings.MAILERS = working
    clock.forward(minutes=6)
    (letter,) = work()
    assert letter.extra_headers["Message-ID"] == f"<notice-{notice.pk}@127.0.0.1>"
    assert Notice.objects.get().state == "sent"


def test_what_a_worker_left_in_the_middle_is_sent_by_another(start: Any, clock: Clock) -> None:
    subscribed()
    news(start)
    work()
    Notice.objects.update(state="sending", taken_at=datetime.now(UTC))
    clock.forward(hours=2)
    assert sending.tell_what_was_left() == 1
    assert len(work()) == 1


# --- Stopping ----------------------------------------------------------------------------------------------------


def test_a_mail_program_stops_it_with_one_post_without_cookie_or_origin(start: Any, clock: Clock) -> None:
    one = subscribed()
    link = path_of(stop_link(one))
    assert Client().get(link).status_code == 200
    assert Subscription.objects.exists(), "looking changes nothing"
    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200, "RFC 8058 forbids to answer by another address"
    assert not answer.cookies
    assert not Subscription.objects.exists(), "the address is gone"
    assert Client().post(link).status_code == 200, "stopping twice is no fault"


def test_stopping_one_leaves_the_others_and_all_can_be_stopped_at_once(start: Any, clock: Clock) -> None:
    one, _two, _other = subscribed(), subscribed("policy"), subscribed(email="annan@example.se")
    third = subscribed("support")
    Client().post(path_of(stop_link(one)))
    assert Subscription.objects.count() == 3
    Client().post(path_of(stop_link(third)), {"everything": "1"})
    assert [one.email for one in Subscription.objects.all()] == ["annan@example.se"]


def test_what_waits_is_not_sent_to_who_has_stopped(start: Any, clock: Clock) -> None:
    one = subscribed()
    news(start)
    work()
    Client().post(path_of(stop_link(one)))
    clock.forward(hours=1)
    assert work() == []


def test_a_forged_link_leads_nowhere(start: Any, clock: Clock) -> None:
    one = subscribed()
    for address in (path_of(stop_link(one)), path_of(confirm_link(one))):
        assert Client().get(f"{address[:-2]}x/").status_code == 404
    # A link for one thing does not do the other.
    swapped = path_of(confirm_link(one)).replace("bekrafta", "sluta")
    assert Client().post(swapped).status_code == 404
    assert Subscription.objects.exists()


# --- The form ----------------------------------------------------------------------------------------------------


def test_a_broken_address_comes_back_with_what_was_typed(start: Any, clock: Clock) -> None:
    answer = send(FORM, {"topic": "policy", "email": "lina@"})
    assert answer.status_code == 422
    assert 'value="lina@"' in answer.content.decode()
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://annan.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": "", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "", "Sec-Fetch-Site": "same-site"},
        {"Origin": "", "Referer": "https://annan.example/127.0.0.1:8000"},
        {"Origin": ""},
    ],
    ids=["another site", "hidden", "another port", "cross-site", "same-site", "another page", "says nothing"],
)
def test_a_form_from_elsewhere_is_refused_and_keeps_what_was_typed(
    start: Any, clock: Clock, headers: dict[str, str]
) -> None:
    answer = send(FORM, {"topic": "news", "email": "lina@example.se"}, None, **headers)
    assert answer.status_code == 403
    assert "lina@example.se" in answer.content.decode()
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "", "Sec-Fetch-Site": "same-origin"}, {"Origin": "", "Referer": "http://127.0.0.1:8000/prenumerera/"}],
    ids=["fetch metadata", "referer"],
)
def test_a_browser_without_origin_says_it_in_another_way(start: Any, clock: Clock, headers: dict[str, str]) -> None:
    assert send(FORM, {"topic": "news", "email": "lina@example.se"}, None, **headers).status_code == 303


def test_the_hidden_field_must_stay_empty_and_shows_itself_when_it_is_not(start: Any, clock: Clock) -> None:
    answer = send(FORM, {"topic": "news", "email": "lina@example.se", "website": "https://spam.example"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "reach-trap" not in shown
    assert 'value="https://spam.example"' in shown
    assert not Subscription.objects.exists()


def test_one_address_may_send_so_many_forms_an_hour(start: Any, clock: Clock) -> None:
    codes = [send(FORM, {"topic": "news", "email": f"a{number}@example.se"}).status_code for number in range(32)]
    assert codes == [303] * 30 + [429] * 2
    clock.forward(hours=1.1)
    assert send(FORM, {"topic": "news", "email": "sen@example.se"}).status_code == 303


def test_the_form_is_the_same_for_everybody_and_sets_no_cookie(world: World, start: Any, clock: Clock) -> None:
    first = Client().get(FORM, headers={"Accept-Language": "en"})
    assert first.content == Client().get(FORM).content
    assert not first.cookies
    assert "csrf" not in first.content.decode()
    assert 'lang="sv"' in first.content.decode()
    assert 'lang="en"' in Client().get(f"{FORM}?sprak=en").content.decode()


def test_a_page_that_is_not_shown_cannot_be_followed(start: Any, clock: Clock) -> None:
    made = news(start, "Hemligt utkast", live=False)
    answer = Client().get(f"{FORM}?sida={made.standing.pk}")
    assert "Hemligt utkast" not in answer.content.decode()
    for rubbish in ("x", "", "00000000-0000-4000-8000-000000000000"):
        assert Client().get(f"{FORM}?sida={rubbish}").status_code == 200


def test_the_stream_of_the_site_is_offered_to_webhooks_and_read_by_everybody(world: World) -> None:
    for actor in (world.outsider, world.chair):
        sites = [stream for stream, _name in offered_to(actor) if stream.startswith("site:")]
        assert len(sites) == 1
        assert may_read(actor, sites[0])
    assert mail.outbox == []
