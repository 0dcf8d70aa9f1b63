"""What lies in the database before a test begins, laid once for all tests that want the same.

Making a world takes longer than most tests do. It stays, in a transaction that is never committed, for as long as the
files want the same one; each test works inside a savepoint of its own and is given its own copy of the cast, so that
none sees what another did. A test that does without a world, or that commits, finds the database as empty as ever.
"""

from collections.abc import Callable
from contextlib import ExitStack
from itertools import groupby
from typing import Any

import pytest

COMMITTING = {"transactional_db", "server", "own_server"}
"""Fixtures with which a test commits what it does."""


class Ground:
    """What is laid now, if anything."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._make: Callable[[], Any] | None = None
        self._made: Any = None
        self._stack = ExitStack()

    def lay[T](self, make: Callable[[], T]) -> T:
        """Return what `make` makes, which an earlier file may have had made."""
        from django.db import connection, transaction

        if self._make is not make:
            self.clear()
            assert not connection.in_atomic_block, "the file has laid something of its own"
            self._stack.enter_context(transaction.atomic())
            self._stack.callback(transaction.set_rollback, True)
            self._made, self._make = make(), make
        return self._made  # type: ignore[no-any-return]

    def clear(self) -> None:
        """Take everything back."""
        self._make = self._made = None
        self._stack.close()


GROUND = Ground()
"""That of this process, which has one database."""


def stands_on_world(item: pytest.Item) -> bool:
    """Say whether a test begins with something that is laid."""
    return "laid" in getattr(item, "fixturenames", ())


def _commits(item: pytest.Item) -> bool:
    marked = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    return marked or bool(COMMITTING & set(getattr(item, "fixturenames", ())))


def tests_of(request: pytest.FixtureRequest) -> list[pytest.Item]:
    """Return the tests of the file that a fixture is made for."""
    return [one for one in request.session.items if one.path == request.path]


def commit_something(tests: list[pytest.Item]) -> bool:
    """Say whether one of these tests commits what it does."""
    return any(map(_commits, tests))


def worlds_last(items: list[pytest.Item]) -> None:
    """In each file, let the tests that begin with nothing go before those that begin with a world."""
    files = [list(tests) for _, tests in groupby(items, key=lambda one: one.path)]
    items[:] = [one for tests in files for one in sorted(tests, key=stands_on_world)]
