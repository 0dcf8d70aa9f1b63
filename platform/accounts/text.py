"""What people write: the one gate that every free text passes."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.errors import Invalid

_GAP = r"[ \t\u00a0\u202f]?[-+\u2010-\u2015\u2212]?[ \t\u00a0\u202f]?"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?:(?:18|19|20)?(\d{{2}})(\d{{2}})(\d{{2}})|(?:18|19|20)(\d{{2}})[-/. ](\d{{2}})[-/. ](\d{{2}}))"
    rf"{_GAP}(\d{{4}})(?!\d)"
)
# Identifiers and digests, as in a link: one in some ten thousand holds ten digits that would pass for a person.
_MADE_BY_MACHINE = re.compile(
    r"\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[0-9]*[a-f])[0-9a-f]{16,})\b", re.IGNORECASE
)
_ALLOWED_CONTROL = "\n\t"


def has_personal_number(text: str) -> bool:
    """Say whether `text` holds a Swedish personal or coordination number (date and check digit both right)."""
    shown = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    written = _MADE_BY_MACHINE.sub("#", shown)
    return any(_is_personal_number(*filter(None, found.groups())) for found in _CANDIDATE.finditer(written))


def _is_personal_number(year: str, month: str, day: str, last: str) -> bool:
    day_of_month = int(day) - 60 if int(day) > 60 else int(day)  # A coordination number adds 60 to the day.
    try:
        date(2000 + int(year), int(month), day_of_month)
    except ValueError:
        return False
    return _luhn(year + month + day + last)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(digits):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def clean_text(value: object, *, field: str, limit: int, required: bool = True, one_line: bool = False) -> str:
    """Return `value` as text that can be stored, or say what has to change.

    Line ends become `\\n`, letters are composed (NFC), outer blank space goes.

    Raises:
        Invalid: not text, empty when required, over `limit` characters, control characters, half a character
            (lone surrogate), or a personal number. The error is keyed by `field`.
    """
    if not isinstance(value, str):
        raise Invalid(fields={field: [_("This must be text.")]})
    # Composed first: a few letters grow by it, and what fits must be what is stored.
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    problem = _problem(text, limit)
    if problem:
        raise Invalid(fields={field: [problem]})
    text = text.strip()
    if one_line:
        text = " ".join(text.split())
    if required and not _visible(text):
        raise Invalid(fields={field: [_("Write something first.")]})
    return text


def _problem(text: str, limit: int) -> str:
    if len(text) > limit:
        over = len(text) - limit
        return ngettext(
            "The text is %(over)d character too long. At most %(limit)d fit.",
            "The text is %(over)d characters too long. At most %(limit)d fit.",
            over,
        ) % {"over": over, "limit": limit}
    if any(unicodedata.category(letter) == "Cs" for letter in text):
        return _("The text holds half a character that cannot be stored. Remove it and try again.")
    if any(unicodedata.category(letter) == "Cc" and letter not in _ALLOWED_CONTROL for letter in text):
        return _("The text holds control characters that cannot be shown. Remove them and try again.")
    if has_personal_number(text):
        return _("This looks like a personal number. Arenan holds no data about individuals; take it out.")
    return ""


def _visible(text: str) -> bool:
    return any(unicodedata.category(letter)[0] not in "ZC" for letter in text)
