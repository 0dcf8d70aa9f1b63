"""`python -m tests.harness` runs every check, starts the services it needs and sums up at the end."""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from config.dev.steps import Failure, clean_environment
from tests.harness import checks, machine, services, templates
from tests.harness.checks import WORKERS, Check
from tests.harness.processes import start, stop, unwind_on_signals

GROUPS = {
    "checks": checks.static_checks,
    "tests": checks.test_checks,
    "bench": checks.bench_checks,
    "faults": checks.fault_checks,
}
EVERYTHING = ["checks", "tests"]


@dataclass
class Result:
    """How a check went."""

    check: Check
    passed: bool
    seconds: float


class Run:
    """A run over some checks; the services start when the first check asks for them."""

    def __init__(self, stack: ExitStack) -> None:
        """Use `stack` for whatever must end with the run."""
        self.stack = stack
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="arenan-run-")))
        self.scaled: dict[str, str] = {}

    def services(self) -> dict[str, str]:
        """Return the environment of the scaled profile."""
        if not self.scaled:
            print("Starting PostgreSQL and Redis.", flush=True)
            database = self.stack.enter_context(services.postgres())
            brokers = [self.stack.enter_context(services.redis()).url for _ in range(WORKERS)]
            self.scaled = {"DATABASE_URL": database, "REDIS_URL": brokers[0], "TEST_REDIS_URLS": " ".join(brokers)}
        return self.scaled

    def environment(self, check: Check) -> dict[str, str]:
        """Return the environment of a check: its own files, and no database or broker but those of the run."""
        inherited = clean_environment(
            {"DATA_DIR": str(self.folder / "data"), templates.FOLDER: str(self.folder / "templates")}
        )
        for name in ("DATABASE_URL", "REDIS_URL", "TEST_REDIS_URLS"):
            inherited.pop(name, None)
        if not sys.stdout.isatty():
            # Colours would hide the counts of the test runners from whoever reads the log.
            inherited.pop("FORCE_COLOR", None)
            inherited["NO_COLOR"] = "1"
        return inherited | (self.services() if check.scaled else {}) | check.env

    def carry_out(self, check: Check) -> Result:
        """Run one check, showing what it prints."""
        print(f"\n━━━ {check.name} ━━━", flush=True)
        env = self.environment(check)
        started = time.monotonic()
        process = start(check.command, env=env)
        try:
            passed = process.wait(check.limit) == 0
        except subprocess.TimeoutExpired:
            print(f"This took longer than {check.limit / 60:.0f} minutes and is ended.", flush=True)
            passed = False
        finally:
            # An interrupt lets pytest end what its tests have started.
            stop(process, signal.SIGINT)
        return Result(check, passed, time.monotonic() - started)


def sum_up(results: Sequence[Result]) -> int:
    """Print the outcome of every check and return the exit status."""
    print("\n━━━ Summary ━━━")
    for result in results:
        print(f"{'✓' if result.passed else '✗'} {result.check.name} ({result.seconds:.0f} s)")
    failed = sum(not result.passed for result in results)
    print(f"\nChecks: {len(results) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def main() -> int:
    """Run the groups that were asked for."""
    parser = argparse.ArgumentParser(prog="tests.harness", description=__doc__)
    parser.add_argument("--only", choices=list(GROUPS), help="one group instead of all checks and tests")
    only = parser.parse_args().only
    unwind_on_signals()
    try:
        if only != "checks":
            machine.require()
        chosen = [check for group in ([only] if only else EVERYTHING) for check in GROUPS[group]()]
        with ExitStack() as stack:
            run = Run(stack)
            return sum_up([run.carry_out(check) for check in chosen])
    except (Failure, machine.Missing) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
