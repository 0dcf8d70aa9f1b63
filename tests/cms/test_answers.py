"""Kept answers are never old, never another's, and never kept when they are somebody's own."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from cms.answers.models import Topic
from cms.answers.topics import touch
from cms.pages.models import NewsPage
from cms.pages.reading import context_of
from cms.publishing import actions as publishing
from cms.publishing.models import Standing
from events import clock
from tests.cms.answering import Process
from tests.cms.shared import page, section, site
from tests.world import SYSTEM, World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def article(world: World) -> Any:
    """A public article below a site's news."""
    return page(NewsPage, section(site(world), "nyheter"), "Rådet möts", slug="radet", body=[("text", "<p>I maj.</p>")])


def publish(one: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(one, name, value)
    one.save_revision().publish()


def test_the_second_reader_gets_what_was_kept(article: Any) -> None:
    here = Process()
    first, second = here.get("/nyheter/radet/"), here.get("/nyheter/radet/")
    assert here.kept == 1
    assert (first.status, first.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Rådet möts" in first.text
    assert first == second
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert first.headers["vary"] == "Accept-Encoding"
    assert first.headers["content-language"] == "sv"
    assert "default-src 'self'" in first.headers["content-security-policy"]
    assert "nonce" not in first.headers["content-security-policy"]
    assert "set-cookie" not in first.headers


@pytest.mark.django_db(transaction=True)
def test_what_is_published_is_in_the_next_answer_of_every_process(article: Any) -> None:
    one, two = Process(), Process()
    for here in (one, two):
        assert "Rådet möts" in here.get("/nyheter/radet/").text
    publish(article, title="Rådet möts i juni")
    for here in (one, two):
        assert "Rådet möts i juni" in here.get("/nyheter/radet/").text
        assert here.kept == 1


def test_a_list_follows_the_pages_in_it(article: Any) -> None:
    here = Process()
    assert "Rådet möts" in (here.get("/nyheter/")).text
    publish(article, title="Rådet möts i juni")
    assert "Rådet möts i juni" in (here.get("/nyheter/")).text
    article.unpublish()
    assert "Rådet möts" not in (here.get("/nyheter/")).text
    assert (here.get("/nyheter/radet/")).status == 404


def test_a_page_that_lapses_is_gone_from_the_list_at_once(article: Any) -> None:
    def lapse() -> None:
        standing = Standing.objects.get(page=article)
        with clock.at(timezone.now() + timedelta(days=800)):
            publishing.lapse(actor=SYSTEM, standing=standing)

    here = Process()
    assert "Rådet möts" in (here.get("/nyheter/")).text
    lapse()
    assert "Rådet möts" not in (here.get("/nyheter/")).text


def test_what_is_published_while_a_page_is_being_made_is_not_hidden_by_it(
    article: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(one: Any, request: Any) -> dict[str, Any]:
        found = context_of(one, request)
        if article.title == "Rådet möts":
            publish(article, title="Rådet möts i juni")
        return found

    monkeypatch.setattr("cms.pages.reading.context_of", late)
    here = Process()
    assert "Rådet möts i juni" not in here.get("/nyheter/radet/").text, "it was read before"
    assert "Rådet möts i juni" in here.get("/nyheter/radet/").text
    assert "Rådet möts i juni" in here.get("/nyheter/radet/").text


def test_readers_who_come_together_after_a_change_all_see_it(article: Any) -> None:
    here = Process()
    here.get("/nyheter/radet/")
    publish(article, title="Rådet möts i juni")
    answers = here.get_all([("/nyheter/radet/", "", "GET", {})] * 30)
    assert all("Rådet möts i juni" in one.text for one in answers)


def test_an_answer_is_kept_to_midnight_at_the_longest(article: Any) -> None:
    evening = datetime(2027, 3, 1, 23, 59, 50, tzinfo=timezone.get_default_timezone())
    here = Process()
    with time_machine.travel(evening, tick=False) as clock_here:
        here.get("/nyheter/radet/")
        before = here.answers._true(next(iter(here.answers.kept._answers)))
        clock_here.shift(11)
        after = here.answers._true(next(iter(here.answers.kept._answers)))
    assert before is not None
    assert after is None


@pytest.mark.django_db(transaction=True)
def test_a_member_never_gets_or_leaves_a_kept_answer(article: Any, world: World) -> None:
    def sign_in() -> str:
        client = Client()
        client.force_login(world.officer.person, backend="django.contrib.auth.backends.ModelBackend")
        return f"{django_settings.SESSION_COOKIE_NAME}={client.cookies[django_settings.SESSION_COOKIE_NAME].value}"

    cookie = sign_in()
    here = Process()
    mine = here.get("/nyheter/radet/", cookie=cookie)
    assert here.kept == 0
    public = here.get("/nyheter/radet/")
    again = here.get("/nyheter/radet/", cookie=cookie)
    name = world.officer.person.name
    assert name in mine.text
    assert name in again.text
    assert name not in public.text
    assert mine.headers["cache-control"] == "private, no-cache"
    assert "etag" not in mine.headers


@pytest.mark.django_db(transaction=True)
def test_a_session_that_has_ended_reads_what_everybody_reads(article: Any) -> None:
    here = Process()
    answer = here.get("/nyheter/radet/", cookie=f"{django_settings.SESSION_COOKIE_NAME}=gone")
    assert here.kept == 0
    assert "Rådet möts" in answer.text


def test_what_a_visitors_browser_asks_for_changes_nothing(article: Any) -> None:
    here = Process()
    plain = here.get("/nyheter/radet/")
    here = Process()
    english = here.get("/nyheter/radet/", accept_language="en", cookie="django_language=en")
    assert plain.text == english.text
    assert plain.headers["etag"] == english.headers["etag"]


def test_a_page_in_the_language_of_its_visitor_is_not_kept(world: World) -> None:
    here = Process()
    first = here.get("/logga-in/login/", accept_language="sv")
    second = here.get("/logga-in/login/", accept_language="en")
    assert here.kept == 0
    assert (first.status, second.status) == (200, 200)
    assert first.headers["content-language"] != second.headers["content-language"]


def test_an_address_with_words_that_no_page_asked_for_is_not_kept(article: Any) -> None:
    here = Process()
    assert (here.get("/nyheter/radet/", "utm_source=brev")).status == 200
    assert here.kept == 0


def test_what_is_not_there_is_not_kept(article: Any) -> None:
    here = Process()
    assert (here.get("/nyheter/finns-inte/")).status == 404
    assert here.kept == 0


def test_a_browser_that_has_the_page_is_told_so(article: Any) -> None:
    here = Process()
    first = here.get("/nyheter/radet/", accept_encoding="gzip")
    same = here.get("/nyheter/radet/", accept_encoding="gzip", if_none_match=first.headers["etag"])
    plain = here.get("/nyheter/radet/", if_none_match=first.headers["etag"])
    publish(article, title="Rådet möts i juni")
    changed = here.get("/nyheter/radet/", accept_encoding="gzip", if_none_match=first.headers["etag"])
    assert (same.status, same.raw) == (304, b"")
    assert same.headers["etag"] == first.headers["etag"]
    assert {"cache-control", "vary"} <= set(same.headers)
    assert plain.status == 200, "another coding is another body"
    assert changed.status == 200
    assert "Rådet möts i juni" in changed.text


def test_every_coding_says_the_same(article: Any) -> None:
    here = Process()
    answers = [here.get("/nyheter/radet/", accept_encoding=coding) for coding in ("", "gzip", "br, gzip")]
    assert len({one.text for one in answers}) == 1
    assert [one.headers.get("content-encoding") for one in answers] == [None, "gzip", "br"]
    assert len({one.headers["etag"] for one in answers}) == 3
    assert all(int(one.headers["content-length"]) == len(one.raw) for one in answers)
    assert len(answers[2].raw) < len(answers[1].raw) < len(answers[0].raw)


def test_head_says_what_get_would(article: Any) -> None:
    here = Process()
    cold = here.get("/nyheter/radet/", method="HEAD")
    whole = here.get("/nyheter/radet/")
    warm = here.get("/nyheter/radet/", method="HEAD")
    assert cold.raw == warm.raw == b""
    assert cold.headers == warm.headers == whole.headers


def test_with_no_room_every_page_is_made_anew(article: Any, settings: Any) -> None:
    settings.KEPT_ANSWERS = 0
    here = Process()
    assert "Rådet möts" in (here.get("/nyheter/radet/")).text
    assert here.kept == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_unchecked_is_given_when_the_topics_cannot_be_read(
    article: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Process()
    here.get("/nyheter/radet/")
    publish(article, title="Rådet möts i juni")
    monkeypatch.setattr("cms.answers.versions._NEWER", "SELECT nothing FROM nowhere WHERE 1 = %s")
    assert "Rådet möts i juni" in (here.get("/nyheter/radet/")).text
    monkeypatch.undo()
    assert "Rådet möts i juni" in (here.get("/nyheter/radet/")).text


def test_another_history_of_the_database_drops_what_was_kept(article: Any) -> None:
    here = Process()
    here.get("/nyheter/radet/")
    Topic.objects.all().delete()
    here.get("/ordlista/")
    assert here.kept == 0
    touch({"site"})
    here.get("/nyheter/radet/")
    assert here.kept == 1


@pytest.mark.django_db(transaction=True)
def test_changes_are_numbered_in_the_order_of_their_commits(world: World, in_threads: Any) -> None:
    touch({"site"})
    before = Topic.objects.get(name="").version
    assert not any(in_threads([lambda: touch({"goals", "site"}), lambda: touch({"site", "goals"})] * 4))
    assert Topic.objects.get(name="").version == before + 8
    assert set(Topic.objects.filter(name__in=["goals", "site"]).values_list("version", flat=True)) == {before + 8}


def test_events_change_the_topics_that_show_them(article: Any) -> None:
    before = dict(Topic.objects.values_list("name", "version"))
    publish(article)
    after = dict(Topic.objects.values_list("name", "version"))
    assert {name for name in after if after[name] != before.get(name)} == {
        "",
        "pages",
        f"page:{article.pk}",
        "kind:news",
    }


def test_a_section_is_on_every_page(world: World) -> None:
    news = section(site(world), "nyheter")
    before = Topic.objects.get(name="site").version
    publish(news, title="Nytt")
    assert Topic.objects.get(name="site").version > before


def test_who_has_a_seat_and_what_goals_say_are_topics_of_their_own(world: World) -> None:
    from council.seats.actions import found_council
    from network.goals.actions import propose_goal

    Topic.objects.all().delete()
    council = found_council(actor=SYSTEM, name="Annat råd", slug="annat")
    assert set(Topic.objects.values_list("name", flat=True)) == {"", "organisations"}
    today = timezone.localdate()
    propose_goal(actor=SYSTEM, council=council, title="Fler", starts_on=today, ends_on=today + timedelta(days=90))
    assert "goals" in set(Topic.objects.values_list("name", flat=True))


def test_nothing_of_a_change_that_was_taken_back_is_seen(article: Any) -> None:
    from django.db import transaction

    before = dict(Topic.objects.values_list("name", "version"))
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(article)
        raise RuntimeError
    assert dict(Topic.objects.values_list("name", "version")) == before
    assert Person.objects.exists()
