"""Who is here and who is typing. Decoration: it may be late or wrong for a minute, and nothing is decided by it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

FRESH = 60.0
"""Seconds that another process's word holds."""
TYPING = 6.0
"""Seconds that somebody is shown as typing after the last sign of it."""
NAMES = 100
"""Above this many people only the number is sent."""


@dataclass(frozen=True, order=True)
class Who:
    """A person with a hat, as the others in a room see them."""

    person: str
    name: str
    organisation: str


class Presence:
    """People per stream: on this process by connection, on others by what those processes say."""

    def __init__(self) -> None:
        self._here: dict[str, dict[str, tuple[Who, float]]] = defaultdict(dict)
        self._elsewhere: dict[str, dict[str, tuple[list[Who], float]]] = defaultdict(dict)
        self._typing: dict[str, dict[Who, float]] = defaultdict(dict)

    def enter(self, stream: str, connection: str, who: Who, until: float = float("inf")) -> None:
        """Note a connection; a long poll gives the time until which it counts."""
        self._here[stream][connection] = (who, until)

    def leave(self, stream: str, connection: str) -> None:
        """Forget a connection."""
        self._here[stream].pop(connection, None)
        if not self._here[stream]:
            del self._here[stream]

    def local(self, stream: str, now: float) -> list[Who]:
        """Return who is connected to this process."""
        return sorted({who for who, until in self._here.get(stream, {}).values() if until > now})

    def told(self, stream: str, process: str, people: Iterable[Who], now: float) -> None:
        """Take another process's list."""
        self._elsewhere[stream][process] = (list(people), now + FRESH)

    def people(self, stream: str, now: float) -> list[Who]:
        """Return everybody, each once."""
        everybody = set(self.local(stream, now))
        for people, until in self._elsewhere.get(stream, {}).values():
            if until > now:
                everybody.update(people)
        return sorted(everybody, key=lambda who: (who.name, who.person, who.organisation))

    def types(self, stream: str, who: Who, on: bool, now: float) -> None:
        """Note that somebody is typing, or has stopped."""
        if on:
            self._typing[stream][who] = now + TYPING
        else:
            self._typing[stream].pop(who, None)

    def typing(self, stream: str, now: float) -> list[Who]:
        """Return who is typing."""
        current = self._typing.get(stream, {})
        for who in [who for who, until in current.items() if until <= now]:
            del current[who]
        return sorted(current)

    def streams(self) -> list[str]:
        """Return the streams that somebody on this process is in."""
        return list(self._here)

    def tidy(self, now: float) -> None:
        """Forget what has lapsed."""
        for connections in self._here.values():
            for name in [name for name, (_, until) in connections.items() if until <= now]:
                del connections[name]
        for table in (self._elsewhere, self._typing):
            for stream in [stream for stream, held in table.items() if not _live(held, now)]:
                del table[stream]


def _live(held: dict[Any, Any], now: float) -> bool:
    return any((value[1] if isinstance(value, tuple) else value) > now for value in held.values())


def as_json(people: list[Who]) -> dict[str, Any]:
    """Return what a client is told: the number, and the names while they are few."""
    return {"count": len(people), "people": [asdict(who) for who in people] if len(people) <= NAMES else []}
