"""What holds on every kind of page: it can be used by everybody, on any screen, and breaks none of its own rules."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.checks import fits_small_screens, is_accessible
from tests.browser.pages import AS_VISITOR, LANGUAGES, MEMBER, OTHERS, PAGES, Place
from tests.browser.voices import Voice, sign_in
from tests.browser.windows import Window
from tests.harness.servers import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def talk(playwright: Playwright, site: Server) -> tuple[dict[str, Any], dict[str, Any]]:
    """A room where people have talked, and what the member said there."""
    voices = []
    for name in (MEMBER, *OTHERS):
        session = playwright.request.new_context()
        sign_in(session, site.url, name)
        voices.append(Voice(session, site.url))
    member, *others = voices
    room = member.open_room("Alla slags sidor")
    for number, voice in enumerate(others):
        voice.say(room, f"Vi är med, {number}. Se https://exempel.se/{'mycket-lang-adress-' * 8} och `kod`.")
    said = member.say(room, "Välkomna hit.")
    said = member.edit(said, "Välkomna hit, alla.\n\n- ett\n- två\n\n> citat")
    others[0].react(said, "thanks")
    for voice in voices:
        voice.request.dispose()
    return room, said


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_page_on_any_screen(
    name: str, window: Callable[..., Window], site: Server, talk: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    who = "" if name in AS_VISITOR else MEMBER
    place = Place(site, window(who, reduced_motion="reduce"), *talk)
    PAGES[name](place)
    is_accessible(place.window.page, LANGUAGES.get(name, "sv"))
    fits_small_screens(place.window.page)


def test_the_skip_link_leads_past_the_menu(window: Callable[..., Window], site: Server) -> None:
    page = window(MEMBER).page
    page.goto(site.url)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
