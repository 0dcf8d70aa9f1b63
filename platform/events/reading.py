"""Reading the log: positions, and pages of events after one."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Event, Stream

PAGE = 500


@dataclass(frozen=True)
class Position:
    """Where a stream stands: which life it is in, its newest number, and the lowest one still delivered."""

    epoch: str
    head: int
    floor: int


NOWHERE = Position(epoch="", head=0, floor=1)
"""Position of a stream in which nothing has happened yet."""


@dataclass(frozen=True)
class Page:
    """Events after some number, with the stream's position read no later than they were."""

    position: Position
    events: list[Event]


def position(stream: str) -> Position:
    """Return where `stream` stands. Read it before the rows of a snapshot, never after."""
    return positions([stream]).get(stream, NOWHERE)


def positions(streams: Iterable[str]) -> dict[str, Position]:
    """Return the positions of those of `streams` in which something has happened."""
    rows = Stream.objects.filter(name__in=list(streams)).values_list("name", "epoch", "head", "floor")
    return {name: Position(epoch, head, floor) for name, epoch, head, floor in rows}


def read_after(stream: str, after: int, limit: int = PAGE) -> Page:
    """Return at most `limit` events of `stream` with numbers above `after`, in order."""
    where = position(stream)
    events = Event.objects.filter(stream__name=stream, seq__gt=max(after, where.floor - 1), seq__lte=where.head)
    return Page(where, list(events.order_by("seq")[:limit]))
