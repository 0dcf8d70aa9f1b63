"""Migrated databases and demo worlds that a run makes once: every process of the run works on a copy of its own.

Migrating takes half a minute and loading the demo as long again, copying a moment. What is made lives in a folder of the run and on its server, and goes
with them. A run by hand keeps its SQLite file for the next one, as long as no migration has changed.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from psycopg import OperationalError

from tests.harness import services
from tests.harness.processes import ROOT
from tests.harness.servers import manage, world

FOLDER = "TEST_TEMPLATES"
"""Names the folder of the run in the environment."""
KEPT = "TEST_TEMPLATES_KEPT"
"""Names a folder that outlives the run, if SQLite's may be kept in one."""
HOUSE = ("cms", "council", "network", "platform", "workshops")
KEPT_BY_HAND = ROOT / ".pytest_cache" / "d" / "templates"


def sqlite(path: Path) -> Path:
    """Make `path` a migrated SQLite database."""
    with _alone(os.environ.get(KEPT) or os.environ[FOLDER]) as folder:
        made = folder / f"migrated-{_digest()}.sqlite3"
        if not made.exists():
            for older in folder.glob("migrated-*.sqlite3"):
                older.unlink()
            with tempfile.TemporaryDirectory(dir=folder) as data:
                _migrate(world(Path(data)))
                # Whoever finds the file finds a whole one.
                (Path(data) / "arenan.sqlite3").rename(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(made, path))


def postgresql(server_url: str) -> str:
    """Return the name of a migrated database on a server; to be copied, not used."""
    with _alone(os.environ[FOLDER]) as folder:
        # A server may outlive the run, so the run has a name of its own on each.
        name = f"arenan_migrated_{sha256(f'{folder} {server_url}'.encode()).hexdigest()[:12]}"
        made = folder / name
        if not made.exists():
            services.create(server_url, name)
            with tempfile.TemporaryDirectory(dir=folder) as data:
                _migrate(world(Path(data), database_url=services.url_of(server_url, name)))
            made.write_text(server_url)
    return name


def demo(path: Path) -> Path:
    """Make `path` the data folder of an embedded installation with the demo world."""
    with _alone(os.environ[FOLDER], "demo") as folder:
        made = folder / "demo"
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=folder) as data:
                sqlite(Path(data) / "arenan.sqlite3")
                manage("demo", env=world(Path(data)))
                shutil.copytree(data, made)
    return shutil.copytree(made, path)


def demo_postgresql(server_url: str) -> str:
    """Return the name of a database with the demo world on a server; to be copied, not used."""
    with _alone(os.environ[FOLDER], "demo") as folder:
        name = postgresql(server_url).replace("migrated", "demo")
        made = folder / name
        if not made.exists():
            services.create(server_url, name, postgresql(server_url))
            with tempfile.TemporaryDirectory(dir=folder) as data:
                manage("demo", env=world(Path(data), database_url=services.url_of(server_url, name)))
            made.write_text(server_url)
    return name


def forget() -> None:
    """Remove what was made on servers, which may outlive the run; on those that did not it is gone."""
    for made in Path(os.environ[FOLDER]).glob("arenan_*"):
        with suppress(OperationalError):
            services.drop(made.read_text(), made.name)


def _migrate(env: dict[str, str]) -> None:
    manage("migrate", "--no-input", "--verbosity", "0", env=env)


def _digest() -> str:
    """Return what changes with everything that a migrated database follows from."""
    found = [one for house in HOUSE for one in (ROOT / house).glob("**/migrations/*.py")]
    files = [ROOT / "uv.lock", ROOT / "platform" / "config" / "settings.py", *sorted(found)]
    parts = (f"{one.relative_to(ROOT)} {sha256(one.read_bytes()).hexdigest()}" for one in files)
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


@contextmanager
def _alone(where: str, what: str = "migrated") -> Iterator[Path]:
    """Give a folder, or what of it is named, to one process at a time."""
    folder = Path(where)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


if __name__ == "__main__":
    # Before the tests, so that none of them has to wait for it against its own clock.
    if url := os.environ.get("DATABASE_URL"):
        postgresql(url)
    else:
        with tempfile.TemporaryDirectory() as unused:
            sqlite(Path(unused) / "copy.sqlite3")
