"""Words of the files to the parts a page is built of.

Markdown, and between lines of `:::` what Markdown has no word for: `:::notice Heading`, `:::facts Heading` (lines of
`name | value`, the last one `Källa: …`), `:::quote Organisation, role`, `:::picture key`, `:::documents Heading` (a
key a line), `:::goal Title`, `:::stored_items`, `:::open_data`. A link to `page:stod/lonebidrag` or
`document:checklista` leads there. In a policy each heading of the second level begins a section: `## Syfte {#syfte}`.
"""

import re
from collections.abc import Iterator
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

from markdown_it import MarkdownIt

_PART = re.compile(r"^:::(\w+)[ ]*([^\n]*)\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## (.+?) \{#([a-z-]+)\}\n", re.MULTILINE)
_LINK = re.compile(r'<a href="(page|document):([^"]+)">')
_PLAIN = (("<strong>", "<b>"), ("</strong>", "</b>"), ("<em>", "<i>"), ("</em>", "</i>"), ("<br />", "<br/>"))
_KEPT_TOGETHER = (
    (re.compile(r"(\d) (?=\d{3}\b)"), "\\1\N{NO-BREAK SPACE}"),
    (re.compile(r"(\d) (?=(?:%|procent|kr|kronor|miljoner|km|år|timmar|månader)\b|%)"), "\\1\N{NO-BREAK SPACE}"),
    (re.compile(r"\b(s\.|kl\.|den|nr) (?=\d)"), "\\1\N{NO-BREAK SPACE}"),
)
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})

Part = dict[str, Any]


class Named(Protocol):
    """Finds what the words name."""

    def page(self, path: str) -> Any:
        """Return the page at a place."""

    def document(self, key: str) -> Any:
        """Return a file of the library."""

    def image(self, key: str) -> Any:
        """Return a picture of the library."""

    def goal(self, title: str) -> Any:
        """Return a public goal."""


def typeset(text: str) -> str:
    """Keep numbers and their units on one line."""
    for pattern, together in _KEPT_TOGETHER:
        text = pattern.sub(together, text)
    return text


def rich(text: str, named: Named) -> str:
    """Return Markdown as Wagtail keeps rich text."""
    html = _markdown.render(typeset(text)).replace("\n", "")
    for usual, plain in _PLAIN:
        html = html.replace(usual, plain)
    return _LINK.sub(lambda found: _to(found[1], found[2], named), html)


def _to(kind: str, key: str, named: Named) -> str:
    thing = named.page(key) if kind == "page" else named.document(key)
    return f'<a linktype="{kind}" id="{thing.pk}">'


def parts(words: str, named: Named, name: str) -> list[Part]:
    """Return the parts of a body. Each has an id that stays as long as it keeps its place."""
    found: list[Part] = []
    for kind, value in _parts(words, named):
        found.append({"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{name}#{len(found)}"))})
    return found


def sections(words: str, named: Named, name: str) -> list[Part]:
    """Return the numbered sections of a policy. A section keeps its id when it moves or its heading changes."""
    pieces = _SECTION.split(words)[1:]
    return [
        {
            "type": "section",
            "value": {"heading": typeset(heading), "text": rich(text, named)},
            "id": section_id(name, key),
        }
        for heading, key, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    ]


def section_id(name: str, key: str) -> str:
    """Return the id of a policy's section."""
    return str(uuid5(NAMESPACE_URL, f"{name}#{key}"))


def _parts(words: str, named: Named) -> Iterator[tuple[str, Any]]:
    pieces = _PART.split(words)
    for place in range(0, len(pieces), 4):
        if pieces[place].strip():
            yield "text", rich(pieces[place], named)
        if place + 3 < len(pieces):
            kind, said, inner = pieces[place + 1 : place + 4]
            yield kind, _MADE[kind](said.strip(), inner.strip(), named)


def _notice(said: str, inner: str, named: Named) -> Part:
    return {"heading": said, "text": rich(inner, named)}


def _quote(said: str, inner: str, named: Named) -> Part:
    return {"text": typeset(inner), "who": said}


def _picture(said: str, inner: str, named: Named) -> Part:
    return {"image": named.image(said).pk, "alt": "", "decorative": False, "caption": typeset(inner)}


def _facts(said: str, inner: str, named: Named) -> Part:
    source, facts = "", []
    for line in inner.splitlines():
        fact, bar, value = line.partition(" | ")
        if bar:
            facts.append({"name": typeset(fact), "value": typeset(value)})
        else:
            source = typeset(line.removeprefix("Källa: ").removeprefix("Source: ").removeprefix("Lähde: "))
    return {"heading": said, "facts": facts, "source": source}


def _documents(said: str, inner: str, named: Named) -> Part:
    return {"heading": said, "documents": [named.document(key).pk for key in inner.split()]}


def _goal(said: str, inner: str, named: Named) -> Part:
    return {"goal": str(named.goal(said).pk)}


def _nothing(said: str, inner: str, named: Named) -> None:
    return None


_MADE = {
    "notice": _notice,
    "quote": _quote,
    "picture": _picture,
    "facts": _facts,
    "documents": _documents,
    "goal": _goal,
    "stored_items": _nothing,
    "open_data": _nothing,
}
