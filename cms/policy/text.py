"""What a policy says, as plain data: sections with numbers, safe HTML and the words alone."""

import hashlib
import json
from html.parser import HTMLParser
from typing import Any, TypedDict

import nh3
from wagtail.rich_text import expand_db_html

from cms.pages.models import PolicyPage

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ol", "ul", "li"}
_BLOCKS = {"p", "li", "br", "ol", "ul"}
_DATES = ("adopted_on", "valid_from", "valid_to", "review_on")


class Section(TypedDict):
    """A numbered section. `id` is the section's own and stays when the section moves; `number` is its place, from 1."""

    id: str
    number: int
    heading: str
    html: str
    text: str


class Words(TypedDict):
    """All that a policy says at one moment."""

    title: str
    summary: str
    facts: dict[str, str]
    sections: list[Section]


def words_of(policy: PolicyPage) -> Words:
    """Return what a policy says as it stands in hand, which may be the object of a draft."""
    return Words(title=policy.title, summary=policy.summary, facts=facts_of(policy), sections=sections_of(policy))


def sections_of(policy: PolicyPage) -> list[Section]:
    """Return the sections in order, as they stand in hand."""
    return [_section(child, number) for number, child in enumerate(policy.sections, start=1)]


def _section(child: Any, number: int) -> Section:
    html = safe_html(child.value["text"].source if child.value["text"] else "")
    return Section(id=str(child.id), number=number, heading=child.value["heading"].strip(), html=html, text=plain(html))


def safe_html(source: str) -> str:
    """Return rich text as it is stored as HTML that is safe to show, with links to pages and files resolved.

    A link to a page that is gone keeps its words and loses the link.
    """
    return nh3.clean(
        expand_db_html(source),
        tags=TAGS,
        attributes={"a": {"href"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    ).strip()


class _Lines(HTMLParser):
    """Collects the words of HTML, one line per paragraph or item."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.lines.append("– " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def plain(html: str) -> str:
    """Return the words of HTML, one line per paragraph; an item of a list begins with a dash."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in parser.lines)
    return "\n".join(line for line in lines if line.strip("– "))


def facts_of(policy: PolicyPage) -> dict[str, str]:
    """Return kind, decision, dates and promises as strings, by the name of the field. What is not said is left out.

    Dates are ISO 8601; promises stand one a line.
    """
    facts = {"document": policy.document, "adopted_by": policy.adopted_by, "decision": policy.decision}
    for name in _DATES:
        day = getattr(policy, name)
        facts[name] = day.isoformat() if day else ""
    facts["commitments"] = "\n".join(
        f"{one.text} ({one.by.isoformat()})" if one.by else one.text for one in policy.commitments.all()
    )
    return {name: value for name, value in facts.items() if value}


def digest_of(words: Words) -> str:
    """Return a SHA-256 that two texts share only when they say the same, in the same order."""
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
