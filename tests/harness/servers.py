"""Real Arenan servers on real sockets, to be cut off, killed and started again."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from tests.harness.processes import ROOT, free_port, start, stop, wait_until

START_LIMIT = 60.0


def manage(*arguments: str, env: Mapping[str, str]) -> str:
    """Run a management command in the given world and return what it printed."""
    result = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=dict(env), capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise RuntimeError(
            f"manage.py {' '.join(arguments)} ended with {result.returncode}:\n{result.stdout}{result.stderr}"
        )
    return result.stdout


def world(folder: Path, *, database_url: str = "", redis_url: str = "", **more: str) -> dict[str, str]:
    """Return the environment of an installation of its own, with its files in `folder`."""
    chosen = {"DATA_DIR": str(folder), "DATABASE_URL": database_url, "REDIS_URL": redis_url, **more}
    inherited = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", "PORT"}}
    return inherited | {name: value for name, value in chosen.items() if value}


class Server:
    """One `manage.py serve` on a port that stays the same over restarts."""

    def __init__(self, env: Mapping[str, str], name: str = "server", *, worker: bool = True) -> None:
        """Remember what to run; `start` runs it, with a task worker beside it unless told otherwise."""
        self.port = free_port()
        self.options = [] if worker else ["--no-worker"]
        self.env = dict(env) | {"PORT": str(self.port)}
        self.log = Path(env["DATA_DIR"]) / f"{name}-{self.port}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the site, without a closing slash."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Run the server and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = start([sys.executable, "manage.py", "serve", *self.options], env=self.env, output=log)
        try:
            wait_until(self._answers, f"The server on port {self.port} did not answer", START_LIMIT)
        except BaseException:
            self.stop()
            raise

    def _answers(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            raise RuntimeError(f"The server on port {self.port} ended:\n{self.log.read_text(errors='replace')}")
        try:
            with urllib.request.urlopen(f"{self.url}/livez", timeout=2):
                return True
        except (OSError, urllib.error.URLError):
            return False

    def stop(self) -> None:
        """Let the server finish what it is doing, then end it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, with_signal: signal.Signals) -> None:
        if self.process is not None:
            stop(self.process, with_signal)
            self.process = None
