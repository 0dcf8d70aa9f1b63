"""Workbooks that people send in. What could mean two things is refused, with the name of the cell.

A formula is refused whether or not its result is stored: the file may hold another result than the reader would see.
Of a workbook, the sheet named as in the file that is downloaded here is read, else the first that is not hidden.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from network.goals.exchange.tidy import COLUMNS, MOST_ROWS, TOO_MUCH, Line, must_be_our_columns, unreadable
from network.goals.exchange.xlsx_files import unescaped

VALUES = "values"
"""Title of the sheet that is read."""
UNPACKED_LIMIT = 32 * 1024 * 1024
"""What a workbook may unpack to, in bytes. Its own table of contents is held to what it says."""
_MOST_TAGS = 3_000_000
"""Tags in all its parts: a few bytes each in the file, a hundred times that in memory."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]{1,30})"')
_WIDEST = 60
_LAST_ROW = 2**20
_BROKEN = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RuntimeError, NotImplementedError,
    ArithmeticError, EOFError, zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException,
)  # fmt: skip
"""What the libraries raise over a broken workbook."""


def read_xlsx(content: bytes) -> list[Line]:
    """Return the rows of a workbook.

    Raises:
        Invalid: it cannot be read, holds merged cells or other columns than ours, or more than is read.
    """
    try:
        _must_be_small(content)
        with warnings.catch_warnings(action="ignore"):  # Of what a library leaves out and we do not read.
            return _read(content)
    except _BROKEN:
        raise unreadable(
            _("The workbook cannot be read. Save it again as Excel (.xlsx), without a password.")
        ) from None


def _must_be_small(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if "xl/workbook.xml" not in {one.filename for one in parts}:
            raise unreadable(_("This is not an Excel workbook. Save it as Excel (.xlsx) or as CSV in UTF-8."))
        if len(parts) > 1000 or sum(one.file_size for one in parts) > UNPACKED_LIMIT:
            raise unreadable(TOO_MUCH)
        tags = 0
        for one in parts:
            part = archive.read(one)
            tags += part.count(b"<")
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise ValueError("A part declares what it means itself.")
        if tags > _MOST_TAGS:
            raise unreadable(TOO_MUCH)


def _read(content: bytes) -> list[Line]:
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        sheet = _sheet(book.worksheets)
        _must_not_be_merged(sheet)
        return _lines(sheet)
    finally:
        book.close()


def _sheet(sheets: Sequence[Any]) -> Any:
    shown = [one for one in sheets if isinstance(one, ReadOnlyWorksheet) and one.sheet_state == "visible"]
    if not shown:
        raise unreadable(_("The workbook has no sheet that is shown."))
    return next((one for one in shown if one.title.strip().lower() == VALUES), shown[0])


def _must_not_be_merged(sheet: Any) -> None:
    with sheet._get_source() as source:
        found = _MERGED.search(source.read())
    if found:
        words = _("The cells %(cells)s are merged. Take them apart and fill in each of them.")
        raise unreadable(words % {"cells": found.group(1).decode("ascii", "replace")})


def _lines(sheet: Any) -> list[Line]:
    rows = _rows(sheet)
    header, wrong = next(rows, (0, [], {}))[1:]
    if wrong:
        raise unreadable(next(iter(wrong.values())))
    names = [name.strip().lower() for name in header]
    while names and not names[-1]:
        names.pop()
    must_be_our_columns(names)
    found: list[Line] = []
    for number, texts, faults in rows:
        if len(found) == MOST_ROWS:
            raise unreadable(TOO_MUCH)
        found.append(_line(number, names, texts, faults))
    return found


def _line(number: int, names: Sequence[str], texts: Sequence[str], faults: dict[int, str]) -> Line:
    wrong = {names[place] if place < len(names) else "": words for place, words in faults.items()}
    if any(text.strip() for text in texts[len(COLUMNS) :]):
        wrong.setdefault("", _("There are more cells in this row than columns."))
    return Line(number, dict(zip(names, texts, strict=False)), wrong)


def _rows(sheet: Any) -> Iterator[tuple[int, list[str], dict[int, str]]]:
    """Yield each row that holds anything: its number, its texts, and by place what could not be read."""
    cells = sheet.iter_rows(min_row=1, max_row=_LAST_ROW, max_col=_WIDEST)
    for number, row in enumerate(cells, start=1):
        texts, wrong = [], {}
        for place, cell in enumerate(row):
            try:
                texts.append(_text(cell, f"{get_column_letter(place + 1)}{number}"))
            except _Unreadable as error:
                texts.append("")
                wrong[place] = str(error)
        if wrong or any(text.strip() for text in texts):
            yield number, texts, wrong


class _Unreadable(Exception):
    """A cell that is not read, and why."""


def _text(cell: Any, name: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        words = _("The cell %(cell)s holds a formula. Put in the number itself: copy, and paste as values.")
        raise _Unreadable(words % {"cell": name})
    if cell.data_type == "e":
        raise _Unreadable(_("The cell %(cell)s shows an error.") % {"cell": name})
    if isinstance(value, str):
        return unescaped(value)
    return _plain(value)


def _plain(value: object) -> str:
    """Return a number by its shortest form and a day as 2017-12-31."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
