"""What a record says to its reader, taken apart: each line, cell, row or object that could join two things."""

import csv
import io
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import docx

APART = {"li", "tr", "p", "dd", "dt", "h1", "h2", "h3", "h4", "caption", "option", "nav", "header", "footer", "title"}
"""Tags at which something else begins on a page."""


def pieces(form: str, content: bytes) -> list[str]:
    """Return the smallest pieces of a file, or of a page, in which two things stand together."""
    return [piece for piece in _FORMS[form](content) if piece.strip()]


def told_together(value: Any) -> Iterator[str]:
    """Return every smallest piece of an answer that could join two things.

    That is an object with what lies flat in it, such as whom it is signed "by"; and a view as a whole.
    """
    if isinstance(value, dict):
        whole = {"kind", "id", "version"} <= set(value)
        near = value if whole else {name: one for name, one in value.items() if _is_flat(one)}
        yield json.dumps(near, ensure_ascii=False)
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from told_together(one)


def _is_flat(value: Any) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(one, dict | list) for one in inside)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in APART:
            self.found.append("")
        self.found[-1] += "".join(f" {value}" for _, value in attrs if value)

    def handle_endtag(self, tag: str) -> None:
        if tag in APART:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        self.found[-1] += f" {data}"


def _page(content: bytes) -> list[str]:
    page = _Page()
    page.feed(content.decode())
    return page.found


def _csv(content: bytes) -> list[str]:
    return [" | ".join(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")]


def _word(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    about = document.core_properties
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [*(one.text for one in document.paragraphs), *rows, f"{about.author} {about.last_modified_by}"]


# --- PDF: its texts are numbers of glyphs, and each typeface says which letters they stand for ---------------------

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(\S+) [\d.]+ Tf|(<[0-9A-Fa-f]*>|\[[^\]]*\])\s*T[jJ]|([\d.]+) Tm")


def _pdf(content: bytes) -> list[str]:
    objects = dict(_OBJECT.findall(content))
    for body in list(objects.values()):
        if b"/ObjStm" in body:
            objects.update(_packed(body))
    faces = {name: _letters(objects, face) for name, face in _faces(objects)}
    texts = [_opened(body) for body in objects.values() if b"stream" in body]
    found = [line for text in texts if b" Tf" in text for line in _lines(text, faces)]
    assert found, "a text that cannot be read proves nothing"
    return [*found, *(body.decode("latin-1") for body in objects.values() if b"/Producer" in body)]


def _packed(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return the objects that lie packed in a stream: their numbers and places come first."""
    text, first = _opened(body), int(re.findall(rb"/First (\d+)", body)[0])
    head = text[:first].split()
    places = [*map(int, head[1::2]), len(text)]
    for number, begins, ends in zip(head[::2], places, places[1:], strict=False):
        yield number, text[first + begins : first + ends]


def _opened(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]


def _faces(objects: dict[bytes, bytes]) -> Iterator[tuple[bytes, bytes]]:
    for body in objects.values():
        for held in re.findall(rb"/Font\s*<<(.*?)>>", body, re.DOTALL):
            yield from re.findall(rb"/(\S+) (\d+) 0 R", held)
        if found := re.search(rb"/Font (\d+) 0 R", body):
            yield from re.findall(rb"/(\S+) (\d+) 0 R", objects[found[1]])


def _letters(objects: dict[bytes, bytes], face: bytes) -> dict[str, str]:
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects[face])
    pairs = re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", _opened(objects[found[1]])) if found else []
    return {glyph.decode().lower(): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _lines(text: bytes, faces: dict[bytes, dict[str, str]]) -> list[str]:
    """Return the texts of a page, those at one height together: they are a line, or a row of a table."""
    found: dict[bytes, str] = defaultdict(str)
    face, height = {}, b""
    for name, shown, moved in _SHOWN.findall(text):
        if name:
            face = faces.get(name, {})
        elif moved:
            height = moved
        else:
            glyphs = "".join(one.decode().lower() for one in re.findall(rb"<([0-9A-Fa-f]*)>", shown))
            found[height] += "".join(face.get(glyphs[at : at + 4], "?") for at in range(0, len(glyphs), 4))
    return list(found.values())


_FORMS = {
    "page": _page,
    "csv": _csv,
    "docx": _word,
    "pdf": _pdf,
    "json": lambda content: list(told_together(json.loads(content))),
}
