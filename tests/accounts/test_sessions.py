"""Where one is signed in can be seen, and ended from elsewhere."""

from datetime import time, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, now

from live.identity import Credentials, still_valid
from tests.accounts.conftest import cookie_of
from tests.browsers import Browser
from tests.world import person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_every_session_is_listed_and_the_present_one_is_marked(browser: Browser) -> None:
    anna = person("anna")
    here, there = browser(anna), browser(anna)

    listed = here.get("/min-sida/").context["sessions"]

    assert [one["current"] for one in listed].count(True) == 1
    assert {UserSession.objects.get(pk=one["id"]).session_key for one in listed} == {cookie_of(here), cookie_of(there)}


def test_ending_a_session_really_ends_it(browser: Browser) -> None:
    anna = person("anna")
    here, there = browser(anna), browser(anna)
    other = cookie_of(there)

    answer = here.post(f"/min-sida/session/{UserSession.objects.get(session_key=other).pk}/")

    assert answer["Location"] == "/min-sida/"
    assert not Session.objects.filter(session_key=other).exists()
    assert there.get("/api/v1/me").status_code == 401
    assert there.get("/min-sida/").status_code == 302
    assert here.get("/api/v1/me").status_code == 200


def test_a_live_connection_of_an_ended_session_is_not_valid_any_more(browser: Browser) -> None:
    anna = person("anna")
    here, there = browser(anna), browser(anna)
    held = {Credentials(cookie_of(one), str(anna.pk), "") for one in (here, there)}
    assert still_valid(held) == held

    here.post(f"/min-sida/session/{UserSession.objects.get(session_key=cookie_of(there)).pk}/")

    assert {one.session for one in still_valid(held)} == {cookie_of(here)}


def test_all_other_sessions_are_ended_at_once(browser: Browser) -> None:
    anna = person("anna")
    here, *others = browser(anna), browser(anna), browser(anna)

    here.post("/logga-in/sessions/")

    assert [one.get("/api/v1/me").status_code for one in others] == [401, 401]
    assert here.get("/api/v1/me").status_code == 200


def test_somebody_elses_session_cannot_be_ended(browser: Browser) -> None:
    anna, bo = browser(person("anna")), browser(person("bo"))
    target = UserSession.objects.get(session_key=cookie_of(anna))

    assert bo.post(f"/min-sida/session/{target.pk}/").status_code == 404
    assert anna.get("/api/v1/me").status_code == 200


def test_a_session_is_not_ended_by_a_link(browser: Browser) -> None:
    anna = browser(person("anna"))

    assert anna.get(f"/min-sida/session/{UserSession.objects.get().pk}/").status_code == 405


def test_when_one_was_last_here_is_kept_by_the_day(browser: Browser) -> None:
    here = browser(person("anna"))

    with CaptureQueriesContext(connection) as asked:
        assert here.get("/api/v1/me").status_code == 200

    kept = UserSession.objects.get()
    assert localtime(kept.last_seen_at).time() == time(0)
    assert not [one["sql"] for one in asked if one["sql"].startswith(("UPDATE", "INSERT"))], "nothing on a second visit"


def test_a_browser_that_comes_again_on_another_day_is_noted(browser: Browser) -> None:
    here = browser(person("anna"))
    UserSession.objects.update(last_seen_at=now() - timedelta(days=3))

    page = here.get("/min-sida/")

    assert [localtime(one["last_seen_at"]).date() for one in page.context["sessions"]] == [localtime().date()]
    assert " klockan " not in page.content.decode().partition("Senast använd")[2].partition("</li>")[0]
