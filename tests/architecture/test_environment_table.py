"""The table of environment variables says what the code reads, no less and no more."""

import ast
import re

import pytest

from tests.architecture.sources import ROOT, python_files

pytestmark = pytest.mark.once

TABLE = ROOT / "platform" / "config" / "ENVIRONMENT.md"
START, END = "<!-- variables -->", "<!-- /variables -->"
# These run before there are settings, and say so themselves.
BEFORE_SETTINGS = {ROOT / "platform" / "config" / "dev"}


def variables_in_table() -> list[str]:
    """Return the first column of the table."""
    rows = TABLE.read_text().split(START)[1].split(END)[0].splitlines()
    return [found.group(1) for row in rows if (found := re.match(r"\|\s*`([A-Z][A-Z0-9_]*)`", row))]


def variables_in_code() -> set[str]:
    """Return every name given to a reader of `env` in the packages."""
    return {
        node.args[0].value
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_the_table_lists_exactly_what_the_code_reads() -> None:
    assert sorted(variables_in_table()) == sorted(variables_in_code())


def test_no_row_lacks_an_explanation() -> None:
    rows = TABLE.read_text().split(START)[1].split(END)[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| `")]

    assert [row[0] for row in cells if not row[-1]] == []


def test_the_environment_is_read_in_one_place() -> None:
    direct = re.compile(r"\bos\.(environ\b(?!\.setdefault)|getenv\b)")
    found = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if not BEFORE_SETTINGS & {*path.parents} and direct.search(path.read_text())
    ]

    assert found == []
