"""Excel workbooks: numbers as numbers that come back exactly, days as days, text that is never run as a formula.

The same figures give the same bytes: nothing in a workbook tells when it was made.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from network.goals.exchange.tidy import Cell, as_text

EARLIEST = date(1900, 3, 1)
"""Days before this are text: Excel counts a day that never was."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_STAMP = re.compile(rb"<dcterms:(created|modified)([^>]*)>[^<]*</dcterms:\1>")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    days: Sequence[str] = ()
    """Columns of days."""
    numbers: Sequence[str] = ()
    """Columns of numbers; all others are text."""
    choices: dict[str, Sequence[str]] | None = None
    """By column, what may be chosen there."""


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook."""
    book = Workbook(write_only=True)
    book.properties.creator = "Arenan"
    for one in sheets:
        _write(book, one)
    raw = io.BytesIO()
    book.save(raw)
    return _without_time(raw.getvalue())


def _write(book: Workbook, sheet: Sheet) -> None:
    made: Any = book.create_sheet(sheet.title)
    made.freeze_panes = "A2"
    for place, name in enumerate(sheet.columns, start=1):
        made.column_dimensions[get_column_letter(place)].width = max(10, min(len(name) + 4, 24))
    for name, words in (sheet.choices or {}).items():
        letter = get_column_letter(sheet.columns.index(name) + 1)
        check = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        check.add(f"{letter}2:{letter}{2**20}")
        made.data_validations.append(check)
    made.append([_heading(made, name) for name in sheet.columns])
    for row in sheet.rows:
        made.append([_cell(made, sheet, name, cell) for name, cell in zip(sheet.columns, row, strict=True)])


def _heading(sheet: Any, name: str) -> SheetCell:
    made = _text(sheet, name)
    made.font = Font(bold=True)
    made.alignment = Alignment(vertical="top")
    return made


def _cell(sheet: Any, about: Sheet, column: str, cell: Cell) -> SheetCell:
    if isinstance(cell, date) and cell >= EARLIEST:
        made = WriteOnlyCell(sheet)
        made.value = cell
        made.number_format = "yyyy-mm-dd"
        return made
    if isinstance(cell, Decimal) and Decimal(repr(float(cell))) == cell:
        made = WriteOnlyCell(sheet, value=as_text(cell))
        made.data_type = "n"  # Written digit by digit, where a float would show its noise.
        return made
    if column in about.days and not as_text(cell):
        made = WriteOnlyCell(sheet)
        made.number_format = "yyyy-mm-dd"
        return made
    return WriteOnlyCell(sheet) if column in about.numbers and cell is None else _text(sheet, as_text(cell))


def _text(sheet: Any, text: str) -> SheetCell:
    """Return a cell that is text whatever it looks like, and stays so when somebody types in it."""
    made = WriteOnlyCell(sheet, value="")
    made.value = escaped(text)
    made.data_type = "s"
    made.number_format = "@"
    made.quotePrefix = bool(text) and text[0] in "=+-@'"
    return made


def escaped(text: str) -> str:
    """Return text as a workbook holds it: what looks like one of its escapes, or cannot be XML, is escaped."""
    guarded = _LOOKS_ESCAPED.sub("_x005F_", text)
    return guarded.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")


def unescaped(text: str) -> str:
    """Return the text that a workbook's text stands for."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def _without_time(content: bytes) -> bytes:
    """Return the workbook with the same moment everywhere it tells one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"<dcterms:\1\2>1980-01-01T00:00:00Z</dcterms:\1>", part)
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, part)
    return made.getvalue()
