"""Opens the site: database, demo world, server; then says where it is and who one can sign in as."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from types import FrameType

from config.dev.steps import ROOT, Failure, clean_environment, run, step
from config.dev.toolchain import PYTHON

START_LIMIT = 60.0
"""Seconds the server may take before it answers."""
STOP_LIMIT = 30.0
"""Seconds it may take to finish what is running when it is told to stop."""


def port() -> int:
    """Return the port to serve on, from PORT."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Failure(f"PORT must be a number from 1 to 65535, not {given!r}.")
    return int(given)


def require_free(number: int) -> None:
    """Refuse to go on when another program has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError as error:
            raise Failure(
                f"Port {number} cannot be used ({error.strerror}). Is Arenan already running there? "
                f"Stop what uses it, or choose another port: make run PORT={number + 1 if number < 65535 else 8000}"
            ) from error


def prepare() -> str:
    """Bring the database up to date and load the demo world; return what the demo says about signing in."""
    with step("Preparing the database and the demo world"):
        return run([PYTHON, "-m", "config.dev.load"]).strip()


def serve(number: int, people: str) -> int:
    """Run the server until it ends or we are told to stop; return its exit status."""
    _stop_on_signals()
    # A session of its own: Ctrl-C reaches this process alone, which passes it on once. Were the server to get
    # it twice, it would cut short the work it is finishing.
    server = subprocess.Popen(
        [PYTHON, "manage.py", "serve"],
        cwd=ROOT,
        env=clean_environment({"PORT": str(number)}),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with step("Starting the server"):
            _wait_until_it_answers(server, number)
        print(f"\n{people}\n\nArenan is open at http://127.0.0.1:{number}\nStop it with Ctrl-C.", flush=True)
        return server.wait()
    finally:
        _end(server)


class Stopped(BaseException):
    """Someone asked us to stop; not an error."""


def _stop_on_signals() -> None:
    """Leave in order when told to; a second Ctrl-C does not wait."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for each in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)


def _wait_until_it_answers(server: subprocess.Popen[bytes], number: int) -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit:
        if server.poll() is not None:
            raise Failure(f"The server ended at once, with status {server.returncode}; its messages stand above.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{number}/livez", timeout=2):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise Failure(f"The server did not answer within {START_LIMIT:.0f} seconds.")


def _end(server: subprocess.Popen[bytes]) -> None:
    """Make sure that the server and whatever it started are gone."""
    server.terminate()
    try:
        server.wait(STOP_LIMIT)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        print("The server did not stop in time and is ended.", flush=True)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
