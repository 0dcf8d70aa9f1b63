"""CSV as Swedish Excel opens and saves it: UTF-8 with a byte order mark, semicolons, decimal comma, CRLF.

There is one form and no variant; what wants a decimal point reads the JSON. On the way in, commas between cells,
decimal points, a missing mark and Windows-1252 are understood as well.

A text that a spreadsheet would run as a formula is written with an apostrophe before it, which the way back takes off.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from network.goals.exchange.tidy import (
    COLUMNS,
    MOST_ROWS,
    NUMBERS,
    TOO_MUCH,
    Cell,
    Line,
    as_text,
    must_be_our_columns,
    unreadable,
)

_WOULD_RUN = re.compile(r"'*[=+\-@\t\r\n]")
_WAS_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return as_text(cell).replace(".", ",")
    text = as_text(cell)
    return f"'{text}" if _WOULD_RUN.match(text) else text


def _read_back(column: str, text: str) -> str:
    return text[1:] if column not in NUMBERS and _WAS_GUARDED.match(text) else text


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, or in Windows-1252 if it is not UTF-8.

    Raises:
        Invalid: it is neither, or no text at all.
    """
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = "\x00"
    if _CONTROL.search(text):
        raise unreadable(_("This is not a table that can be read. Save it as Excel (.xlsx) or as CSV in UTF-8."))
    return text


def read_csv(content: bytes) -> list[Line]:
    """Return the rows of a CSV file.

    Raises:
        Invalid: it cannot be read, has other columns than ours, or more rows than are read.
    """
    text = decoded(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    rows = _rows(text, delimiter)
    header = [name.strip().lower() for name in next(rows, (0, []))[1]]
    while header and not header[-1]:
        header.pop()
    must_be_our_columns(header)
    found: list[Line] = []
    for number, cells in rows:
        if len(found) == MOST_ROWS:
            raise unreadable(TOO_MUCH)
        found.append(_line(number, header, cells))
    return found


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that holds anything, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield number, row
            number = reader.line_num + 1
    except csv.Error:
        words = _("Line %(line)d cannot be read: a quotation mark may be missing there.")
        raise unreadable(words % {"line": number}) from None


def _line(number: int, header: Sequence[str], cells: Sequence[str]) -> Line:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    texts = {name: _read_back(name, text) for name, text in zip(header, padded, strict=False)}
    wrong = {}
    if any(cell.strip() for cell in cells[len(COLUMNS) :]):
        wrong[""] = _(
            "There are more cells in this row than columns. Text that holds a separator must stand in quotation marks."
        )
    return Line(number, texts, wrong)
