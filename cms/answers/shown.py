"""Saying what an answer shows, so that it can be kept until one of those things changes."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

SITE = "site"
"""The topic of menus, footer and languages."""

PAGES = "pages"
"""The topic of all pages together."""


@dataclass
class Shown:
    """What the answer being made shows, and the moment from which it would say something else by itself."""

    topics: set[str] = field(default_factory=set)
    until: datetime | None = None
    query: set[str] = field(default_factory=set)
    """Names of the query parameters that the answer follows. With any other in the address it is not kept."""


def shows(request: HttpRequest, *topics: str, until: datetime | None = None, query: Collection[str] = ()) -> None:
    """Note that the answer to `request` shows these topics, and is true at the longest until `until`.

    Topics are `page:<number>`, `kind:<kind of page>`, `site`, `goals`, `organisations`, `consultations`. Only answers
    for which this was called are kept; who calls it promises that the answer is the same for every visitor.
    An address with query parameters is kept only if `query` names them all: everything else a visitor may make up.
    An answer in the language of the visitor instead of its address (`cms.languages.addresses.speak`) is not kept.
    """
    shown = shown_by(request)
    if shown is None:
        shown = request.shown = Shown()  # type: ignore[attr-defined]
    shown.topics.update(topics)
    shown.query.update(query)
    if until and (shown.until is None or until < shown.until):
        shown.until = until


def shown_by(request: HttpRequest) -> Shown | None:
    """Return what the answer to a request shows, or nothing if its view has not said."""
    return getattr(request, "shown", None)
