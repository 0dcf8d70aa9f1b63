"""A whole workshop, with as many ways of taking part as there are people."""

from collections.abc import Callable

import pytest

from tests.browser.people import DEVELOPER
from tests.browser.windows import Window
from tests.browser.workshops import story
from tests.browser.workshops.cast import Cast
from tests.browser.workshops.participant import Participant

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def test_a_whole_workshop(cast: Cast, workshop_window: Callable[..., Window]) -> None:
    story.tell(cast, Participant(workshop_window(DEVELOPER), DEVELOPER))
