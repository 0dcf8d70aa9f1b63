"""Real servers on the test database, and browsers as far as the wire shows them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.harness.servers import Server, world
from tests.processes.browser import Browser


def environment(folder: Path, redis_url: str = "") -> dict[str, str]:
    """Return the environment of servers that share this process's database and secret key."""
    from django.conf import settings
    from django.db import connection

    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        url = urlsplit(settings.DATABASE_URL)._replace(path=f"/{database['NAME']}").geturl()
    return world(
        folder,
        database_url=url,
        redis_url=redis_url or settings.REDIS_URL,
        SECRET_KEY=settings.SECRET_KEY,
        LIVE_DRAIN="1",
        DATABASE_POOL="6",
        THROTTLE_WRITES="10000/min",
    )


@pytest.fixture(scope="session")
def lasting(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for all tests that do not harm it. The database under it is emptied between tests."""
    server = Server(environment(tmp_path_factory.mktemp("lasting")), worker=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(lasting: Server, transactional_db: None) -> Server:
    """The lasting server, with an empty database under it."""
    return lasting


@pytest.fixture
def own_server(transactional_db: None, tmp_path: Path) -> Iterator[Server]:
    """A server to kill and to start again."""
    server = Server(environment(tmp_path), worker=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def browsers() -> Iterator[Callable[..., Browser]]:
    """Open browsers; they are closed at the end."""
    with ExitStack() as stack:
        yield lambda *arguments, **more: stack.enter_context(Browser(*arguments, **more))
