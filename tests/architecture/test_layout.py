"""The layout stays as it was drawn, and files stay small enough to read at one sitting."""

import pytest

from tests.architecture.sources import ROOT, python_files

pytestmark = pytest.mark.once

LONGEST = 400
FOLDERS = {".ci", "platform", "council", "workshops", "network", "cms", "frontend", "tests"}
GROWN_BY_TOOLS = {"locale", "migrations", "node_modules", "dist"}
FRONT_END = ["*.ts", "*.tsx", "*.css", "*.html"]


def test_the_top_level_has_no_other_folders() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/")}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}

    assert folders - ignored - {".git"} <= FOLDERS


def test_no_file_is_too_long_to_read() -> None:
    front_end = [path for pattern in FRONT_END for path in (ROOT / "frontend").rglob(pattern)]
    files = [path for path in [*python_files(), *front_end] if not GROWN_BY_TOOLS & {*path.relative_to(ROOT).parts}]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}

    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}
