"""Looking at the screens at the end of each step: the wall from the back of the room, the others as anybody may use them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browser.checks import is_accessible, what_sticks_out
from tests.browser.workshops.cast import Cast

SMALLEST_ON_WALL = 24
"""CSS pixels of the smallest letters: on a wall two metres wide they are two and a half centimetres high."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PICTURES = os.environ.get("WORKSHOP_PICTURES")
"""A folder for pictures of each screen at each step, for people to look at."""


class Looks:
    """What is looked at when the work of a step is done, before the next."""

    def __init__(self, cast: Cast, phone: str) -> None:
        """Look at the wall, at the console, and at somebody's phone."""
        self.wall = cast.wall.page
        self.wall.set_viewport_size({"width": 1920, "height": 1080})
        self.others = {"console": cast.console.page, "phone": cast.people[phone].page}
        self.steps: list[str] = []

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Let the step be done, and look."""
        yield
        self.steps.append(step)
        _is_readable_from_the_back(self.wall)
        for name, page in {"wall": self.wall, **self.others}.items():
            is_accessible(page)
            self._take_pictures(name, page)

    def _take_pictures(self, name: str, page: Page) -> None:
        if not PICTURES:
            return
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(PICTURES) / f"{len(self.steps)}-{name}-{scheme}.png", full_page=name != "wall")
        page.emulate_media(color_scheme="light")


def _is_readable_from_the_back(page: Page) -> None:
    small: list[str] = page.evaluate(
        """(smallest) => [...document.querySelectorAll('main *')]
            .filter((one) => one.checkVisibility() && !one.closest('.sr-only, svg, details:not([open])'))
            .filter((one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim()))
            .map((one) => [parseFloat(getComputedStyle(one).fontSize), one.textContent.trim().slice(0, 60)])
            .filter(([size]) => size < smallest)
            .map(([size, text]) => `${size} px: ${text}`)""",
        SMALLEST_ON_WALL,
    )
    assert not small, "\n".join(small)
    assert not (out := what_sticks_out(page)), "\n".join(out)
