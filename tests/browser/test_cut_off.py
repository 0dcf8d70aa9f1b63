"""Somebody is cut off while the room lives on and the server is killed; afterwards nothing is missing and nothing double."""

import os
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.people import CHAIR, ENTERPRISE, OFFICER
from tests.browser.room_view import RoomView
from tests.browser.voices import Voice
from tests.browser.windows import Window
from tests.harness.servers import Server

pytestmark = pytest.mark.browser

CUT_OFF_FOR = float(os.environ.get("BROWSER_CUT_OFF_FOR", "60"))
"""Seconds; a shorter time is for working on the test, not for judging the site."""

AS_RENDERED = """(list) => [...list.querySelectorAll('article.message')].map((article) => {
    const copy = article.cloneNode(true)
    copy.querySelectorAll('.save-state').forEach((words) => words.remove())
    return [copy.id, copy.className, copy.innerHTML]
})"""
"""Every message of the list in order: which it is, its state and its whole content, without "Sparat" beside it."""


@pytest.fixture
def from_chair(voice: Callable[..., Voice], demo_site: Server) -> Voice:
    """The chair, at a site that this story may kill."""
    return voice(CHAIR, url=demo_site.url)


@pytest.fixture
def room(from_chair: Voice) -> dict[str, Any]:
    """A room at the site that will be killed."""
    return from_chair.open_room("Avbrott")


def test_after_a_minute_without_network_the_page_is_as_a_fresh_one(
    voice: Callable[..., Voice],
    window: Callable[..., Window],
    from_chair: Voice,
    room: dict[str, Any],
    demo_site: Server,
) -> None:
    officer = voice(OFFICER, url=demo_site.url)
    before = [officer.say(room, f"Sagt före avbrottet, {number}.") for number in range(1, 6)]
    enterprise = RoomView(window(ENTERPRISE, url=demo_site.url), room).is_live()
    expect(enterprise.messages).to_have_count(5)

    demo_site.kill()
    enterprise.window.context.set_offline(True)
    since = time.monotonic()
    expect(enterprise.link).to_have_class("room-link is-offline")
    demo_site.start()
    _live_on(officer, from_chair, room, before, demo_site)
    enterprise.say("Skrivet utan nät, ett.")
    enterprise.say("Skrivet utan nät, två.")
    expect(enterprise.page.locator(".save-state.is-waiting")).to_have_count(2)
    expect(enterprise.message("Sagt under avbrottet")).to_have_count(0)
    enterprise.page.wait_for_timeout(1000 * max(0.0, CUT_OFF_FOR - (time.monotonic() - since)))
    enterprise.window.context.set_offline(False)

    enterprise.is_live()
    for text in ("Skrivet utan nät, ett.", "Skrivet utan nät, två."):
        enterprise.shows_as_sent(text)
    expect(enterprise.messages).to_have_count(27)
    fresh = RoomView(window(ENTERPRISE, url=demo_site.url), room).is_live()
    expect(fresh.messages).to_have_count(27)
    rendered = fresh.page.locator(".room-list").evaluate(AS_RENDERED)
    assert enterprise.page.locator(".room-list").evaluate(AS_RENDERED) == rendered
    _is_what_the_server_has(rendered, from_chair.messages(room))


def _live_on(officer: Voice, chair: Voice, room: dict[str, Any], before: list[dict[str, Any]], server: Server) -> None:
    """Let 20 messages, 3 edits and 1 deletion happen, with the server killed once more in their midst."""
    said = [officer.say(room, f"Sagt under avbrottet, {number}.") for number in range(1, 11)]
    officer.edit(before[1], "Ändrat under avbrottet, ett.")
    server.kill()
    server.start()
    officer.edit(said[2], "Ändrat under avbrottet, två.")
    said += [chair.say(room, f"Sagt under avbrottet, {number}.", reply_to=before[0]["id"]) for number in range(11, 21)]
    chair.edit(said[15], "Ändrat under avbrottet, **tre**.")
    officer.delete(before[3])


def _is_what_the_server_has(rendered: list[list[str]], stored: list[dict[str, Any]]) -> None:
    assert [ident for ident, _, _ in rendered] == [f"m-{message['id']}" for message in stored]
    texts = [message["text"] for message in stored if message["state"] == "visible"]
    assert len(texts) == len(set(texts)) == 26
    for (_, state, content), message in zip(rendered, stored, strict=True):
        assert ("is-deleted" in state) == (message["state"] == "deleted")
        assert message["html"].strip() in content
