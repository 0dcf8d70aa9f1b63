"""Callers of the API."""

from collections.abc import Callable

import pytest

from accounts.actor import AnyActor
from council.rooms.models import Message
from tests.browsers import Caller
from tests.world import World, said

Call = Callable[[AnyActor], Caller]


@pytest.fixture
def call(db: None) -> Call:
    """Call the API as somebody."""
    return Caller


@pytest.fixture
def message(world: World) -> Message:
    """Something that the officer has said in the open room."""
    return said(world.officer, world.open_room, "Vi har två tomma lokaler.")
