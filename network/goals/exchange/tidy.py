"""The one form of figures in files: a row for each cell, the same columns in CSV, XLSX and JSON, in and out.

Everything that identifies a row is a lasting name: the council's, the indicator's and the cell's codes, the first day
of the period, the organisation's short name in addresses. A row without an organisation is the council's own figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.errors import Invalid
from network.goals.snapshots import plain

Cell = str | Decimal | date | None
"""What stands in one place of a table: text, an exact number, a day, or nothing."""

MOST_ROWS = 10_000
"""Rows that are read from one file. Forty indicators in eight periods with thirty cells each fit."""
FILE_LIMIT = 5 * 1024 * 1024
"""Largest file that is read, in bytes."""
TOO_MUCH = gettext_lazy(
    "The file holds too much to be read at once. At most 10,000 rows and 5 MB fit; send it in parts."
)


@dataclass(frozen=True)
class Row:
    """One cell of an indicator for a period, as one organisation reports it or as the council's figure."""

    council: str
    indicator: str
    unit: str
    calendar: str
    period: date
    organisation: str = ""
    cell: str = ""
    state: str = ""
    operator: str = ""
    number: Decimal | None = None
    high: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    measured_on: date | None = None
    note: str = ""
    source: str = ""
    source_page: str = ""
    demo: str = ""

    def cells(self) -> list[Cell]:
        """Return the row as a table holds it, in the order of `COLUMNS`."""
        return [getattr(self, name) for name in COLUMNS]


COLUMNS = tuple(one.name for one in fields(Row))
NUMBERS = ("number", "high", "numerator", "denominator")
DAYS = ("period", "measured_on")
TEXTS = ("note", "source", "source_page")
IGNORED = ("state", "demo")
"""Columns that tell the reader something and are not read back."""

MEANINGS = {
    "council": gettext_lazy("The council's name in addresses."),
    "indicator": gettext_lazy("The indicator's code. Its definition stands under the same code."),
    "unit": gettext_lazy("What is counted. An import is refused when it is another unit than ours."),
    "calendar": gettext_lazy("How often it is reported: month, quarter, half or year."),
    "period": gettext_lazy("The first day of the period."),
    "organisation": gettext_lazy(
        "Who reports. Empty when it is the council's figure, put together by the indicator's rule."
    ),
    "cell": gettext_lazy("Which group, as in kon=kvinnor. Empty for the total."),
    "state": gettext_lazy(
        "figures, nothing (nothing to report), not_ours (not the organisation's task), hidden (a small group), "
        "no_report; in your own file how far the report has come. Not read back."
    ),
    "operator": gettext_lazy("How exact the number is: exact, about, more, less or range. Empty means exact."),
    "number": gettext_lazy("The number; the lowest value of a range. Empty when it is a share."),
    "high": gettext_lazy("The highest value of a range."),
    "numerator": gettext_lazy("Of a share: how many."),
    "denominator": gettext_lazy("Of a share: of how many."),
    "measured_on": gettext_lazy("The day it was measured."),
    "note": gettext_lazy("A note on one line."),
    "source": gettext_lazy("Where the number comes from."),
    "source_page": gettext_lazy("The page there."),
    "demo": gettext_lazy("The word demo when the values are invented. Not read back."),
}
"""What each column holds, for people."""


def as_text(cell: Cell) -> str:
    """Return a cell as exact text: numbers with a decimal point, days as 2017-12-31, nothing as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain(cell) or ""
    return cell.isoformat() if isinstance(cell, date) else cell


@dataclass(frozen=True)
class Line:
    """A row as a file has it: text for each column, and what could not be read as any text."""

    number: int
    """Line of the file, row of the sheet, or place in the list; what a person looks for."""
    texts: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)
    """By column, why what stands there cannot be read."""


def unreadable(words: object) -> Invalid:
    """Return the error of a file that cannot be read at all."""
    return Invalid(str(words), fields={"file": [str(words)]})


def names_shown(names: Sequence[str]) -> str:
    """Return names of columns from a file, as far as they can be shown."""
    return ", ".join(one[:40].encode("utf-8", "replace").decode() for one in names[:20])


def must_be_our_columns(names: Iterable[str]) -> None:
    """Refuse a table that lacks one of our columns, has one twice, or has others.

    A missing column would read as empty, and would empty what stands: so none may be missing.
    """
    there = list(names)
    missing = [name for name in COLUMNS if name not in there]
    doubled = sorted({name for name in there if there.count(name) > 1})
    unknown = [name for name in there if name not in COLUMNS]
    wrong = [
        (missing, _("These columns are missing: %(names)s.")),
        (doubled, _("These columns are there twice: %(names)s.")),
        (unknown, _("These columns are not known: %(names)s.")),
    ]
    words = [text % {"names": names_shown(found)} for found, text in wrong if found]
    if words:
        words.append(_("The first row must name the columns as in the file you download here."))
        raise unreadable(" ".join(words))
