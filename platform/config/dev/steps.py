"""Progress for a person who waits: one line per step, and the full log only when a step fails."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Failure(Exception):
    """A step that could not be done; the message says what to do about it."""


@contextmanager
def step(label: str) -> Iterator[None]:
    """Show that `label` is under way, then that it is done and how long it took."""
    live = sys.stdout.isatty()
    if live:
        print(f"  {label} …", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"{'\r' if live else ''}✗ {label}   ", flush=True)
        raise
    print(f"{'\r' if live else ''}✓ {label} ({time.monotonic() - started:.1f} s)", flush=True)


def unchanged(label: str) -> None:
    """Say that a step had nothing to do."""
    print(f"✓ {label} (unchanged)", flush=True)


OF_ANOTHER_PYTHON = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
"""What belongs to the Python that runs this set-up."""
COMPILES_ANEW = "PYTHONDONTWRITEBYTECODE"
"""Some machines ask Python to keep nothing compiled; every process then takes ten seconds longer to start."""


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return our environment without what belongs to another Python or makes ours slow."""
    unwanted = OF_ANOTHER_PYTHON | {COMPILES_ANEW}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"PYTHONUNBUFFERED": "1"} | dict(extra or {})


def run(command: Sequence[str | Path], extra_env: Mapping[str, str] | None = None) -> str:
    """Run a command quietly and return what it printed; show all of it if it fails."""
    try:
        result = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=clean_environment(extra_env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Failure(f"{command[0]} could not be started: {error}") from error
    if result.returncode:
        shown = " ".join(str(part) for part in command)
        raise Failure(f"$ {shown}\n{result.stdout.rstrip()}\n(it ended with status {result.returncode})")
    return result.stdout
