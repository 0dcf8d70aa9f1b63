"""The hub: one per process. It turns the log into ordered frames, once, and hands them to whoever reads.

The database is the truth; hints only say where to look. Whatever hint is lost, the sweeper finds the events
within about a second. All of it runs on the server's event loop; the database is read in a small pool.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from channels.db import database_sync_to_async
from django.conf import settings

from events import reading
from events.reading import Position
from live import views
from live.feed import Feed, Frame, encode, frame_of
from live.views import Batch

logger = logging.getLogger("arenan.live")
PAGE = 500


class Reader(Protocol):
    """Somebody who follows streams: a socket."""

    positions: dict[str, int]

    def room_left(self) -> bool:
        """Whether more events may be sent now."""

    def deliver(self, frame: Frame, stream: str) -> None:
        """Send a frame; never waits."""

    def tell(self, text: str) -> None:
        """Send a frame without events; never waits."""

    def reset(self, stream: str, where: Position) -> None:
        """Say that the stream has begun another life."""


_pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live")


def in_pool[**P, T](function: Callable[P, T]) -> Callable[P, Any]:
    """Run a database function in the hub's own threads, never in the one that all requests share."""
    return database_sync_to_async(function, thread_sensitive=False, executor=_pool)


def load(stream: str, after: int, limit: int = PAGE) -> tuple[Position, Batch]:
    """Read a page of the log and render it."""
    page = reading.read_after(stream, after, limit)
    return page.position, views.render(page.events)


