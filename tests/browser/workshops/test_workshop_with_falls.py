"""The same workshop while the server is killed in every step, and while Redis is away for half a minute.

Nobody presses twice, and nobody loses a word: what was under way is sent again, and is there once.
"""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.people import DEVELOPER
from tests.browser.windows import PATIENCE, Window
from tests.browser.workshops import plan, story
from tests.browser.workshops.cast import Cast
from tests.browser.workshops.participant import Participant
from tests.harness.fixtures import Scaled
from tests.harness.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]

REDIS_AWAY_FOR = float(os.environ.get("BROWSER_CUT_OFF_FOR", "30"))
"""Seconds; a shorter time is for working on the test, not for judging the site."""
UNDER_WAY = 1.5
"""Seconds into a step."""
UNTIL_ALL_RUNS = 240_000
"""Milliseconds that somebody may have to wait for a server that is away and comes back, whatever the machine."""


@pytest.fixture
def arena(scaled_site: Scaled) -> Server:
    """A server on PostgreSQL and Redis that this story may kill."""
    return scaled_site.start(1)[0]


class Falls:
    """What goes wrong in the background, once for each step."""

    def __init__(self, site: Scaled, hand: ThreadPoolExecutor) -> None:
        """Begin with all that runs. One hand does everything: a server ends with the thread that started it."""
        self.site = site
        self.hand = hand
        self.steps: list[str] = []

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Let the step's fall happen while people work; afterwards everything runs again."""
        self.steps.append(step)
        falling = self.hand.submit(self._fall, step)
        expect.set_options(timeout=UNTIL_ALL_RUNS)
        try:
            yield
        finally:
            expect.set_options(timeout=PATIENCE)
            falling.result()

    def _fall(self, step: str) -> None:
        time.sleep(UNDER_WAY)
        if step == plan.POLL:
            self._lose_redis()
        for server in self.site.servers:
            server.kill()
            server.start()

    def _lose_redis(self) -> None:
        self.site.redis.stop()
        time.sleep(REDIS_AWAY_FOR)
        self.site.redis.start()


def test_a_whole_workshop_while_the_server_falls_in_every_step(
    cast: Cast, workshop_window: Callable[..., Window], scaled_site: Scaled
) -> None:
    with ThreadPoolExecutor(1) as hand:
        falls = Falls(scaled_site, hand)
        story.tell(cast, Participant(workshop_window(DEVELOPER), DEVELOPER), falls)
    assert len(falls.steps) == len(set(falls.steps)) == len(plan.EVERY_STEP)
