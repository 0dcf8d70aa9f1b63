"""Fetches the tools: uv, the Python packages, Node and the front-end packages."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from config.dev.stamps import fingerprint, is_stamped, set_stamp
from config.dev.steps import ROOT, Failure, clean_environment, run, step, unchanged

UV_VERSION = "0.13.9"
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NPM_SETTINGS = {"npm_config_audit": "false", "npm_config_fund": "false", "npm_config_update_notifier": "false"}


def uv() -> Path:
    """Return uv in the version this project is locked with, fetching it on the first call."""
    places = [TOOLS / "bin" / "uv", TOOLS / "lib-uv" / "bin" / "uv"]
    for place in places:
        if _version_of(place) == UV_VERSION:
            return place
    with step(f"Fetching uv {UV_VERSION}"):
        _install_uv()
    for place in places:
        if _version_of(place) == UV_VERSION:
            return place
    raise Failure(f"uv was installed under {TOOLS}, but it does not start.")


def _version_of(program: Path) -> str:
    """Return the version that a program tells, or nothing if it does not start."""
    try:
        told = subprocess.run(
            [program, "--version"], capture_output=True, text=True, check=False, env=clean_environment()
        )
    except OSError:
        return ""
    found = re.search(r"\d+\.\d+\.\d+", told.stdout)
    return found.group() if found and not told.returncode else ""


def _install_uv() -> None:
    """Install uv in an environment of its own; on a Python without ensurepip, beside its packages instead."""
    wanted = f"uv=={UV_VERSION}"
    try:
        run([sys.executable, "-m", "venv", "--clear", TOOLS])
        run([TOOLS / "bin" / "python", "-m", "pip", "install", "--quiet", wanted])
        return
    except Failure as error:
        without_venv = error
    try:
        run([sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", TOOLS / "lib-uv", wanted])
    except Failure as error:
        raise Failure(
            f"{without_venv}\n{error}\n\nuv could not be fetched. If this Python lacks pip and venv, install them "
            "(on Debian and Ubuntu: apt-get install python3-venv), then try again."
        ) from error


def python_packages(*, dev: bool) -> None:
    """Install the locked Python packages; `dev` adds those for tests and checks."""
    label = "Installing the Python packages" + (" and the tools for tests" if dev else "")
    wanted = fingerprint([ROOT / "uv.lock", ROOT / "pyproject.toml"], sys.version, sys.base_prefix)
    # The larger set holds the smaller one, so changing between `run` and `test` installs nothing anew.
    if PYTHON.exists() and (is_stamped("python-dev", wanted) or (not dev and is_stamped("python", wanted))):
        unchanged(label)
        return
    program = uv()
    with step(label):
        groups = [] if dev else ["--no-dev"]
        run([program, "sync", "--frozen", "--inexact", "--quiet", "--python", sys.executable, *groups])
        set_stamp("python-dev" if dev else "python", wanted)


def node_environment() -> dict[str, str]:
    """Return the environment in which `npm` and `node` are new enough, fetching Node if the machine has none."""
    if machine_has_node():
        return dict(NPM_SETTINGS)
    wanted = fingerprint([ROOT / "uv.lock"])
    if not is_stamped("node", wanted) or not (VENV / "bin" / "npm").exists():
        program = uv()
        with step("Fetching Node"):
            run(
                [
                    program,
                    "sync",
                    "--frozen",
                    "--inexact",
                    "--quiet",
                    "--only-group",
                    "node",
                    "--python",
                    sys.executable,
                ]
            )
            set_stamp("node", wanted)
    path = clean_environment().get("PATH", "")
    return NPM_SETTINGS | {"PATH": f"{VENV / 'bin'}:{path}"}


def machine_has_node() -> bool:
    """Say whether this machine's own Node can build the front end (Vite needs 20.19, or 22.12 and later)."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return False
    version = tuple(int(part) for part in _version_of(Path(node)).split(".") if part)
    return ((20, 19) <= version < (21,)) or version >= (22, 12)


def front_end_packages(environment: dict[str, str]) -> None:
    """Install the locked front-end packages."""
    label = "Installing the front-end packages"
    wanted = fingerprint([ROOT / "package.json", ROOT / "package-lock.json"], node_version(environment))
    if is_stamped("npm", wanted) and (ROOT / "node_modules").exists():
        unchanged(label)
        return
    with step(label):
        run(["npm", "ci"], environment)
        set_stamp("npm", wanted)


def node_version(environment: dict[str, str]) -> str:
    """Return the version of Node in `environment`."""
    return run(["node", "--version"], environment).strip()
