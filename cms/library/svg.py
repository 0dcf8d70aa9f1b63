"""Drawings (SVG) are programs as much as pictures: only those that draw and nothing else are taken."""

import re
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

_REFUSED = {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}
_REFERENCES = {"href", "src", "xlink:href"}
_OUTSIDE = re.compile(r"(?i)url\(\s*['\"]?\s*(?!#)|@import|javascript:|expression\(")
LARGEST = 20_000
"""How many elements a drawing may have."""


def fault_in(file: IO[bytes]) -> str:
    """Return why a drawing is not taken, in words for whoever sent it; empty when it only draws."""
    file.seek(0)
    if b"<?xml-stylesheet" in file.read():
        return _("The drawing fetches something from elsewhere. Embed it, or take it out.")
    file.seek(0)
    try:
        faults = _faults(file)
        return next(faults, "")
    except (ET.ParseError, DefusedXmlException, UnicodeDecodeError, ValueError, LookupError):
        return _("The drawing cannot be read, or holds what no drawing needs. Save it again as plain SVG.")
    finally:
        file.seek(0)


def _faults(file: IO[bytes]) -> Iterator[str]:
    count = 0
    for _event, element in iterparse(file, forbid_dtd=True):
        count += 1
        if count > LARGEST:
            yield _("The drawing has too many parts. Simplify it, or save it as PNG.")
        yield from _faults_of(element)
    if count == 0:
        yield _("The drawing is empty.")


def _faults_of(element: ET.Element) -> Iterator[str]:
    name = str(element.tag).rsplit("}", 1)[-1].lower()
    if name in _REFUSED:
        yield _("The drawing holds “%(part)s”, which can do more than draw. Take it out and try again.") % {
            "part": name
        }
    if name == "style" and _OUTSIDE.search(element.text or ""):
        yield _("The drawing fetches something from elsewhere. Embed it, or take it out.")
    for key, value in element.attrib.items():
        attribute = key.rsplit("}", 1)[-1].lower()
        moved = value.strip().lower() if attribute == "attributename" else ""
        if attribute.startswith("on") or moved.startswith("on") or moved in _REFERENCES:
            yield _("The drawing reacts to what its reader does (“%(part)s”). Take that out and try again.") % {
                "part": attribute
            }
        if attribute in _REFERENCES and not _stays_inside(value):
            yield _("The drawing fetches something from elsewhere. Embed it, or take it out.")
        if _OUTSIDE.search(value):
            yield _("The drawing fetches something from elsewhere. Embed it, or take it out.")


def _stays_inside(address: str) -> bool:
    text = address.strip().lower()
    return text.startswith(("#", "data:image/png", "data:image/jpeg", "data:image/webp", "data:image/gif"))
