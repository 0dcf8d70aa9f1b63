"""The project's own source files."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["platform", "council", "workshops", "network", "cms"]


def python_files(*folders: str) -> Iterator[Path]:
    """Give every Python file in the folders, the packages' if none are named."""
    for folder in folders or PACKAGES:
        yield from sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)
