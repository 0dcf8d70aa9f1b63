"""Saying what an answer shows, so that it can be kept until one of those things changes."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

SITE = "site"
"""The topic of menus, footer and languages."""


@dataclass
class Shown:
    """What the answer being made shows, and the moment from which it would say something else by itself."""

    topics: set[str] = field(default_factory=set)
    until: datetime | None = None


def shows(request: HttpRequest, *topics: str, until: datetime | None = None) -> None:
    """Note that the answer to `request` shows these topics, and is true at the longest until `until`.

    Topics are `page:<number>`, `kind:<kind of page>`, `site`, `goals`, `organisations`, `consultations`. Only answers
    for which this was called are kept; who calls it promises that the answer is the same for every visitor.
    """
    shown: Shown | None = getattr(request, "shown", None)
    if shown is None:
        shown = request.shown = Shown()  # type: ignore[attr-defined]
    shown.topics.update(topics)
    if until and (shown.until is None or until < shown.until):
        shown.until = until
