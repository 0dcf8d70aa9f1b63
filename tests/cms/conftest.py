"""A world with its site under it."""

import copy
from collections.abc import Callable

import pytest

from tests.cms.shared import site
from tests.world import World
from tests.world import world as new_world


def _world_with_site() -> World:
    made = new_world()
    site(made)
    return made


@pytest.fixture(scope="session")
def lays() -> Callable[[], World]:
    """How to make the world that the tests here stand on."""
    return _world_with_site


@pytest.fixture
def world(laid: World | None, db: None) -> World:
    """The council with its cast, seats and rooms. A test that commits lays the site itself."""
    return copy.deepcopy(laid) if laid else new_world()
