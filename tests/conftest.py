"""What all tests share: a database of the real kind, and the council of `tests.world`."""

import copy
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.ground import GROUND, Ground, commit_something, stands_on_world, tests_of, worlds_last
from tests.harness import services, templates

if TYPE_CHECKING:
    from tests.world import World


# How fast a machine draws examples says nothing about the house.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give this process a migrated database of its own."""
    from django.conf import settings
    from django.db import connection

    database = connection.settings_dict
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            # In a file: in memory, threads and servers would neither share it nor wait for each other.
            database["NAME"] = str(templates.sqlite(Path(settings.DATA_DIR) / "test.sqlite3"))
            # Not waiting for the disk makes the suite several times faster; a test database may be lost.
            options = database["OPTIONS"]
            options["timeout"] = 100  # Sixteen writers on a busy machine: SQLite lets whoever asks next go first.
            options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        else:
            template = templates.postgresql(settings.DATABASE_URL)
            url = stack.enter_context(services.database(settings.DATABASE_URL, template))
            database["NAME"] = urlsplit(url).path.removeprefix("/")
            stack.callback(connection.close_pool)  # type: ignore[attr-defined]
        yield
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(autouse=True)
def quiet_limits() -> None:
    """Forget how often anybody has called: limits are kept in the cache, and tests share it."""
    from django.core.cache import cache

    cache.clear()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what lies in the database grow within a file, never shrink."""
    worlds_last(items)


@pytest.fixture(scope="session")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """What stays in the database from one test to the next."""
    yield GROUND
    with django_db_blocker.unblock():
        GROUND.clear()


@pytest.fixture(scope="module", autouse=True)
def bare_ground(request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    """Give a file an empty database, unless all its tests go on with the world of those before."""
    tests = tests_of(request)
    if commit_something(tests) or not all(map(stands_on_world, tests)):
        with django_db_blocker.unblock():
            GROUND.clear()


@pytest.fixture(scope="module")
def laid(
    request: pytest.FixtureRequest,
    bare_ground: None,
    ground: Ground,
    lays: Callable[[], Any],
    django_db_blocker: Any,
) -> Any:
    """What the tests of a file stand on, not to be changed; nothing where each has to make its own."""
    if commit_something(tests_of(request)):
        return None
    with django_db_blocker.unblock():
        return ground.lay(lays)


@pytest.fixture(scope="session")
def lays() -> Callable[[], Any]:
    """How to make what `laid` gives."""
    from tests.world import world

    return world


@pytest.fixture
def given(laid: Any, lays: Callable[[], Any], db: None) -> Any:
    """What a test begins with, its own copy. A file or a folder says in `lays` what that is for its tests."""
    return copy.deepcopy(laid) if laid else lays()


@pytest.fixture
def world(given: "World") -> "World":
    """The council with its cast, seats and rooms."""
    return given


@pytest.fixture
def in_threads() -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    """Run functions at the same time, each with a database connection of its own; return what came of each.

    An exception is returned in place of an answer.
    """
    from django.db import connection

    def run(functions: Sequence[Callable[[], Any]]) -> list[Any]:
        answers: list[Any] = [None] * len(functions)
        together = threading.Barrier(len(functions))

        def work(place: int, function: Callable[[], Any]) -> None:
            try:
                together.wait(timeout=30)
                answers[place] = function()
            except Exception as error:
                answers[place] = error
            finally:
                connection.close()

        connection.close()  # The pool is not left one connection short.
        threads = [threading.Thread(target=work, args=pair, daemon=True) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=150)
            assert not thread.is_alive(), "a thread is stuck"
        return answers

    return run
