"""Remembers what a step was last done from, so that a repeat can skip it.

The stamps lie in the virtual environment: whoever removes that starts afresh.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from config.dev.steps import ROOT

STAMPS = ROOT / ".venv" / "stamps"


def fingerprint(paths: Iterable[Path], *facts: str) -> str:
    """Return a hash of the names and contents of files (folders are walked) and of some facts."""
    digest = hashlib.sha256("\0".join(facts).encode())
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stamped(name: str, value: str) -> bool:
    """Say whether the step `name` was last done from `value`."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == value


def set_stamp(name: str, value: str) -> None:
    """Remember that the step `name` has been done from `value`."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)
