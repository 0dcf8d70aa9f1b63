"""What a page gathers before it is written out, kept for visitors as long as what it shows has not changed.

A kept answer saves all the work; this saves the reading where an answer has to be written anew: after it was given up,
or where none are kept. It holds by the same numbers as they do.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cms.answers.shown import Shown, shown_by, shows
from cms.answers.versions import Versions

MOST = 2000
"""How many things are kept; then all are given up."""
_SCOPE = "arenan.answers"


@dataclass(frozen=True)
class Footing:
    """What was known of the topics when a visitor's request began."""

    versions: Versions
    since: int
    midnight: float
    query: frozenset[str]
    """Names of the query parameters in the address."""
    kept: "dict[Hashable, _Gathered]"
    """What the process keeps."""


@dataclass(frozen=True)
class _Gathered:
    thing: Any
    shown: Shown
    since: int
    until: float
    resets: int


def stand_on(scope: dict[str, Any], footing: Footing) -> dict[str, Any]:
    """Return the scope of a visitor's request, for which things may be kept and taken."""
    return {**scope, "method": "GET", _SCOPE: footing}


def prepared[T](request: HttpRequest, name: Hashable, gather: Callable[[], T]) -> T:
    """Return what `gather` reads for the address of a request; kept under `name` and the query if a visitor asks.

    What it says with `shows` decides how long that holds. It must read nothing but what the address, the day and
    those topics decide.
    """
    footing: Footing | None = getattr(request, "scope", {}).get(_SCOPE)
    if footing is None or not footing.since:
        return gather()
    key = (name, request.META.get("QUERY_STRING", ""), request.META.get("HTTP_HOST", ""))
    known = footing.kept.get(key)
    if known is None or not _holds(known, footing):
        known = _gather(request, footing, gather)
        if known.until and footing.query <= known.shown.query | _declared(request):
            if len(footing.kept) >= MOST:
                footing.kept.clear()
            footing.kept[key] = known
    _say(request, known.shown)
    found: T = known.thing
    return found


def version_for(request: HttpRequest | None, topic: str) -> int | None:
    """Return the number of a topic's last change as a visitor's request knows it; None when it has to be asked for."""
    footing: Footing | None = getattr(request, "scope", {}).get(_SCOPE)
    return footing.versions.of(topic) if footing is not None and footing.since else None


def _holds(known: _Gathered, footing: Footing) -> bool:
    return (
        known.resets == footing.versions.resets
        and known.until > time.time()
        and footing.versions.unchanged(known.shown.topics, known.since)
    )


def _gather(request: HttpRequest, footing: Footing, gather: Callable[[], Any]) -> _Gathered:
    before = shown_by(request)
    shown = request.shown = Shown()  # type: ignore[attr-defined]
    try:
        thing = gather()
    finally:
        request.shown = before  # type: ignore[attr-defined]
    until = min(footing.midnight, shown.until.timestamp()) if shown.until else footing.midnight
    if _runs_dry(thing):
        until = 0.0
    return _Gathered(thing, shown, footing.since, until, footing.versions.resets)


def _runs_dry(thing: Any) -> bool:
    return any(isinstance(one, Iterator) for one in (thing.values() if isinstance(thing, dict) else [thing]))


def _declared(request: HttpRequest) -> set[str]:
    shown = shown_by(request)
    return shown.query if shown else set()


def _say(request: HttpRequest, shown: Shown) -> None:
    shows(request, *shown.topics, until=shown.until, query=shown.query)
