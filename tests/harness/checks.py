"""Everything CI runs, in order: what fails fast comes first."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from config.dev.toolchain import node_environment, uv

BIN = Path(sys.executable).parent
WORKERS = 2
MINUTE = 60.0


@dataclass(frozen=True)
class Check:
    """One command that must succeed; `scaled` ones are given a PostgreSQL and a Redis."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    scaled: bool = False
    limit: float = 10 * MINUTE


SECURE = {
    "BASE_URL": "https://arenan.example",
    "SECRET_KEY": "only-for-looking-at-the-settings-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DEMO": "false",
}
"""An installation as it would stand on the internet; its settings are looked at, nothing is served."""


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _pytest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "--forbid-skips", *arguments]


def static_checks() -> list[Check]:
    """Return the checks that run none of the site's behaviour."""
    node = node_environment()
    return [
        Check("Lock file fits pyproject.toml", [str(uv()), "lock", "--check", "--quiet"]),
        Check("Python style", [str(BIN / "ruff"), "check", "."]),
        Check("Python layout", [str(BIN / "ruff"), "format", "--check", "."]),
        Check("Import contracts", [str(BIN / "lint-imports")]),
        Check("Front-end types", ["npm", "run", "check"], node),
        Check("Front-end style", ["npm", "run", "lint"], node),
        Check("Front-end build", ["npm", "run", "build"], node),
        Check("Settings of a public installation", _manage("check", "--deploy", "--fail-level", "WARNING"), SECURE),
        Check("Migrations are complete", _manage("makemigrations", "--check", "--dry-run")),
        Check("OpenAPI and AsyncAPI documents are up to date", _manage("schemas", "--check")),
        Check("Python types", [str(BIN / "mypy")]),
    ]


def test_checks() -> list[Check]:
    """Return the test suites."""
    # Each worker goes through whole files, which share what they begin with, until one has nothing left to do.
    parallel = ["-n", str(WORKERS), "--dist", "worksteal"]
    migrated = [sys.executable, "-m", "tests.harness.templates"]
    return [
        Check("Migrations on SQLite", migrated),
        Check("Front-end tests", ["npm", "test"], node_environment()),
        Check("Tests on SQLite", _pytest(*parallel), limit=40 * MINUTE),
        Check("Migrations on PostgreSQL", migrated, scaled=True),
        Check("Tests on PostgreSQL and Redis", _pytest(*parallel), scaled=True, limit=35 * MINUTE),
        Check("Tests over several processes", _pytest("-m", "multiprocess"), scaled=True, limit=15 * MINUTE),
        Check("Tests in the browser", _pytest("-m", "browser", *parallel), scaled=True, limit=35 * MINUTE),
    ]


def bench_checks() -> list[Check]:
    """Return the measurements of load."""
    return [
        Check("Fan-out", [sys.executable, "-m", "tests.load"], scaled=True, limit=30 * MINUTE),
        Check("Shared goals", [sys.executable, "-m", "tests.load.goals"], limit=30 * MINUTE),
        Check("Public pages", [sys.executable, "-m", "tests.load.pages"], limit=30 * MINUTE),
        Check("Workshops", [sys.executable, "-m", "tests.load.workshops"], limit=30 * MINUTE),
    ]


def fault_checks() -> list[Check]:
    """Return the tests in which parts of the site fail: servers killed, Redis gone, the network cut."""
    where = ["tests/processes", "tests/browser/test_cut_off.py"]
    return [Check("Faults", _pytest("-m", "", *where), scaled=True, limit=30 * MINUTE)]
