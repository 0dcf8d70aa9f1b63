"""The door: a right code opens however it is written and whoever has tried before; wrong ones are counted."""

from typing import Any

import pytest
from django.core.cache import cache

from accounts.queries import SESSION_GUEST
from tests.browsers import open_browser
from tests.workshops.making import running
from tests.world import World
from workshops.sessions.entering import WRONG_CODES, screen_secret
from workshops.sessions.models import Participant

pytestmark = pytest.mark.django_db
WRONG = "ZZZZ9999"


@pytest.fixture(autouse=True)
def _nobody_has_tried() -> None:
    cache.clear()


def ask(browser: Any, code: str) -> Any:
    return browser.post("/workshop/", {"code": code})


def test_a_code_opens_however_it_is_written(world: World) -> None:
    code = running(world).workshop.code
    for written in (code, code.lower(), f" {code[:4]} {code[4:]} ", f"{code[:4]}-{code[4:]}"):
        assert ask(open_browser(), written).status_code == 302


def test_who_guesses_is_stopped_and_who_has_the_code_still_comes_in(world: World) -> None:
    workshop = running(world).workshop
    browser = open_browser()
    for _time in range(WRONG_CODES):
        assert ask(browser, WRONG).status_code == 422
    assert ask(browser, WRONG).status_code == 429
    answer = browser.post("/api/v1/workshop-joins", {"code": WRONG}, content_type="application/json")
    assert answer.status_code == 429
    assert browser.get(f"/workshop/{workshop.code}/").status_code == 200


def test_a_guest_comes_in_with_a_name_and_comes_back_on_the_same_device(world: World) -> None:
    workshop = running(world).workshop
    browser = open_browser()
    assert browser.post(f"/workshop/{workshop.code}/", {"name": "", "organisation": ""}).status_code == 422
    told = {"name": "Annika", "organisation": "tråden"}
    assert browser.post(f"/workshop/{workshop.code}/", told).status_code == 302
    assert browser.post(f"/workshop/{workshop.code}/", told).status_code == 302
    found = Participant.objects.get(name="Annika")
    assert found.organisation == world.organisations["asf"]
    assert str(found.guest) == browser.session[SESSION_GUEST]
    assert browser.get(f"/api/v1/workshops/{workshop.pk}/snapshot").status_code == 200
    assert open_browser().get(f"/api/v1/workshops/{workshop.pk}/snapshot").status_code == 401


def test_who_was_shown_out_does_not_come_back_in_the_same_browser(world: World) -> None:
    session = running(world)
    browser = open_browser()
    browser.post(f"/workshop/{session.workshop.code}/", {"name": "Annika", "organisation": ""})
    Participant.objects.filter(name="Annika").update(state=Participant.State.REMOVED)
    again = browser.post(f"/workshop/{session.workshop.code}/", {"name": "Annika", "organisation": ""})
    assert again.status_code == 422


def test_a_screen_reads_what_the_room_sees_and_nothing_of_its_people(world: World) -> None:
    workshop = running(world).workshop
    browser = open_browser()
    assert browser.get(f"/workshop/skarm/{screen_secret(workshop)}/").status_code == 302
    snapshot = browser.get(f"/api/v1/workshops/{workshop.pk}/snapshot").json()
    assert set(snapshot["streams"]) == {workshop.stream}
    assert world.officer.person.name not in str(snapshot)
    assert browser.get("/workshop/skarm/forfalskad/").status_code == 404
