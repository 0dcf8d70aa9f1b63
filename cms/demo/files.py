"""The files of the demo site. At the top of each stand facts (TOML between two lines of `+++`), then its words."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PAGES = FOLDER / "pages"
_PLACE = re.compile(r"(^|/)\d\d-")
_FRAME = "+++\n"


@dataclass(frozen=True)
class Sheet:
    """One page as it stands in the files."""

    language: str
    path: str
    """The page's place below the start page, such as `stod/lonebidrag`; `start` for the first page itself."""
    facts: dict[str, Any]
    words: str
    digest: str
    """SHA-256 of the whole, to tell whether anything has changed since it was loaded."""

    @property
    def name(self) -> str:
        """What the sheet is called in the page's history: language and path."""
        return f"{self.language}/{self.path}"

    @property
    def section(self) -> str:
        """The path of the page above; empty for a section."""
        return self.path.rpartition("/")[0]

    @property
    def slug(self) -> str:
        """The page's own part of its address."""
        return self.path.rpartition("/")[2]


def read_sheets() -> list[Sheet]:
    """Return all pages of the demo site: Swedish first, sections before what is in them, the rest in order of name."""
    found = [_sheet(path) for path in sorted(PAGES.rglob("*.md"))]
    found += [row for path in sorted(PAGES.rglob("*.toml")) for row in _rows(path)]
    return sorted(found, key=lambda one: (one.language != "sv", one.language, one.path != "start", one.path.count("/")))


def read_rows(name: str, kind: str) -> list[dict[str, Any]]:
    """Return the rows of one kind in a file of the library."""
    rows: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text())[kind]
    return rows


def _sheet(path: Path) -> Sheet:
    text = path.read_text()
    _before, facts, words = text.split(_FRAME, 2)
    language, _, place = path.relative_to(PAGES).with_suffix("").as_posix().partition("/")
    return Sheet(language, _PLACE.sub(r"\1", place), tomllib.loads(facts), words.strip(), _digest(text))


def _rows(path: Path) -> Iterator[Sheet]:
    """Return the pages of a file that holds many small ones, each with a `slug`."""
    language, _, place = path.relative_to(PAGES).with_suffix("").as_posix().partition("/")
    for row in tomllib.loads(path.read_text())["page"]:
        facts = {name: value for name, value in row.items() if name != "slug"}
        digest = _digest(json.dumps(row, sort_keys=True, default=str))
        yield Sheet(language, f"{place}/{row['slug']}", facts, "", digest)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
