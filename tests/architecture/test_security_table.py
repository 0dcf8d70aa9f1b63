"""`SECURITY.md` says what proves that something is guarded against; what it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.*) \|$", TABLE, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)+)`", TABLE)))

pytestmark = pytest.mark.once


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the tests of a file, those of a class as `Class::test`."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{one.name}" for one in node.body if isinstance(one, DEFINED)}
        elif isinstance(node, DEFINED):
            found.add(node.name)
    return frozenset(found)


DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_as_proof_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    assert name in names_in(path)


def test_every_threat_has_a_row_with_what_proves_it_or_what_is_missing() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 37))
    assert [number for number, row in ROWS if "`" not in row.split(" | ")[-1]] == []
