"""A world with its site, laid once for all tests of a file.

Laying it takes longer than most tests here do. Each test works inside a savepoint of its
own and is given its own copy of the cast, so that none sees what another did. Files with tests that commit start from
an empty database in each test, as everywhere else.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.cms.shared import site
from tests.world import World
from tests.world import world as new_world


@pytest.fixture(scope="module")
def laid(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[World | None]:
    """The world with its site, or nothing where each test has to make its own."""
    if _commits(request):
        yield None
        return
    with django_db_blocker.unblock(), transaction.atomic():
        made = new_world()
        site(made)
        yield made
        transaction.set_rollback(True)


def _commits(request: pytest.FixtureRequest) -> bool:
    here = [one for one in request.session.items if one.path == request.path]
    marks = [mark for one in here for mark in one.iter_markers("django_db")]
    committing = {"transactional_db", "server", "own_server"}
    return any(mark.kwargs.get("transaction") for mark in marks) or any(
        committing & set(getattr(one, "fixturenames", ())) for one in here
    )


@pytest.fixture
def world(laid: World | None, db: None) -> World:
    """The council with its cast, seats and rooms."""
    return copy.deepcopy(laid) if laid else new_world()
