"""What pytest needs before Django reads its settings, and the house's own rules for a test run.

- Files go to a temporary folder; each worker has one, and a Redis of its own, for a broker's messages cross its
  numbered databases.
- A test marked `postgresql`, `sqlite` or `redis` is left out where that is not in use; the run over the other profile
  has it. One marked `once` has nothing to do with either.
- `--forbid-skips` makes a run fail when a test was skipped: what was not tried must not look well.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.harness import templates

_own_folder: Path | None = None


def _choose_surroundings() -> None:
    global _own_folder
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        _own_folder = Path(tempfile.mkdtemp(prefix="arenan-tests-"))
        os.environ["DATA_DIR"] = str(_own_folder)
        if templates.FOLDER not in os.environ:
            os.environ |= {
                templates.FOLDER: str(_own_folder / "templates"),
                templates.KEPT: str(templates.KEPT_BY_HAND),
            }
        return
    os.environ["DATA_DIR"] = str(Path(os.environ["DATA_DIR"]) / worker)
    if redis_urls := os.environ.get("TEST_REDIS_URLS", "").split():
        os.environ["REDIS_URL"] = redis_urls[int(worker.removeprefix("gw")) % len(redis_urls)]


_choose_surroundings()


def _surroundings() -> dict[str, bool]:
    on_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
    return {
        "postgresql": on_postgresql,
        "sqlite": not on_postgresql,
        "once": not on_postgresql,
        "redis": bool(os.environ.get("REDIS_URL")),
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option under which nothing may be skipped."""
    parser.addoption("--forbid-skips", action="store_true", help="fail when a test was skipped")


def pytest_configure(config: pytest.Config) -> None:
    """Count skips where results come together: in the process that the workers report to."""
    if config.getoption("--forbid-skips") and "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(NoSkips())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that belong to surroundings other than the present ones."""
    absent = {marker for marker, present in _surroundings().items() if not present}
    elsewhere = [item for item in items if any(item.get_closest_marker(marker) for marker in absent)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def pytest_unconfigure() -> None:
    """Remove the run's files."""
    if _own_folder is not None:
        if Path(os.environ[templates.FOLDER]).is_relative_to(_own_folder):
            templates.forget()
        shutil.rmtree(_own_folder, ignore_errors=True)


class NoSkips:
    """Fails a run in which a test or a whole file was skipped."""

    def __init__(self) -> None:
        """Start with none."""
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a skipped test; an expected failure is none."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a skipped file."""
        if report.skipped:
            self.skipped.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a run that would pass into one that fails."""
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name what was skipped."""
        if self.skipped:
            terminalreporter.section("skipped, which this run forbids", red=True)
            for nodeid in sorted(set(self.skipped)):
                terminalreporter.line(nodeid)
