"""A workshop with its people: each in a window of their own, as different as people's machines are."""

from collections.abc import Callable

import pytest

from tests.browser.people import CHAIR, ENTERPRISE, KITCHEN, OFFICER
from tests.browser.windows import Window
from tests.browser.workshops import plan
from tests.browser.workshops.cast import Cast
from tests.browser.workshops.hands import Finger, Keys
from tests.browser.workshops.leading import Console, Wall
from tests.browser.workshops.participant import Participant
from tests.harness.servers import Server

PHONE = {"viewport": {"width": 375, "height": 720}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def arena(site: Server) -> Server:
    """The site that the workshop is held on; a story that stops the server brings one of its own."""
    return site


@pytest.fixture
def workshop_window(window: Callable[..., Window], arena: Server) -> Callable[..., Window]:
    """Opens windows on the site of the workshop."""
    return lambda name="", **options: window(name, url=arena.url, **options)


@pytest.fixture
def cast(workshop_window: Callable[..., Window]) -> Cast:
    """A workshop about to begin: its console, its wall, and five who have come in."""
    host = workshop_window(CHAIR)
    console = Console(host, plan.hold(host.voice))
    room = Cast(console, Wall(workshop_window(), console.screen_link))
    blocked = workshop_window(OFFICER)
    blocked.forbid_sockets()
    for participant in (
        Participant(workshop_window(), "Annika", "Föreningen Grannkraft"),
        Participant(workshop_window(), "Yusuf", "Stallet i Tumba"),
        Participant(workshop_window(ENTERPRISE), ENTERPRISE, hands=Keys),
        Participant(blocked, OFFICER),
        Participant(workshop_window(KITCHEN, **PHONE), KITCHEN, hands=Finger),
    ):
        room.enters(participant)
    return room
