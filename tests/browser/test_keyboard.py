"""The room by keyboard alone, and for somebody who listens instead of looking."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import CHAIR, ENTERPRISE, OFFICER
from tests.browser.room_view import RoomView
from tests.browser.voices import Voice

pytestmark = pytest.mark.browser

MOST_STEPS = 60


def test_one_can_take_part_without_a_mouse(inside: Callable[..., RoomView]) -> None:
    officer, enterprise = inside(OFFICER), inside(ENTERPRISE)
    officer.say("Vem är med på mötet?")
    enterprise.shows("Vem är med på mötet?")
    page, keys = enterprise.page, enterprise.page.keyboard

    _tab_to(page, enterprise.composer)
    keys.type("Jag är med.")
    keys.press("Control+Enter")
    mine = enterprise.shows_as_sent("Jag är med.")
    expect(enterprise.composer).to_be_focused()

    theirs = enterprise.shows("Vem är med på mötet?")
    _tab_to(page, theirs.get_by_role("button", name="Svara"), back=True)
    keys.press("Enter")
    expect(enterprise.composer).to_be_focused()
    expect(page.locator(".composer-context")).to_contain_text("Du svarar Arbetsförmedlingen")
    keys.type("Hela styrelsen kommer.")
    keys.press("Control+Enter")
    expect(officer.shows("Hela styrelsen kommer.")).to_have_class("message is-reply")

    _tab_to(page, theirs.get_by_role("button", name="Reagera"), back=True)
    keys.press("Enter")
    _tab_to(page, theirs.get_by_role("button", name="Tack", exact=True))
    keys.press("Enter")
    expect(theirs.get_by_role("button", name="Reagera")).to_be_focused()
    expect(theirs.locator(".reaction", has_text="Tack")).to_have_attribute("aria-pressed", "true")

    _edits_by_keyboard(enterprise, mine)
    expect(officer.shows("Jag är med, och min kollega.").locator(".message-edited")).to_be_visible()
    _deletes_by_keyboard(enterprise, mine)
    expect(officer.message("Jag är med, och min kollega.")).to_have_count(0)


def test_a_menu_opens_and_escape_closes_it(inside: Callable[..., RoomView]) -> None:
    chair = inside(CHAIR)
    chair.say("Dagordningen är klar.")
    more = chair.shows_as_sent("Dagordningen är klar.").get_by_role("button", name="Mer om")
    more.focus()
    chair.page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    chair.page.keyboard.press("Tab")
    expect(chair.page.locator(".menu-item:focus")).to_have_count(1)
    chair.page.keyboard.press("Escape")
    expect(chair.page.locator(".menu-panel .menu-item").locator("visible=true")).to_have_count(0)
    expect(more).to_be_focused()

    hat = chair.page.locator("details.hat > summary")
    hat.focus()
    chair.page.keyboard.press("Enter")
    expect(chair.page.locator("details.hat .menu-panel")).to_be_visible()
    chair.page.keyboard.press("Escape")
    expect(chair.page.locator("details.hat .menu-panel")).to_be_hidden()
    expect(hat).to_be_focused()


def test_what_arrives_is_announced_politely(
    inside: Callable[..., RoomView], voice: Callable[..., Voice], room: dict[str, Any]
) -> None:
    enterprise, officer = inside(ENTERPRISE), voice(OFFICER)
    spoken = enterprise.page.locator("[aria-live='polite']", has_text="inlägg från")

    officer.say(room, "Hej alla.")

    expect(spoken).to_contain_text("1 nytt inlägg från Arbetsförmedlingen")
    enterprise.composer.fill("Hej.")
    expect(enterprise.page.locator("[aria-live='assertive']")).to_have_count(0)


def test_new_messages_do_not_move_what_is_being_read(
    inside: Callable[..., RoomView], voice: Callable[..., Voice], room: dict[str, Any]
) -> None:
    officer = voice(OFFICER)
    said = [officer.say(room, f"Rad {number}.\n\nEn rad till.") for number in range(30)]
    enterprise = inside(ENTERPRISE)
    reading = enterprise.by_id(said[8])
    reading.evaluate("(message) => message.scrollIntoView({ block: 'center' })")
    before = _top(reading)

    officer.say(room, "Nytt längst ned.")
    officer.edit(said[2], "Det här inlägget ovanför har blivit\n\nmycket\n\nlängre\n\nän\n\nförut.")

    expect(enterprise.page.locator(".new-bar")).to_have_text("1 nytt inlägg")
    expect(enterprise.message("Det här inlägget ovanför har blivit")).to_have_count(1)
    assert _top(reading) == pytest.approx(before, abs=1)
    enterprise.page.locator(".new-bar").click()
    expect(enterprise.message("Nytt längst ned.")).to_be_in_viewport()
    expect(enterprise.message("Nytt längst ned.")).to_be_focused()
    expect(enterprise.page.locator(".new-bar")).to_have_count(0)


def _top(message: Locator) -> float:
    box = message.bounding_box()
    assert box
    return box["y"]


def _edits_by_keyboard(enterprise: RoomView, mine: Locator) -> None:
    page, keys = enterprise.page, enterprise.page.keyboard
    _choose(page, mine, "Ändra")
    expect(mine.locator("textarea")).to_be_focused()
    keys.press("Control+A")
    keys.type("Jag är med, och min kollega.")
    keys.press("Control+Enter")
    expect(mine.locator(".message-body")).to_contain_text("och min kollega")
    _focus_is_somewhere(page)


def _deletes_by_keyboard(enterprise: RoomView, mine: Locator) -> None:
    page, keys = enterprise.page, enterprise.page.keyboard
    _choose(page, mine, "Ta bort")
    expect(mine.get_by_role("button", name="Ta bort inlägget")).to_be_focused()
    keys.press("Escape")
    expect(mine.get_by_role("button", name="Ta bort inlägget")).to_have_count(0)
    _focus_is_somewhere(page)
    _choose(page, mine, "Ta bort")
    expect(mine.get_by_role("button", name="Ta bort inlägget")).to_be_focused()
    keys.press("Enter")
    expect(mine).to_have_class("message is-own is-deleted")
    _focus_is_somewhere(page)


def _choose(page: Page, message: Locator, item: str) -> None:
    _tab_to(page, message.get_by_role("button", name="Mer om"), back=True)
    page.keyboard.press("Enter")
    _tab_to(page, message.locator(".menu-panel").get_by_role("button", name=item))
    page.keyboard.press("Enter")


def _tab_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Press Tab until something has the focus, which must never get lost on the way."""
    for _step in range(MOST_STEPS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError("Tab does not lead there")


def _focus_is_somewhere(page: Page) -> None:
    """Check that the focus is not lost; the body itself never counts as focused."""
    expect(page.locator(":focus")).to_have_count(1)
