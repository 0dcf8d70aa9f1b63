"""The folder `platform/` must never stand in for Python's own module `platform`."""

import ast
import os
import platform
import re
import subprocess
import sys
import sysconfig
import urllib.request
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, python_files
from tests.harness.processes import accepts_connections, free_port, running, start, wait_until

pytestmark = pytest.mark.once

STANDARD = Path(sysconfig.get_paths()["stdlib"]) / "platform.py"
TELL = "import platform; print(platform.__file__, platform.system())"
HOUSE = sorted(path.name for path in (ROOT / "platform").iterdir() if (path / "__init__.py").exists())
BIN = Path(sys.executable).parent
PYTHON_PATHS = [None, ".", "platform", ".:platform", "platform:.", str(ROOT), f"{ROOT}:{ROOT / 'platform'}"]


def environment(python_path: str | None) -> dict[str, str]:
    """Return our environment with another PYTHONPATH, and without the mark of a worker of this run."""
    ours = {"PYTHONPATH", "PYTEST_XDIST_WORKER"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept if python_path is None else kept | {"PYTHONPATH": python_path}


def told_by(command: list[str], python_path: str | None, folder: Path = ROOT) -> str:
    """Return the last line that a command printed."""
    result = subprocess.run(
        command, cwd=folder, env=environment(python_path), capture_output=True, text=True, check=True, timeout=60
    )
    return result.stdout.strip().splitlines()[-1]


def test_this_very_run_has_the_standard_module() -> None:
    assert Path(platform.__file__) == STANDARD
    assert platform.python_version().startswith("3.")


@pytest.mark.parametrize("python_path", PYTHON_PATHS)
@pytest.mark.parametrize("folder", [ROOT, ROOT / "platform", ROOT / "council", Path("/")], ids=str)
def test_python_started_anywhere_has_the_standard_module(folder: Path, python_path: str | None) -> None:
    told = told_by([sys.executable, "-c", TELL], python_path, folder)

    assert told == f"{STANDARD} {platform.system()}"


@pytest.mark.parametrize("python_path", [None, ".:platform"])
def test_the_command_line_has_the_standard_module(python_path: str | None) -> None:
    told = told_by([sys.executable, "manage.py", "shell", "--no-imports", "-c", TELL], python_path)

    assert told == f"{STANDARD} {platform.system()}"


@pytest.mark.parametrize("python_path", [None, ".:platform"])
def test_pytest_has_the_standard_module(tmp_path: Path, python_path: str | None) -> None:
    probe = tmp_path / "test_probe.py"
    probe.write_text(f"def test_probe():\n    import platform\n    assert platform.__file__ == {str(STANDARD)!r}\n")

    told = told_by([str(BIN / "pytest"), "--rootdir", str(ROOT), "-c", "pyproject.toml", "-q", str(probe)], python_path)

    assert told.startswith("1 passed")


@pytest.mark.parametrize("python_path", [None, ".:platform"])
def test_the_server_has_the_standard_module(python_path: str | None) -> None:
    port = free_port()
    command = [str(BIN / "daphne"), "--port", str(port), "tests.architecture.platform_probe:application"]

    with running(start(command, env=environment(python_path), output=subprocess.DEVNULL)):
        wait_until(lambda: accepts_connections(port), "Daphne did not start")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            told = answer.read().decode()

    assert told == str(STANDARD)


@pytest.mark.parametrize("name", ["platform.py", "platform/__init__.py", "platform/platform.py", "platform/platform"])
def test_nothing_could_stand_in_for_it(name: str) -> None:
    assert not (ROOT / name).exists()


def names_of_the_folder(path: Path) -> list[str]:
    """Return the places where a source file names our packages through the folder they lie in."""
    written = re.compile(rf"\bplatform\.(?:{'|'.join(HOUSE)})\b")
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("platform."))
        or (isinstance(node, ast.ImportFrom) and node.module == "platform" and {a.name for a in node.names} & {*HOUSE})
        or (isinstance(node, ast.Import) and any(alias.name.startswith("platform.") for alias in node.names))
        or (isinstance(node, ast.Constant) and isinstance(node.value, str) and written.search(node.value))
    ]


def test_no_source_imports_a_package_through_the_folder() -> None:
    found = [place for path in python_files(*PACKAGES, "tests") for place in names_of_the_folder(path)]

    assert found == []
