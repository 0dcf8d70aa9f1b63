"""Fixtures for tests that need real servers: the embedded profile, and the scaled one with several processes."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.harness import machine, services, templates
from tests.harness.servers import Server, world


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that the tests drive."""
    found = machine.browser()
    if found is None:
        raise machine.Missing("Chromium is not on this machine; `make test` installs it.")
    return found


@pytest.fixture
def demo_site(tmp_path: Path) -> Iterator[Server]:
    """A running server of the embedded profile with a fresh demo world."""
    server = Server(world(templates.demo(tmp_path / "data")))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server: the run's own if it has one, else one for this session."""
    with ExitStack() as stack:
        given = os.environ.get("DATABASE_URL", "")
        yield given if given.startswith("postgres") else stack.enter_context(services.postgres())


class Scaled:
    """An installation of the scaled profile, whose servers and Redis a test may stop and start."""

    def __init__(self, env: dict[str, str], redis: services.Redis) -> None:
        """Begin without servers."""
        self.env = env
        self.redis = redis
        self.servers: list[Server] = []

    def start(self, number: int) -> list[Server]:
        """Add and start servers on the same database and Redis; the first of all has the task worker beside it."""
        for _ in range(number):
            server = Server(self.env, f"server-{len(self.servers) + 1}", worker=not self.servers)
            self.servers.append(server)
            server.start()
        return self.servers[-number:]

    def stop(self) -> None:
        """End all servers."""
        for server in self.servers:
            server.stop()


@pytest.fixture
def scaled_site(postgres_server: str, tmp_path: Path) -> Iterator[Scaled]:
    """PostgreSQL with a fresh demo world, a Redis of its own and as many servers as the test starts."""
    with ExitStack() as stack:
        url = stack.enter_context(services.database(postgres_server, templates.demo_postgresql(postgres_server)))
        redis = stack.enter_context(services.redis())
        site = Scaled(world(tmp_path, database_url=url, redis_url=redis.url), redis)
        stack.callback(site.stop)
        yield site
