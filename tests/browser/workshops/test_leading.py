"""Leading a workshop with the keyboard alone: breaks, what came too late, questions, and somebody else at the wheel."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.people import CHAIR, KITCHEN, OFFICER
from tests.browser.windows import Window
from tests.browser.workshops import plan
from tests.browser.workshops.cast import Cast
from tests.browser.workshops.hands import Keys
from tests.browser.workshops.leading import Console, Wall
from tests.browser.workshops.participant import Participant

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

NOTES, QUESTIONS = "Vad har vi lärt oss?", "Vad undrar ni?"
MINE, LATE, LATER = "Ring först", "Skriv upp namnen", "Ta med fika"
WHO, WHOM, WHEN = "Vem svarar i telefonen?", "Vem ringer vi?", "När öppnar ni?"
STEPS: list[dict[str, Any]] = [
    {"type": "board", "title": NOTES, "settings": {"columns": [{"id": "allt", "title": "Allt"}]}},
    {"type": "questions", "title": QUESTIONS, "naming": "anonymous"},
]


@pytest.fixture
def deputy(workshop_window: Callable[..., Window]) -> Window:
    """Who leads if the one who leads cannot."""
    return workshop_window(OFFICER)


@pytest.fixture
def cast(workshop_window: Callable[..., Window], deputy: Window) -> Cast:
    """A facilitator with a keyboard, a guest with a keyboard, and somebody who is there with a mouse."""
    host = workshop_window(CHAIR)
    where = plan.hold(host.voice, "Att leda med tangenterna", [dict(step) for step in STEPS], deputy.voice)
    console = Console(host, where, Keys)
    room = Cast(console, Wall(workshop_window(), console.screen_link))
    room.enters(Participant(workshop_window(), "Annika", "Föreningen Grannkraft", hands=Keys))
    room.enters(Participant(workshop_window(KITCHEN), KITCHEN))
    return room


def test_a_workshop_is_led_with_the_keyboard_alone(cast: Cast, deputy: Window) -> None:
    cast.console.starts()
    cast.console.opens(NOTES)
    _is_interrupted(cast)
    _comes_too_late(cast)
    cast.all_fresh()
    _changes_hands(cast, Console(deputy, cast.console.page.url.removeprefix(deputy.url).removesuffix("leda/"), Keys))
    cast.console.opens(QUESTIONS)
    _asks(cast)
    cast.all_fresh()


def _is_interrupted(cast: Cast) -> None:
    annika, kitchen = cast.people["Annika"], cast.people[KITCHEN]
    cast.console.locks()
    expect(annika.island).to_contain_text("Rummet är låst en stund.")
    cast.console.unlocks()
    annika.writes(MINE)
    kitchen.shows_note(MINE)
    cast.console.pauses()
    for seen in (cast.wall, annika, kitchen):
        seen.shows("Paus")
    cast.console.resumes()
    cast.console.announces("Kaffet är klart")
    for screen in cast.screens:
        expect(screen.island).to_contain_text("Kaffet är klart")
    cast.console.gives_more_time()
    expect(annika.island.get_by_role("timer").first).to_contain_text(re.compile("6[0-4]:"))


def _comes_too_late(cast: Cast) -> None:
    annika, kitchen = cast.people["Annika"], cast.people[KITCHEN]
    cast.console.closes_step()
    annika.writes_too_late(LATE)
    kitchen.writes_too_late(LATER)
    for seen in (cast.wall, kitchen):
        seen.shows_no_note(LATE)
    cast.console.takes_in(LATE)
    cast.console.leaves_out(LATER)
    for screen in cast.screens:
        screen.shows_note(LATE)
    for other in (cast.wall, annika):
        other.shows_no_note(LATER)
    annika.has_late(LATE, "Togs in")


def _changes_hands(cast: Cast, other: Console) -> None:
    """Let the deputy take over, and then give back what was taken."""
    other.takes_the_wheel()
    cast.console.only_watches()
    cast.console.takes_the_wheel()
    other.only_watches()


def _asks(cast: Cast) -> None:
    annika, kitchen = cast.people["Annika"], cast.people[KITCHEN]
    annika.asks(WHO)
    kitchen.asks(WHOM)
    kitchen.asks(WHEN)
    annika.wonders_too(WHEN)
    kitchen.wonders_too(WHO)
    for screen in cast.screens:
        screen.shows_voices(WHO, "1 röst")
    cast.console.merges(WHOM, WHO)
    for screen in cast.screens:
        # Who asked the one and wondered about the other too has one voice still.
        screen.shows_voices(WHO, "1 röst")
    cast.console.answered(WHEN)
    expect(annika.island.locator(".ws-answered summary")).to_contain_text("Besvarade (1)")
