"""Processes of a test run: started apart, and never left behind."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], what: str, limit: float = 30.0, pause: float = 0.05) -> None:
    """Wait until `ready` says so; fail with a message that names `what`."""
    deadline = time.monotonic() + limit
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} within {limit:.0f} seconds")
        time.sleep(pause)


def accepts_connections(port: int) -> bool:
    """Say whether something on this machine listens on `port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    output: IO[bytes] | int | None = None,
    user: str | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own that gets `death_signal` if we are killed before stopping it."""
    return subprocess.Popen(
        [*_tied_to_us(death_signal), *(str(part) for part in command)],
        cwd=cwd,
        env=dict(env) if env is not None else None,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,
        user=user,
        extra_groups=[] if user else None,
    )


def _tied_to_us(death_signal: signal.Signals) -> list[str]:
    """Return the command prefix by which Linux ends a process together with the one that started it."""
    program = shutil.which("setpriv")
    return [program, "--pdeathsig", death_signal.name.removeprefix("SIG"), "--"] if program else []


def stop(process: subprocess.Popen[bytes], with_signal: signal.Signals = signal.SIGTERM, limit: float = 20.0) -> None:
    """Ask a process to end, then end whatever is left of its group."""
    if process.poll() is None:
        process.send_signal(with_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(limit)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(5)


@contextmanager
def running(process: subprocess.Popen[bytes], with_signal: signal.Signals = signal.SIGTERM) -> Iterator[None]:
    """Keep a process for the length of a block."""
    try:
        yield
    finally:
        stop(process, with_signal)


def unwind_on_signals() -> None:
    """Turn the signals that would end us at once into an exit that runs every `finally` on its way."""

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
