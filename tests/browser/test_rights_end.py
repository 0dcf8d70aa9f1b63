"""A right that ends takes the page with it, and leaves people what they had written."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import running_site
from tests.browser.people import CHAIR, DEVELOPER, KITCHEN, SECRETARY
from tests.browser.room_view import RoomView
from tests.browser.voices import COUNCIL, Voice
from tests.browser.windows import Window
from tests.harness.servers import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site of these stories' own: what ends here stays ended."""
    with running_site(tmp_path_factory.mktemp("rights")) as server:
        yield server


UNSENT = "Det här hann jag inte skicka."


def test_when_a_mandate_ends_the_room_closes(
    inside: Callable[..., RoomView], voice: Callable[..., Voice], room: dict[str, Any]
) -> None:
    kitchen = inside(KITCHEN)
    kitchen.composer.fill(UNSENT)

    _end_mandate_of(KITCHEN, voice(CHAIR))

    expect(kitchen.page.locator(".room.is-ended .room-closed")).to_have_text("Du har inte längre tillgång till rummet.")
    expect(kitchen.page.locator(".message-plain")).to_have_text(UNSENT)
    expect(kitchen.messages).to_have_count(0)
    assert kitchen.window.voice.ask("GET", f"/rooms/{room['id']}/snapshot").status == 404
    answer = kitchen.window.go(room["url"])
    assert answer
    assert answer.status == 404


def test_who_is_no_longer_invited_sees_no_more_of_a_closed_room(
    window: Callable[..., Window], voice: Callable[..., Voice]
) -> None:
    chair = voice(CHAIR)
    room = chair.open_room("Slutet", access="closed")
    guest = window(DEVELOPER)
    me = guest.voice.call("GET", "/me")
    invitation = {"person": me["person"]["id"], "organisation": me["acting_for"]["organisation"]["id"]}
    members = chair.call("POST", f"/rooms/{room['id']}/members", {**invitation, "role": "writer"})["results"]
    developer = RoomView(guest, room).is_live()
    chair.say(room, "Detta är förtroligt.")
    developer.shows("Detta är förtroligt.")

    mine = next(one for one in members if one["person"]["id"] == me["person"]["id"])
    chair.call("DELETE", f"/rooms/{room['id']}/members/{mine['id']}")

    expect(developer.page.locator(".room.is-ended .room-closed")).to_be_visible()
    expect(developer.message("Detta är förtroligt.")).to_have_count(0)
    assert guest.voice.ask("GET", f"/rooms/{room['id']}/snapshot").status == 404


def test_when_a_membership_ends_the_page_stops_and_keeps_the_text(
    inside: Callable[..., RoomView], voice: Callable[..., Voice], room: dict[str, Any]
) -> None:
    developer = inside(DEVELOPER)
    developer.composer.fill(UNSENT)
    hat = developer.window.voice.call("GET", "/me")["acting_for"]

    developer.window.voice.call("DELETE", f"/memberships/{hat['id']}")

    expect(developer.link).to_have_class("room-link is-ended")
    expect(developer.link).to_contain_text("Du agerar inte längre för den här organisationen.")
    expect(developer.composer).to_have_value(UNSENT)
    assert developer.window.voice.ask("GET", f"/rooms/{room['id']}/snapshot").status == 404


def test_signing_out_in_one_window_ends_the_other(
    inside: Callable[..., RoomView], window: Callable[..., Window], site: Server, room: dict[str, Any]
) -> None:
    secretary = inside(SECRETARY)
    secretary.composer.fill(UNSENT)
    other = secretary.window.context.new_page()
    other.goto(f"{site.url}/")
    other.locator("details.hat > summary").click()
    other.locator("form[action='/logga-in/logout/'] button").click()
    other.wait_for_url(f"{site.url}/")
    expect(other.locator("details.hat")).to_have_count(0)

    expect(secretary.link).to_have_class("room-link is-ended")
    expect(secretary.link).to_contain_text("Du är utloggad")
    expect(secretary.composer).to_have_value(UNSENT)
    assert secretary.window.voice.ask("GET", f"/rooms/{room['id']}/snapshot").status == 401
    secretary.window.go(room["url"])
    expect(secretary.page).to_have_url(f"{site.url}/logga-in/login/?next={room['url']}")


def _end_mandate_of(name: str, chair: Voice) -> None:
    seats = chair.call("GET", f"/councils/{COUNCIL}/seats?limit=100")["results"]
    mandates = [mandate for seat in seats for mandate in _mandates(seat) if mandate["person"]["name"] == name]
    assert mandates
    for mandate in mandates:
        chair.call("DELETE", f"/mandates/{mandate['id']}")


def _mandates(seat: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seat["mandates"]
    return found
