"""The shared picture, and callers of the API."""

from collections.abc import Callable

import pytest

from accounts.actor import AnyActor
from tests.browsers import Caller
from tests.network.shared import Shared
from tests.network.shared import shared as build
from tests.world import World

Call = Callable[[AnyActor], Caller]


@pytest.fixture
def shared(world: World) -> Shared:
    """The council's goal, its figures and who reports them."""
    return build(world)


@pytest.fixture
def call(db: None) -> Call:
    """Call the API as somebody."""
    return Caller
