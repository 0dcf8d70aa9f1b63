"""Reading a file that somebody sends in: what it is shows in its content, never in its name."""

import unicodedata
from dataclasses import replace

from django.utils.translation import gettext as _

from network.goals.exchange.csv_files import read_csv
from network.goals.exchange.json_files import read_json
from network.goals.exchange.tidy import FILE_LIMIT, TOO_MUCH, Line, unreadable
from network.goals.exchange.xlsx_reading import read_xlsx

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument"


def read(content: bytes) -> list[Line]:
    """Return the rows of a file of ours in any of its forms.

    Raises:
        Invalid: it is empty, too large, of another kind, or cannot be read; keyed by `file`.
    """
    if not content.strip():
        raise unreadable(_("The file is empty."))
    if len(content) > FILE_LIMIT:
        raise unreadable(TOO_MUCH)
    lines = [_whole(one) for one in _by_kind(content)]
    if not lines:
        raise unreadable(_("The file holds no rows below its headings."))
    return lines


def _by_kind(content: bytes) -> list[Line]:
    if content.startswith(_OLD_OFFICE):
        raise unreadable(
            _("This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.")
        )
    if _ODS in content[:200]:
        raise unreadable(_("OpenDocument files cannot be read. Save it as Excel (.xlsx) or as CSV in UTF-8."))
    if content.startswith(b"PK"):
        return read_xlsx(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_json(content)
    return read_csv(content)


def _whole(line: Line) -> Line:
    """Return the line without text that could not be stored or shown; that is a fault of its cell."""
    broken = [name for name, text in line.texts.items() if any(unicodedata.category(one) == "Cs" for one in text)]
    if not broken:
        return line
    words = _("The text holds half a character that cannot be stored. Remove it and try again.")
    texts = {name: "" if name in broken else text for name, text in line.texts.items()}
    return replace(line, texts=texts, wrong={**dict.fromkeys(broken, words), **line.wrong})
