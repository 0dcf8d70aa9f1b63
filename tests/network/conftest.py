"""The shared picture, and callers of the API. Every test here that begins with a world begins with the picture."""

from collections.abc import Callable

import pytest

from accounts.actor import AnyActor
from tests.browsers import Caller
from tests.network.desk import Desk, Desks
from tests.network.shared import Shared
from tests.network.shared import shared as build
from tests.world import World
from tests.world import world as new_world

Call = Callable[[AnyActor], Caller]


def _picture() -> Shared:
    return build(new_world())


@pytest.fixture(scope="session")
def lays() -> Callable[[], Shared]:
    """How to make what the tests here stand on."""
    return _picture


@pytest.fixture
def shared(given: Shared) -> Shared:
    """The council's goal, its figures and who reports them."""
    return given


@pytest.fixture
def world(shared: Shared) -> World:
    """The council with its cast, seats and rooms."""
    return shared.world


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
