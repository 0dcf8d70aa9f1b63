"""One stream as one process knows it. Pure: no clock, no database, no sockets.

The feed keeps the newest events in a ring and turns ranges of them into frames. A reader is nothing but a
position that moves forward; replaying old events and delivering new ones is the same thing, so there is no
moment in which an event could fall between the two.
"""

from collections import Counter, deque
from dataclasses import dataclass

from events.reading import Position
from live.views import Batch, Entry, View, dumps

RING = 512
RING_BYTES = 2 * 1024 * 1024
FRAME_BYTES = 60 * 1024
FRAME_EVENTS = 200
LONGEST_REPLAY = 2000


@dataclass(frozen=True)
class Frame:
    """Encoded events `first … last` of a stream."""

    last: int
    count: int
    text: str


class Feed:
    """The known end of one stream."""

    def __init__(self, stream: str, where: Position) -> None:
        self.stream = stream
        self._adopt(where)

    def _adopt(self, where: Position) -> None:
        self.epoch, self.floor = where.epoch, where.floor
        self.head = self.known = where.head
        self._ring: deque[Entry] = deque()
        self._bytes = 0
        self._views: dict[str, View] = {}
        self._uses: Counter[str] = Counter()
        self._frames: dict[int, Frame] = {}

    @property
    def tail(self) -> int:
        """Number before the oldest event in the ring; a reader at or above it is served from memory."""
        return self.head - len(self._ring)

    def heard(self, epoch: str, head: int, batch: Batch | None = None) -> None:
        """Take a hint that the stream has reached `head`. A hint may be lost, doubled, late or early."""
        if epoch != self.epoch:
            return  # Another life of the stream; only the database can say so (`located`).
        if batch and batch.entries and batch.entries[0].seq == self.head + 1:
            self._append(batch)
        self.known = max(self.known, head)

    def located(self, where: Position) -> bool:
        """Take a position read from the database; return True when readers must begin again from a snapshot."""
        if where.epoch != self.epoch or where.floor > self.head + 1:
            # In the second case the events after `head` are no longer delivered; waiting for them would never end.
            self._adopt(where)
            return True
        self.floor = max(self.floor, where.floor)
        self.known = max(self.known, where.head)
        return False

    @property
    def behind(self) -> bool:
        """Whether events are known of that have not been read."""
        return self.known > self.head

    def loaded(self, epoch: str, batch: Batch) -> None:
        """Take events read from the database after `head`."""
        if epoch != self.epoch or not batch.entries:
            return
        skip = self.head + 1 - batch.entries[0].seq
        if 0 <= skip < len(batch.entries):
            self._append(Batch(batch.entries[skip:], batch.views))
        self.known = max(self.known, self.head)

    def _append(self, batch: Batch) -> None:
        for key, view in batch.views.items():
            old = self._views.get(key)
            if old is None or view.version >= old.version:
                self._views[key] = view
        for entry in batch.entries:
            self._ring.append(entry)
            self._bytes += len(entry.text)
            self._uses.update(entry.shows)
        self.head = batch.entries[-1].seq
        while self._ring and (len(self._ring) > RING or self._bytes > RING_BYTES):
            self._drop_oldest()
        self._forget_unused()
        self._frames.clear()

    def _drop_oldest(self) -> None:
        oldest = self._ring.popleft()
        self._bytes -= len(oldest.text)
        self._uses.subtract(oldest.shows)

    def _forget_unused(self) -> None:
        for key in [key for key in self._views if self._uses[key] <= 0]:
            del self._views[key], self._uses[key]

    def accepts(self, epoch: str, after: int) -> bool:
        """Say whether a reader at this position can go on from there; otherwise it needs a snapshot."""
        return epoch == self.epoch and self.floor - 1 <= after <= self.known and self.known - after <= LONGEST_REPLAY

    def frame_after(self, position: int) -> Frame | None:
        """Return the next frame for a reader at `position`, or None when the ring does not reach back so far."""
        if position < self.tail or position >= self.head:
            return None
        frame = self._frames.get(position)
        if frame is None:
            start = position - self.tail
            entries = [self._ring[index] for index in range(start, min(len(self._ring), start + FRAME_EVENTS))]
            frame = self._frames[position] = frame_of(self.stream, self.epoch, Batch(tuple(entries), self._views))
        return frame


def frame_of(stream: str, epoch: str, batch: Batch) -> Frame:
    """Encode as many events of `batch` as fit in one frame, and at least one."""
    size = 0
    events: list[str] = []
    keys: dict[str, None] = {}
    last = batch.entries[0].seq
    for entry in batch.entries:
        new = [key for key in entry.shows if key in batch.views and key not in keys]
        size += len(entry.text.encode()) + sum(len(batch.views[key].text.encode()) for key in new)
        if events and (size > FRAME_BYTES or len(events) == FRAME_EVENTS):
            break
        events.append(entry.text)
        keys.update(dict.fromkeys(new))
        last = entry.seq
    views = ",".join(f'"{key}":{batch.views[key].text}' for key in keys)
    head = f'{{"t":"ev","stream":"{stream}","epoch":"{epoch}"'
    return Frame(last, len(events), f'{head},"events":[{",".join(events)}],"views":{{{views}}}}}')


def encode(kind: str, /, **fields: object) -> str:
    """Encode a frame that carries no events."""
    return dumps({"t": kind, **fields})
