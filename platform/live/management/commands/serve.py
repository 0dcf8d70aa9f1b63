"""`manage.py serve`: the site, and in the embedded profile the task worker beside it."""

import os
import signal
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from events.upkeep import ensure_booked
from live.server import DrainingInterface

GRACE = 5.0
"""Seconds that requests under way have after the door is closed."""


class Command(BaseCommand):
    """Run Daphne; one command starts everything when there is no Redis to share work through."""

    help = "Serve the site on --port; starts a task worker too unless --no-worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--no-worker", action="store_true", help="the task worker runs as a process of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = None
        if not options["no_worker"]:
            ensure_booked()
            worker = self._start_worker()
        self.stdout.write(f"Arenan is at http://{options['host']}:{options['port']}/  (Ctrl-C ends it)")
        self.stdout.flush()
        try:
            DrainingInterface().run(
                [
                    "-b",
                    options["host"],
                    "-p",
                    str(options["port"]),
                    "-v",
                    "0",
                    settings.ASGI_APPLICATION.replace(".application", ":application"),
                ]
            )
        finally:
            if worker:
                self._stop_worker(worker)
            threading.Thread(target=_end, daemon=True).start()

    @staticmethod
    def _start_worker() -> "subprocess.Popen[bytes]":
        manage = settings.BASE_DIR / "manage.py"
        return subprocess.Popen(  # noqa: S603 - our own interpreter and script
            [sys.executable, str(manage), "db_worker", "--queue-name", "*", "--interval", "0.5"]
        )

    @staticmethod
    def _stop_worker(worker: "subprocess.Popen[bytes]") -> None:
        worker.send_signal(signal.SIGTERM)
        try:
            worker.wait(timeout=20)
        except subprocess.TimeoutExpired:
            worker.kill()


def _end() -> None:
    """End the process though a thread of it does not: one that waits for the loop, which is gone, waits for ever."""
    time.sleep(GRACE)
    os._exit(0)
