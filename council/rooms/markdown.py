"""Markdown as people write it, to HTML that is safe to show."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

MENTION = re.compile(r"@\[([^\]\n]{1,160})\]\((person|organisation):([0-9a-f-]{36})\)")
TAGS = {
    "p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "hr", "span",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "span": {"class"}, "ol": {"start"}}

_parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "typographer": False})
_parser.enable(["linkify", "strikethrough", "table"]).disable(["image", "html_block", "html_inline"])


def _heading(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    # A message lies deep in the page: its headings begin at the third level.
    tokens[index].tag = "h3" if tokens[index].tag in {"h1", "h2", "h3"} else "h4"
    return self.renderToken(tokens, index, options, env)


_parser.add_render_rule("heading_open", _heading)
_parser.add_render_rule("heading_close", _heading)


@dataclass(frozen=True)
class Named:
    """A mention found in a text."""

    kind: str
    id: UUID


def mentions_in(text: str) -> list[Named]:
    """Return the people and organisations that a text names, each once."""
    found: dict[Named, None] = {}
    for _, kind, identifier in MENTION.findall(text):
        try:
            found[Named(kind, UUID(identifier))] = None
        except ValueError:
            continue
    return list(found)


def render(text: str) -> str:
    """Return safe HTML for a Markdown text; a broken text shows as it was written, never as markup."""
    names: list[str] = []

    def hold(match: re.Match[str]) -> str:
        names.append(match[1])
        return f"\ue000{len(names) - 1}\ue001"

    body = _parser.render(MENTION.sub(hold, text.replace("\ue000", "").replace("\ue001", "")))
    body = re.sub(
        "\ue000(\\d+)\ue001", lambda match: f'<span class="mention">@{escape(names[int(match[1])])}</span>', body
    )
    return nh3.clean(
        body,
        tags=TAGS,
        attributes=ATTRIBUTES,
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https", "mailto"},
    )


def excerpt(text: str, length: int = 160) -> str:
    """Return the beginning of a text without its mark-up, for quotes and lists."""
    plain = " ".join(nh3.clean(render(text), tags=set()).split())
    plain = html.unescape(plain)
    return plain if len(plain) <= length else plain[: length - 1].rsplit(" ", 1)[0] + " …"
