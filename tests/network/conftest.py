"""The shared picture, and callers of the API."""

from collections.abc import Callable

import pytest

from accounts.actor import AnyActor
from tests.browsers import Caller
from tests.network.desk import Desk, Desks
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


@pytest.fixture
def desk(shared: Shared) -> Desks:
    """Sit somebody down in front of the pages."""
    return lambda actor: Desk(actor, shared)


@pytest.fixture
def reporter(desk: Desks, shared: Shared) -> Desk:
    """Who writes the enterprise's returns."""
    return desk(shared.reporter)


@pytest.fixture
def approver(desk: Desks, shared: Shared) -> Desk:
    """Who approves them."""
    return desk(shared.approver)
