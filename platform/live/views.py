"""Current views of things: what an event points to, as REST would show it.

An app enters, for each kind of thing, a function that renders many at once. The hub asks it once per process,
however many are reading. A view is the same for everybody in the stream's audience, so it holds no rights.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from events.models import Event
from events.registry import UnknownEventType, registry

Renderer = Callable[[Sequence[UUID]], Iterable[Mapping[str, Any]]]
_renderers: dict[str, Renderer] = {}


def renders(kind: str) -> Callable[[Renderer], Renderer]:
    """Enter a function as the renderer of a kind. Each view has `kind`, `id` and a growing `version`."""

    def decorate(function: Renderer) -> Renderer:
        _renderers[kind] = function
        return function

    return decorate


def kinds() -> set[str]:
    """Return the kinds of thing that can be shown."""
    return set(_renderers)


def rendered(kind: str, ids: Sequence[UUID]) -> list[Mapping[str, Any]]:
    """Return the current views of things of a kind, as they are delivered."""
    return list(_renderers[kind](ids)) if ids else []


@dataclass(frozen=True)
class View:
    """One rendered view, encoded once."""

    version: int
    text: str


@dataclass(frozen=True)
class Entry:
    """One event, encoded once, and the keys of the views it points to."""

    seq: int
    text: str
    shows: tuple[str, ...]
    rights: bool = False
    """Whether somebody may read more or less after this event."""


@dataclass(frozen=True)
class Batch:
    """Consecutive events of one stream with the current views of what they point to."""

    entries: tuple[Entry, ...]
    views: Mapping[str, View]


def dumps(value: object) -> str:
    """Encode as compact JSON."""
    return json.dumps(value, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False)


def render(events: Sequence[Event]) -> Batch:
    """Encode `events` of one stream and render what they point to, each thing once."""
    entries = tuple(_entry(event) for event in events)
    wanted: dict[str, dict[UUID, None]] = defaultdict(dict)
    for entry in entries:
        for key in entry.shows:
            kind, _, identifier = key.partition(":")
            wanted[kind][UUID(identifier)] = None
    views = {}
    for kind, ids in wanted.items():
        for view in _renderers[kind](list(ids)):
            views[f"{kind}:{view['id']}"] = View(view["version"], dumps(view))
    return Batch(entries, views)


def _public(event: Event) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "type": event.type,
        "version": event.version,
        "data": event.data,
        "actor": event.actor,
        "acting_for": event.acting_for,
        "at": event.occurred_at,
    }


def _entry(event: Event) -> Entry:
    text = dumps(_public(event))
    try:
        event_type = registry.get(event.type, event.version)
    except UnknownEventType:
        return Entry(event.seq, text, ())  # From a newer process: its number counts, there is nothing to show.
    # Only the primary stream's audience is sure to be allowed the view.
    fields = ((kind, event.data.get(kind)) for kind in event_type.shows if event.primary)
    shows = tuple(f"{kind}:{identifier}" for kind, identifier in fields if identifier)
    return Entry(event.seq, text, shows, event_type.changes_rights)
