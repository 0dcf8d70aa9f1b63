"""A stream as the database holds it, and a reader as a browser is one: the truth to hold the live floor against."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from events.reading import Position
from live.feed import Frame
from live.views import Batch, Entry, View
from live.window import Window

STREAM = "room:11111111-1111-4111-8111-111111111111"


class Log:
    """The stream's rows, and the current version of each thing that events point to."""

    def __init__(self) -> None:
        self.lives = 1
        self.floor = 1
        self.history: dict[str, list[tuple[str, ...]]] = {self.epoch: []}
        self.versions: dict[str, int] = {}
        self.version_at: dict[tuple[str, int, str], int] = {}

    @property
    def epoch(self) -> str:
        return f"life-{self.lives}"

    @property
    def events(self) -> list[tuple[str, ...]]:
        return self.history[self.epoch]

    @property
    def head(self) -> int:
        return len(self.events)

    @property
    def position(self) -> Position:
        return Position(self.epoch, self.head, self.floor)

    def append(self, shows: Sequence[str]) -> int:
        """Commit one event; what it points to has changed with it."""
        self.events.append(tuple(dict.fromkeys(shows)))
        for key in self.events[-1]:
            self.versions[key] = self.versions.get(key, 0) + 1
            self.version_at[self.epoch, self.head, key] = self.versions[key]
        return self.head

    def batch(self, numbers: Iterable[int]) -> Batch:
        """Render events as they look now."""
        entries = tuple(
            Entry(seq, json.dumps({"seq": seq, "shows": self.events[seq - 1]}), self.events[seq - 1]) for seq in numbers
        )
        keys = dict.fromkeys(key for entry in entries for key in entry.shows)
        views = {key: View(self.versions[key], json.dumps({"version": self.versions[key]})) for key in keys}
        return Batch(entries, views)

    def read(self, after: int, limit: int = 500) -> tuple[Position, Batch]:
        """Read a page, as `live.hub.load` does."""
        first = max(after + 1, self.floor)
        return self.position, self.batch(range(first, min(self.head, first + limit - 1) + 1))

    def trim(self, floor: int) -> None:
        """Stop delivering what lies below."""
        self.floor = max(self.floor, min(floor, self.head + 1))

    def begin_again(self, keep: int) -> None:
        """Be restored from a backup in which the newest events are not."""
        kept = self.events[:keep]
        self.lives += 1
        self.history[self.epoch] = kept
        self.floor = min(self.floor, self.head + 1)


@dataclass(eq=False)
class Reader:
    """A browser: applies only the next number, keeps the newest view of each thing, confirms when it pleases."""

    log: Log
    window: Window = field(default_factory=lambda: Window(0.0))
    epoch: str = ""
    start: int = 0
    live: bool = False
    applied: list[int] = field(default_factory=list)
    views: dict[str, int] = field(default_factory=dict)
    received: int = 0
    positions: dict[str, int] = field(default_factory=dict)

    def take_snapshot(self) -> None:
        """Load everything as it is now."""
        self.epoch, self.start, self.applied = self.log.epoch, self.log.head, []
        self.views = dict(self.log.versions)
        self.live = False

    @property
    def last(self) -> int:
        return self.applied[-1] if self.applied else self.start

    def reconnect(self) -> None:
        """Come back on a new connection, with what was applied."""
        self.window, self.received, self.live = Window(0.0), 0, False
        self.positions.clear()

    # --- What the hub sees of it -------------------------------------------------------------------------------

    def room_left(self) -> bool:
        return self.window.open

    def deliver(self, frame: Frame, stream: str) -> None:
        """Take a frame and hold it against the truth."""
        assert self.window.open, "a frame was sent beyond the credit"
        self.window.push(frame.count, len(frame.text), 0.0)
        body = json.loads(frame.text)
        assert (body["stream"], body["epoch"]) == (stream, self.epoch)
        numbers = [event["seq"] for event in body["events"]]
        assert len(numbers) == frame.count
        assert numbers == list(range(self.last + 1, frame.last + 1)), "lost, doubled or out of order"
        for event in body["events"]:
            assert event["shows"] == list(self.log.history[self.epoch][event["seq"] - 1])
            for key in event["shows"]:
                shown = body["views"][key]["version"]
                assert shown >= self.log.version_at.get((self.epoch, event["seq"], key), 0), (
                    "a view older than its event"
                )
        self.applied += numbers
        self.received += frame.count
        for key, view in body["views"].items():
            self.views[key] = max(self.views.get(key, 0), view["version"])

    def tell(self, text: str) -> None:
        """Take a frame without events."""

    def reset(self, stream: str, where: Position) -> None:
        """Hear that one has to begin from a snapshot."""
        self.live = False
        self.epoch = ""

    def confirm(self, total: int) -> None:
        """Confirm some of what came."""
        assert self.window.ack(total, 0.0)
