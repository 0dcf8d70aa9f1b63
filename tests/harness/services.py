"""A PostgreSQL and a Redis that belong to the test run alone: free ports, temporary folders, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from tests.harness import machine
from tests.harness.processes import accepts_connections, free_port, running, start, stop, wait_until

UNPRIVILEGED = ["postgres", "nobody"]
# A test database may be lost: not waiting for the disk makes the suite several times faster.
POSTGRES_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    # Compiling a query takes longer than any query here does.
    "jit": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


@contextmanager
def _folder(owner: str | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="arenan-"))
    try:
        if owner:
            shutil.chown(folder, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_user() -> str | None:
    """Return whom to run PostgreSQL as, which refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server and give its DATABASE_URL.

    The C.UTF-8 locale tells letters from signs but sorts by code point, so a test that passes thanks to the
    database's own Swedish order would fail here.
    """
    programs = machine.postgres_folder()
    if programs is None:
        raise machine.Missing("PostgreSQL's server programs are not on this machine; `make test` installs them.")
    user = _postgres_user()
    with _folder(user) as folder:
        data = folder / "data"
        initdb = [str(programs / "initdb"), f"--pgdata={data}", "--username=arenan", "--auth=trust", "--encoding=UTF8"]
        subprocess.run(
            [*initdb, "--locale=C.UTF-8", "--no-sync"],
            cwd=folder,
            user=user,
            extra_groups=[] if user else None,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        port = free_port()
        settings = POSTGRES_SETTINGS | {"port": str(port), "unix_socket_directories": str(folder)}
        with (folder / "log").open("wb") as log:
            process = start(
                [programs / "postgres", "-D", data, *(f"--{name}={value}" for name, value in settings.items())],
                cwd=folder,
                output=log,
                user=user,
                death_signal=signal.SIGQUIT,
            )
            # SIGQUIT ends it at once: nothing in it is worth a checkpoint.
            with running(process, signal.SIGQUIT):
                url = f"postgres://arenan@127.0.0.1:{port}/postgres"
                wait_until(lambda: _answers(process, url, folder / "log"), "PostgreSQL did not start")
                yield url


def _answers(process: subprocess.Popen[bytes], url: str, log: Path) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def database(server_url: str, template: str = "template0") -> Iterator[str]:
    """Make a database on a server for the length of a block, as a copy of `template`, and give its DATABASE_URL."""
    name = f"arenan_{uuid.uuid4().hex[:12]}"
    create(server_url, name, template)
    try:
        yield url_of(server_url, name)
    finally:
        drop(server_url, name)


def url_of(server_url: str, name: str) -> str:
    """Return the DATABASE_URL of a database on a server."""
    return urlsplit(server_url)._replace(path=f"/{name}").geturl()


def create(server_url: str, name: str, template: str = "template0") -> None:
    """Make a database on a server, as a copy of `template`."""
    _administer(server_url, SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


def drop(server_url: str, name: str) -> None:
    """Remove a database from a server, whoever is connected to it."""
    _administer(server_url, SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _administer(server_url: str, statement: Composed) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(statement)


class Redis:
    """A Redis server that keeps nothing on disk and can be stopped and started on the same port."""

    def __init__(self, folder: Path) -> None:
        """Remember where to run; `start` runs it."""
        program = machine.redis_server()
        if program is None:
            raise machine.Missing("redis-server is not on this machine; `make test` installs it.")
        self.program = program
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The value for REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Run the server and wait until it listens."""
        settings = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = start(
            [self.program, *settings, "--dir", self.folder], cwd=self.folder, output=subprocess.DEVNULL
        )
        wait_until(lambda: accepts_connections(self.port), "Redis did not start")

    def stop(self) -> None:
        """End the server; all it knew is gone."""
        if self.process is not None:
            stop(self.process)
            self.process = None


@contextmanager
def redis() -> Iterator[Redis]:
    """Run a Redis server for the length of a block."""
    with _folder() as folder:
        server = Redis(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
