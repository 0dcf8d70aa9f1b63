"""Which files may be attached: what they are is read from their content, never from their name."""

import re
import unicodedata
import zipfile
from typing import IO

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.text import clean_text
from events.errors import Invalid

TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
_OFFICE_PARTS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f/\\<>:\"|?*]+")


def clean_name(name: str) -> str:
    """Return a file name that is safe to show and to save under.

    Raises:
        Invalid: it holds what no text may hold, such as a personal number.
    """
    shown = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")
    base = _UNSAFE_NAME.sub("_", shown.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    return clean_text(base[-160:] or "fil", field="file", limit=160, one_line=True)


def type_of(file: UploadedFile[bytes]) -> str:
    """Return the media type of an upload.

    Raises:
        Invalid: empty, too large, of a kind that is not accepted, or not what its name says.
    """
    if not file.size:
        raise _refused(_("The file is empty."))
    if file.size > settings.ATTACHMENT_LIMIT:
        raise _refused(
            _("The file is too large. At most %(limit)d MB fit.") % {"limit": settings.ATTACHMENT_LIMIT // 2**20}
        )
    ending = "." + (file.name or "").lower().rsplit(".", 1)[-1]
    if ending not in TYPES:
        raise _refused(_("Files of this kind cannot be attached. Use PDF, an image, an office document or plain text."))
    if not _content_fits(file, ending):
        raise _refused(_("The file's content is not what its name says. Save it again in its right form."))
    file.seek(0)
    return TYPES[ending]


def _refused(why: str) -> Invalid:
    return Invalid(why, fields={"file": [why]})


def _content_fits(file: UploadedFile[bytes], ending: str) -> bool:
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    if ending in {".txt", ".csv"}:
        return _is_text(head)
    if ending in _OFFICE_PARTS or ending.startswith(".od"):
        return _is_office(file.file, ending)  # type: ignore[arg-type]
    try:
        found = {match.mime_type for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return False
    if ending == ".webp" and head[8:12] != b"WEBP":
        return False  # Sound and film begin with the same four letters.
    return TYPES[ending] in found


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8", "ignore" if len(head) == 8192 else "strict")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text and not text.lstrip("\ufeff").lstrip().lower().startswith(
        ("<!doctype", "<html", "<svg", "<script", "<?xml")
    )


def _is_office(file: IO[bytes], ending: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if ending in _OFFICE_PARTS:
                return "[Content_Types].xml" in names and any(one.startswith(_OFFICE_PARTS[ending]) for one in names)
            with archive.open("mimetype") as kind:
                # Never read whole: a few kilobytes may unpack to gigabytes.
                return kind.read(200).decode() == TYPES[ending]
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, RuntimeError, NotImplementedError, OSError):
        return False
