"""What holds on every kind of page: it can be used by everybody, on any screen, and breaks none of its own rules."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.checks import fits_small_screens, is_accessible
from tests.browser.pages import AS_VISITOR, MEMBER, OTHERS, PAGES, Place
from tests.browser.voices import Voice, sign_in
from tests.browser.windows import Window
from tests.harness.servers import Server

pytestmark = pytest.mark.browser
every_page = pytest.mark.parametrize("name", PAGES)


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


@pytest.fixture
def place(
    name: str, window: Callable[..., Window], site: Server, talk: tuple[dict[str, Any], dict[str, Any]]
) -> Callable[..., Place]:
    """Opens the page in a window of the given kind."""

    def open_there(**options: Any) -> Place:
        room, said = talk
        who = "" if name in AS_VISITOR else MEMBER
        there = Place(site, window(who, reduced_motion="reduce", **options), room, said)
        PAGES[name](there)
        return there

    return open_there


@every_page
def test_the_page_is_accessible_in_light_and_dark(name: str, place: Callable[..., Place]) -> None:
    is_accessible(place().window.page)


@every_page
def test_nothing_needs_scrolling_sideways(name: str, place: Callable[..., Place]) -> None:
    fits_small_screens(place(viewport={"width": 375, "height": 720}).window.page)


def test_the_skip_link_leads_past_the_menu(window: Callable[..., Window], site: Server) -> None:
    page = window(MEMBER).page
    page.goto(site.url)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
