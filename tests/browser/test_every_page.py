"""What holds on every kind of page: it can be used by everybody, on any screen, and breaks none of its own rules."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Playwright, expect

from tests.browser.pages import AS_VISITOR, MEMBER, OTHERS, PAGES, Place
from tests.browser.voices import Voice, sign_in
from tests.browser.windows import Window
from tests.harness.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("name", PAGES)]

GRAVE = ("serious", "critical")


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


def test_the_page_is_accessible_in_light_and_dark(name: str, place: Callable[..., Place]) -> None:
    page = place(color_scheme="light").window.page
    light = _background(page)
    flaws = _grave_flaws(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    dark = _background(page)
    flaws += [f"dark: {flaw}" for flaw in _grave_flaws(page)]

    assert not flaws, "\n".join(flaws)
    assert light != dark
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main")).to_have_count(1)


def test_nothing_needs_scrolling_sideways(name: str, place: Callable[..., Place]) -> None:
    page = place(viewport={"width": 375, "height": 720}).window.page
    too_wide = _what_sticks_out(page)
    # A desktop screen of 1280 pixels at 400 % is one of 320 by 256.
    page.set_viewport_size({"width": 320, "height": 256})
    too_wide += _what_sticks_out(page)
    assert not too_wide


def _background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def _grave_flaws(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{flaw['id']} ({flaw['impact']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for flaw in found
        if flaw["impact"] in GRAVE
        for node in flaw["nodes"][:3]
    ]


def _what_sticks_out(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= width) return []
            return [...document.querySelectorAll('body *')]
                .filter((one) => one.getBoundingClientRect().right > width + 1)
                .map((one) => `${width} < ${one.getBoundingClientRect().right}: ${one.outerHTML.slice(0, 120)}`)
                .slice(0, 6)
        }"""
    )
    return found