class Hub:
    """Feeds, readers, and the pump between them."""

    def __init__(self, *, read: Callable[[str, int], Any] | None = None) -> None:
        self.feeds: dict[str, Feed] = {}
        self.readers: dict[str, set[Reader]] = defaultdict(set)
        self._read = read or in_pool(load)
        self._locate = in_pool(reading.positions)
        self._loading: dict[str, asyncio.Task[None]] = {}
        self._catching_up: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._dirty: set[str] = set()
        self._tick: asyncio.TimerHandle | None = None
        self._pumped_at = 0.0
        self._waiters: dict[str, set[asyncio.Future[None]]] = defaultdict(set)
        self.on_events: list[Callable[[str, Batch], None]] = []

    # --- Positions and readers -----------------------------------------------------------------------------------

    async def feed(self, stream: str) -> Feed:
        """Return the feed of a stream, reading its position when nobody followed it before."""
        found = self.feeds.get(stream)
        if found is None:
            where = (await self._locate([stream])).get(stream, reading.NOWHERE)
            found = self.feeds.setdefault(stream, Feed(stream, where))
        return found

    async def attach(self, reader: Reader, stream: str, epoch: str, after: int) -> tuple[Feed, bool]:
        """Let `reader` follow `stream` from `after`; False when it needs a snapshot first."""
        feed = await self.feed(stream)
        if epoch != feed.epoch or after > feed.known:
            await self.refresh(stream)
            feed = await self.feed(stream)  # The one above may have gone with its last reader meanwhile.
        fits = feed.accepts(epoch, after)
        if fits:
            self.readers[stream].add(reader)
            reader.positions[stream] = after
        return feed, fits

    def detach(self, reader: Reader, stream: str) -> None:
        """Stop following; the feed goes when nobody follows it any more."""
        reader.positions.pop(stream, None)
        self.readers[stream].discard(reader)
        self._drop_if_unused(stream)

    def _drop_if_unused(self, stream: str) -> None:
        if not self.readers.get(stream) and not self._waiters.get(stream):
            self.readers.pop(stream, None)
            self._waiters.pop(stream, None)
            self.feeds.pop(stream, None)

    async def refresh(self, stream: str) -> None:
        """Read where `stream` stands now."""
        self.swept({stream: reading.NOWHERE} | await self._locate([stream]))

    # --- News ----------------------------------------------------------------------------------------------------

    def hinted(self, stream: str, epoch: str, head: int, batch: Batch | None) -> None:
        """Take a hint about a stream that somebody here follows."""
        feed = self.feeds.get(stream)
        if feed is None:
            return
        before = feed.head
        feed.heard(epoch, head, batch)
        if feed.head > before and batch:
            self._announce(stream, batch)
        self._follow_up(feed)

    def swept(self, found: dict[str, Position]) -> None:
        """Take positions read from the database."""
        for stream, where in found.items():
            feed = self.feeds.get(stream)
            if feed is None:
                continue
            if feed.located(where):
                self._begin_again(feed, where)
            self._follow_up(feed)

    def _begin_again(self, feed: Feed, where: Position) -> None:
        for reader in list(self.readers.get(feed.stream, ())):
            reader.positions.pop(feed.stream, None)
            reader.reset(feed.stream, where)
        self.readers.pop(feed.stream, None)
        self._wake(feed.stream)

    def _follow_up(self, feed: Feed) -> None:
        if feed.behind and feed.stream not in self._loading:
            self._loading[feed.stream] = asyncio.ensure_future(self._load(feed))
        self.touch(feed.stream)

    async def _load(self, feed: Feed) -> None:
        # One read at a time for each stream, however many hints and readers there are.
        try:
            while feed.behind and self.feeds.get(feed.stream) is feed:
                before = feed.head
                where, batch = await self._read(feed.stream, before)
                if feed.located(where):
                    self._begin_again(feed, where)
                    return
                feed.loaded(where.epoch, batch)
                self._announce(feed.stream, batch)
                self.touch(feed.stream)
                if feed.head == before:
                    break  # The hint was ahead of what this connection can see; the sweeper looks again.
        except Exception:
            logger.exception("reading %s failed; the sweeper tries again", feed.stream)
        finally:
            self._loading.pop(feed.stream, None)

    def _announce(self, stream: str, batch: Batch) -> None:
        for listener in self.on_events:
            listener(stream, batch)

    # --- Delivery ------------------------------------------------------------------------------------------------

    def touch(self, stream: str) -> None:
        """Deliver soon: at once after a quiet moment, otherwise with the next tick."""
        self._dirty.add(stream)
        if self._tick is None:
            loop = asyncio.get_running_loop()
            wait = max(0.0, self._pumped_at + settings.LIVE["tick"] - loop.time())
            self._tick = loop.call_later(wait, self.pump)

    def pump(self) -> None:
        """Send every reader of the touched streams what it may have and has room for."""
        self._tick = None
        self._pumped_at = asyncio.get_running_loop().time()
        dirty, self._dirty = self._dirty, set()
        for stream in dirty:
            feed = self.feeds.get(stream)
            if feed is None:
                continue
            for reader in list(self.readers.get(stream, ())):
                self._advance(feed, reader)
            self._wake(stream)

    def _advance(self, feed: Feed, reader: Reader) -> None:
        while reader.room_left():
            position = reader.positions.get(feed.stream)
            if position is None or position >= feed.head:
                return
            frame = feed.frame_after(position)
            if frame is None:
                self._catch_up(feed, position)
                return
            reader.positions[feed.stream] = frame.last
            reader.deliver(frame, feed.stream)

    def _catch_up(self, feed: Feed, position: int) -> None:
        key = (feed.stream, position)
        if key not in self._catching_up:
            self._catching_up[key] = asyncio.ensure_future(self._send_page(feed, position))

    async def _send_page(self, feed: Feed, position: int) -> None:
        # All readers at the same position share one read.
        try:
            where, batch = await self._read(feed.stream, position)
            if where.epoch != feed.epoch:
                return
            here = [one for one in self.readers.get(feed.stream, ()) if one.positions.get(feed.stream) == position]
            if where.floor > position + 1:
                self._send_back(feed.stream, where, here)  # What comes next is no longer delivered to anybody.
            elif batch.entries:
                self._hand_out(frame_of(feed.stream, feed.epoch, batch), feed.stream, here)
                self.touch(feed.stream)
        except Exception:
            logger.exception("replaying %s failed; the sweeper tries again", feed.stream)
        finally:
            del self._catching_up[feed.stream, position]

    @staticmethod
    def _hand_out(frame: Frame, stream: str, readers: Iterable[Reader]) -> None:
        for reader in readers:
            if reader.room_left():
                reader.positions[stream] = frame.last
                reader.deliver(frame, stream)

    def _send_back(self, stream: str, where: Position, readers: Iterable[Reader]) -> None:
        for reader in readers:
            self.detach(reader, stream)
            reader.reset(stream, where)

    def tell(self, stream: str, text: str) -> None:
        """Send a frame without events to everybody who follows `stream` here."""
        for reader in list(self.readers.get(stream, ())):
            reader.tell(text)
        self._wake(stream)

    # --- Long poll -----------------------------------------------------------------------------------------------

    async def wait(
        self, stream: str, epoch: str, after: int, seconds: float, stirred: Callable[[], bool] = lambda: False
    ) -> tuple[Feed, Frame | None, bool]:
        """Wait until there are events after `after` or something else has stirred, at most so long.

        Returns the feed, a frame or None when nothing happened, and whether the position is good.
        """
        feed = await self.feed(stream)
        if epoch != feed.epoch or after > feed.known:
            await self.refresh(stream)
        deadline = time.monotonic() + seconds
        try:
            while True:
                feed = await self.feed(stream)
                if not feed.accepts(epoch, after):
                    return feed, None, False
                if after < feed.head:
                    return feed, await self._frame_for_poll(feed, after), True
                left = deadline - time.monotonic()
                if left <= 0 or stirred():
                    return feed, None, True
                await self._sleep_until_news(stream, left)
        finally:
            self._drop_if_unused(stream)

    async def _frame_for_poll(self, feed: Feed, after: int) -> Frame | None:
        frame = feed.frame_after(after)
        if frame is None:
            where, batch = await self._read(feed.stream, after)
            frame = frame_of(feed.stream, where.epoch, batch) if batch.entries else None
        return frame

    async def _sleep_until_news(self, stream: str, seconds: float) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters[stream].add(waiter)
        try:
            await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            pass
        finally:
            self._waiters[stream].discard(waiter)

    def _wake(self, stream: str) -> None:
        for waiter in self._waiters.get(stream, ()):
            if not waiter.done():
                waiter.set_result(None)

    def heads(self, streams: list[str]) -> dict[str, list[Any]]:
        """Return epoch and head of the given streams, for heartbeats."""
        return {stream: [feed.epoch, feed.head] for stream in streams if (feed := self.feeds.get(stream))}


def heartbeat(hub: Hub, reader: Reader) -> str:
    """Return the heartbeat frame of one reader."""
    return encode("hb", heads=hub.heads(list(reader.positions)))
