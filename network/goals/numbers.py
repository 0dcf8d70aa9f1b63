"""Numbers as people and files write them: the one gate that every number passes.

Swedish numbers have a decimal comma, spaces between thousands and sometimes a real minus (U+2212). Spreadsheets and
programs write a decimal point. What could mean two things is refused rather than guessed.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from events.errors import Invalid
from network.goals.models.measures import DIGITS, PLACES

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\uff0d": "-"})
_SPACES = " \u00a0\u202f\u2009'"
_GROUPED = re.compile(r"^-?\d{1,3}(?:[ \u00a0\u202f\u2009']\d{3})+(?:[.,]\d+)?$")
_PLAIN = re.compile(r"^-?\d+(?:[.,]\d+)?$")
LARGEST = Decimal(10) ** (DIGITS - PLACES)


def parse_number(text: object, *, field: str = "number") -> Decimal:
    """Return the number that `text` says.

    Args:
        text: a string, an integer, or a Decimal; a float is read by its shortest form.

    Raises:
        Invalid: it is not a number, could mean two things (both comma and point), is too large, or has more than
            four decimals. The error is keyed by `field`.
    """
    if isinstance(text, bool) or not isinstance(text, str | int | float | Decimal):
        raise Invalid(fields={field: [_("Write a number.")]})
    written = str(text).translate(_MINUS).strip()
    if "," in written and "." in written:
        raise Invalid(fields={field: [_("Write either a decimal comma or a decimal point, not both.")]})
    if not (_PLAIN.match(written) or _GROUPED.match(written)):
        raise Invalid(fields={field: [_what_is_wrong(written)]})
    plain = "".join(letter for letter in written if letter not in _SPACES).replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise Invalid(fields={field: [_("Write a number.")]}) from None
    return storable(number, field=field)


def _what_is_wrong(written: str) -> str:
    if not written:
        return _("Write a number, or leave the whole row empty.")
    if any(letter.isdigit() for letter in written):
        return _("This cannot be read as a number. Write digits only, for example 1 234,5; words go in the note.")
    return _("This is text. Write a number; words go in the note.")


def storable(number: Decimal, *, field: str) -> Decimal:
    """Return `number` if every database of ours keeps it exactly.

    Raises:
        Invalid: it is too large, or has more than four decimals; keyed by `field`.
    """
    if not number.is_finite():
        raise Invalid(fields={field: [_("Write a number.")]})
    if abs(number) >= LARGEST:
        raise Invalid(fields={field: [_("This number is too large to be right.")]})
    if number != number.quantize(Decimal(1).scaleb(-PLACES)):
        raise Invalid(fields={field: [_("At most four decimals are kept.")]})
    return number


@dataclass(frozen=True)
class Written:
    """What is to stand in one cell of a return, checked in itself; empty when the cell is to be emptied."""

    cell: str
    operator: str = "exact"
    number: Decimal | None = None
    high: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    measured_on: object = None
    note: str = ""
    source: str = ""
    source_page: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the cell is to hold nothing."""
        return self.number is None and self.numerator is None and self.denominator is None
