"""The programs and libraries a test run needs from the machine: found, installed through apt when that is allowed, or asked for."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from ctypes.util import find_library
from functools import cache
from pathlib import Path

OLDEST_POSTGRES = 15
BROWSERS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]

# A machine without systemd would start the new services; the run wants only their programs.
INSTALL = """
set -e
export DEBIAN_FRONTEND=noninteractive
if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
fi
apt-get update
apt-get install --yes --no-install-recommends "$@"
"""


class Missing(Exception):
    """A program that the tests need is not on this machine and could not be installed."""


def redis_server() -> str | None:
    """Return the path of Redis's server."""
    return shutil.which("redis-server")


def browser() -> str | None:
    """Return the path of a Chromium."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@cache
def _postgres_version(folder: Path) -> int:
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(found.group(1)) if found else 0


def postgres_folder() -> Path | None:
    """Return the folder with the programs of the newest PostgreSQL server that is new enough."""
    on_path = shutil.which("postgres")
    # A link on the path need not have the other programs beside it; the program that it leads to has.
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    servers = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    newest = max(servers, key=_postgres_version, default=None)
    return newest if newest and _postgres_version(newest) >= OLDEST_POSTGRES else None


NEEDED: dict[str, Callable[[], object]] = {
    "redis-server": redis_server,
    "chromium": browser,
    "postgresql": postgres_folder,
    "gettext": lambda: shutil.which("xgettext"),
    "libpango-1.0-0": lambda: find_library("pango-1.0"),
    "libpangoft2-1.0-0": lambda: find_library("pangoft2-1.0"),
    "libharfbuzz-subset0": lambda: find_library("harfbuzz-subset"),
}
"""Debian's package names, and how to tell that each is there."""


def missing() -> list[str]:
    """Return the packages that the machine lacks."""
    return [package for package, find in NEEDED.items() if not find()]


def require() -> None:
    """Make sure that every program is there, installing what is missing when we may."""
    wanted = missing()
    if not wanted:
        return
    administrator = _administrator()
    if administrator is not None:
        print(f"Installing {', '.join(wanted)} through apt.", flush=True)
        subprocess.run([*administrator, "sh", "-c", INSTALL, "install", *wanted], check=False)
    if still := missing():
        raise Missing(
            f"The tests need {', '.join(still)} (of PostgreSQL, version {OLDEST_POSTGRES} or newer). "
            f"Install what is missing, on Debian and Ubuntu with:\n\n"
            f"    sudo apt-get update && sudo apt-get install {' '.join(still)}\n"
        )


def _administrator() -> list[str] | None:
    """Return how to run something as the administrator, if apt is here and we may."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        return ["sudo", "-n"]
    return None
