"""Kinds of stream, and who may read one. A stream nobody has declared is read by nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from events.actor import Actor


@dataclass(frozen=True)
class StreamKind:
    """A kind of stream such as `room`.

    `may_read(actor, id)` answers for the whole stream: whoever may read it may read all of it.
    """

    name: str
    description: str
    may_read: Callable[[Actor, UUID], bool]


_kinds: dict[str, StreamKind] = {}


def declare(kind: StreamKind) -> StreamKind:
    """Enter a kind of stream in the catalogue."""
    _kinds[kind.name] = kind
    return kind


def kinds() -> list[StreamKind]:
    """Return all declared kinds by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def split(stream: str) -> tuple[StreamKind, UUID] | None:
    """Take a stream name apart; None when it is not the name of anything."""
    kind, _, identifier = stream.partition(":")
    try:
        owner = UUID(identifier)
    except ValueError:
        return None
    if kind not in _kinds or str(owner) != identifier:
        return None
    return _kinds[kind], owner


def may_read(actor: Actor, stream: str) -> bool:
    """Say whether `actor` may read `stream`; no for a forged, foreign or undeclared name."""
    found = split(stream)
    return found is not None and found[0].may_read(actor, found[1])
