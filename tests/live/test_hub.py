"""The hub on a real event loop, with a database that can be counted, held up and broken."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterable

import pytest

from events.reading import Position
from live import window as window_module
from live.hub import Hub, heartbeat
from live.views import Batch
from tests.live.model import STREAM, Log, Reader


class Database:
    """Reads of a log: how many there were, and whether they are held up or fail."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.reads: list[int] = []
        self.locates = 0
        self.free = asyncio.Event()
        self.free.set()
        self.broken = False
        self.born = True

    async def read(self, stream: str, after: int) -> tuple[Position, Batch]:
        self.reads.append(after)
        await self.free.wait()
        if self.broken:
            raise ConnectionError("the database is away")
        return self.log.read(after)

    async def locate(self, streams: Iterable[str]) -> dict[str, Position]:
        self.locates += 1
        await asyncio.sleep(0)
        await self.free.wait()
        return {stream: self.log.position for stream in streams if self.born}


class Site:
    """A hub with its database, and readers that confirm what they get."""

    def __init__(self) -> None:
        self.log = Log()
        self.database = Database(self.log)
        self.hub = Hub(read=self.database.read)
        self.hub._locate = self.database.locate

    def happens(self, number: int = 1, *, shows: tuple[str, ...] = (), hint: bool = True, inline: bool = True) -> None:
        """Commit events, one by one; tell the hub or not."""
        for _ in range(number):
            self.log.append(shows)
            if hint:
                batch = self.log.batch([self.log.head]) if inline else None
                self.hub.hinted(STREAM, self.log.epoch, self.log.head, batch)

    async def somebody(self, after: int | None = None) -> Reader:
        """Return a reader who follows from a position, or from a fresh snapshot."""
        reader = Reader(self.log)
        reader.take_snapshot()
        if after is not None:
            reader.start = after
        _, reader.live = await self.hub.attach(reader, STREAM, reader.epoch, reader.last)
        self.hub.touch(STREAM)
        return reader

    async def sweep(self) -> None:
        self.hub.swept(await self.database.locate(self.hub.feeds))

    async def until(self, true: Callable[[], bool], *, confirming: Iterable[Reader] = ()) -> None:
        """Let the loop run until something holds, with readers that confirm what they get."""
        async with asyncio.timeout(10):
            while not true():
                for reader in confirming:
                    reader.confirm(reader.received)
                    self.hub.touch(STREAM)
                await asyncio.sleep(0.001)


@pytest.fixture
async def site(settings):
    settings.LIVE = settings.LIVE | {"tick": 0.001}
    return Site()


class TestDelivery:
    async def test_what_happens_reaches_everybody_once_and_without_a_read(self, site):
        readers = [await site.somebody() for _ in range(20)]
        site.happens(5, shows=("message:a",))
        await site.until(lambda: all(reader.last == 5 for reader in readers))
        assert site.database.reads == []

    async def test_a_hundred_readers_who_are_behind_cost_one_read(self, site):
        site.happens(50, hint=False)
        readers = [await site.somebody(after=0) for _ in range(100)]
        await site.until(lambda: all(reader.last == 50 for reader in readers))
        assert site.database.reads == [0]

    async def test_a_hole_is_read_once_for_everybody_however_many_hints_tell_of_it(self, site):
        readers = [await site.somebody() for _ in range(30)]
        site.database.free.clear()
        site.happens(10, hint=False)
        site.happens(10, inline=False)
        await asyncio.sleep(0.01)
        site.database.free.set()
        await site.until(lambda: all(reader.last == 20 for reader in readers))
        assert site.database.reads == [0]

    async def test_what_no_hint_told_of_is_found_by_the_sweeper(self, site):
        reader = await site.somebody()
        site.happens(3, hint=False)
        await site.sweep()
        await site.until(lambda: reader.last == 3)

    async def test_who_comes_while_a_page_is_read_misses_nothing(self, site):
        first = await site.somebody()
        site.happens(10, hint=False)
        site.database.free.clear()
        site.hub.hinted(STREAM, site.log.epoch, 10, None)
        await asyncio.sleep(0.005)
        late = await site.somebody(after=4)
        site.happens(2)
        site.database.free.set()
        await site.until(lambda: first.last == late.last == 12)

    async def test_a_long_way_back_is_gone_in_pages(self, site):
        site.happens(1800, hint=False)
        reader = await site.somebody(after=0)
        await site.until(lambda: reader.last == 1800, confirming=[reader])

    async def test_many_events_at_once_go_in_few_frames(self, site):
        reader, frames = await site.somebody(), []
        deliver = reader.deliver
        reader.deliver = lambda frame, stream: (frames.append(frame), deliver(frame, stream))[1]
        site.happens(100)
        await site.until(lambda: reader.last == 100)
        assert len(frames) < 10

    async def test_who_has_left_gets_nothing_and_the_feed_goes_with_the_last(self, site):
        staying, leaving = await site.somebody(), await site.somebody()
        site.hub.detach(leaving, STREAM)
        site.happens()
        await site.until(lambda: staying.last == 1)
        assert leaving.applied == []
        site.hub.detach(staying, STREAM)
        assert site.hub.feeds == {}
        assert STREAM not in site.hub.readers

    async def test_a_hint_about_a_stream_that_nobody_follows_costs_nothing(self, site):
        site.happens(5, inline=False)
        await asyncio.sleep(0.005)
        assert (site.database.reads, site.hub.feeds) == ([], {})

    async def test_a_heartbeat_tells_where_the_streams_stand(self, site):
        reader = await site.somebody()
        site.happens(3)
        await site.until(lambda: reader.last == 3)
        assert json.loads(heartbeat(site.hub, reader)) == {"t": "hb", "heads": {STREAM: [site.log.epoch, 3]}}


class TestSlowReaders:
    async def test_one_who_does_not_confirm_does_not_hold_up_the_others(self, site):
        slow, quick = await site.somebody(), await site.somebody()
        site.happens(1000)
        await site.until(lambda: quick.last == 1000, confirming=[quick])
        assert slow.last < window_module.EVENTS + 200
        assert slow.window.sent - slow.window.acked < window_module.EVENTS + 200

    async def test_one_who_confirms_at_last_gets_the_rest(self, site):
        slow = await site.somebody()
        site.happens(1500)
        await site.until(lambda: slow.last >= window_module.EVENTS)
        await site.until(lambda: slow.last == 1500, confirming=[slow])

    async def test_one_whose_next_events_were_trimmed_meanwhile_begins_again(self, site):
        slow, quick = await site.somebody(), await site.somebody()
        site.happens(1500)
        await site.until(lambda: quick.last == 1500, confirming=[quick])
        assert slow.last < 900
        site.log.trim(900)
        await site.until(lambda: not slow.live, confirming=[slow])
        assert quick.live
        assert slow.positions == {}


class TestNewLives:
    async def test_everybody_begins_again_when_the_stream_has_begun_again(self, site):
        site.happens(5)
        readers = [await site.somebody() for _ in range(3)]
        site.log.begin_again(keep=2)
        await site.sweep()
        assert [reader.live for reader in readers] == [False] * 3
        for reader in readers:
            reader.take_snapshot()
            _, reader.live = await site.hub.attach(reader, STREAM, reader.epoch, reader.last)
        site.happens(2)
        await site.until(lambda: all(reader.last == 4 for reader in readers))

    async def test_one_who_comes_with_a_new_life_makes_the_hub_look(self, site):
        site.happens(5)
        old = await site.somebody()
        site.log.begin_again(keep=3)
        new = await site.somebody()
        assert (new.live, old.live) == (True, False)

    async def test_one_who_comes_with_an_old_life_is_sent_for_a_snapshot(self, site):
        site.happens(5)
        await site.somebody()
        _, fits = await site.hub.attach(Reader(site.log), STREAM, "life-0", 3)
        assert not fits

    async def test_one_who_comes_with_a_number_from_the_future_is_sent_for_a_snapshot(self, site):
        site.happens(5)
        _, fits = await site.hub.attach(Reader(site.log), STREAM, site.log.epoch, 6)
        assert not fits

    async def test_a_life_that_ends_while_a_page_is_read_mixes_nothing(self, site):
        reader = await site.somebody()
        site.happens(5, hint=False)
        site.database.free.clear()
        site.hub.hinted(STREAM, site.log.epoch, 5, None)
        await asyncio.sleep(0.005)
        site.log.begin_again(keep=5)
        site.database.free.set()
        await site.until(lambda: not reader.live)
        assert reader.applied == []


class TestTrouble:
    async def test_a_read_that_fails_is_made_again_by_the_sweeper(self, site):
        reader = await site.somebody()
        site.database.broken = True
        site.happens(3, inline=False)
        await asyncio.sleep(0.05)
        site.database.broken = False
        await site.sweep()
        await site.until(lambda: reader.last == 3)

    async def test_a_replay_that_fails_is_left_to_the_sweeper_and_not_tried_without_pause(self, site):
        site.happens(600, hint=False)
        site.database.broken = True
        reader = await site.somebody(after=0)
        await asyncio.sleep(0.2)
        assert len(site.database.reads) < 5
        site.database.broken = False
        await site.sweep()
        await site.until(lambda: reader.last == 600, confirming=[reader])

    async def test_a_hint_that_is_too_early_does_not_make_the_hub_read_without_pause(self, site):
        reader = await site.somebody()
        site.hub.hinted(STREAM, site.log.epoch, 7, None)
        await asyncio.sleep(0.05)
        assert len(site.database.reads) <= 2
        site.happens(7, hint=False)
        await site.sweep()
        await site.until(lambda: reader.last == 7)

    async def test_one_who_comes_as_the_last_other_leaves_is_not_forgotten(self, site):
        """The feed goes with its last reader; somebody on the way in must not be left holding the old one."""
        site.happens(3)
        leaving = await site.somebody()
        site.happens(2, hint=False)
        site.database.free.clear()
        coming = Reader(site.log)
        coming.take_snapshot()
        arriving = asyncio.ensure_future(site.hub.attach(coming, STREAM, coming.epoch, 5))
        await asyncio.sleep(0.005)
        site.hub.detach(leaving, STREAM)
        site.database.free.set()
        _, coming.live = await arriving
        if not coming.live:
            pytest.fail("the position was good")
        site.happens(1)
        await site.sweep()
        await site.until(lambda: coming.last == 6)


class TestWaiting:
    async def test_events_that_are_there_are_given_at_once(self, site):
        site.happens(3)
        _, frame, good = await site.hub.wait(STREAM, site.log.epoch, 1, 5)
        assert good
        assert (frame.last, frame.count) == (3, 2)
        assert json.loads(frame.text)["events"][0]["seq"] == 2

    async def test_a_wait_ends_with_what_happens(self, site):
        site.happens(1)
        waiting = [asyncio.ensure_future(site.hub.wait(STREAM, site.log.epoch, 1, 10)) for _ in range(10)]
        await asyncio.sleep(0.01)
        site.happens(1)
        answers = await asyncio.wait_for(asyncio.gather(*waiting), 5)
        assert {frame.last for _, frame, _ in answers} == {2}
        assert len({frame.text for _, frame, _ in answers}) == 1

    async def test_a_wait_ends_with_nothing_when_nothing_happens_and_leaves_nothing_behind(self, site):
        site.happens(1)
        _, frame, good = await site.hub.wait(STREAM, site.log.epoch, 1, 0.02)
        assert (frame, good) == (None, True)
        assert (site.hub.feeds, dict(site.hub._waiters)) == ({}, {})

    async def test_a_wait_that_is_broken_off_leaves_nothing_behind(self, site):
        waiting = asyncio.ensure_future(site.hub.wait(STREAM, "", 0, 10))
        await asyncio.sleep(0.01)
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting
        assert (site.hub.feeds, dict(site.hub._waiters)) == ({}, {})

    async def test_a_wait_in_another_life_says_so(self, site):
        site.happens(3)
        _, frame, good = await site.hub.wait(STREAM, "life-0", 1, 5)
        assert (frame, good) == (None, False)

    async def test_a_wait_ends_when_the_stream_begins_again(self, site):
        site.happens(3)
        waiting = asyncio.ensure_future(site.hub.wait(STREAM, site.log.epoch, 3, 10))
        await asyncio.sleep(0.01)
        site.log.begin_again(keep=3)
        await site.sweep()
        _, frame, good = await asyncio.wait_for(waiting, 5)
        assert (frame, good) == (None, False)

    async def test_a_wait_from_far_back_gets_a_page_from_the_database(self, site):
        site.happens(900, hint=False)
        seen = 0
        while seen < 900:
            _, frame, good = await site.hub.wait(STREAM, site.log.epoch, seen, 5)
            assert good
            assert json.loads(frame.text)["events"][0]["seq"] == seen + 1
            seen = frame.last

    async def test_a_wait_in_a_stream_where_nothing_has_happened_yet_sees_the_first_event(self, site):
        site.database.born = False
        waiting = asyncio.ensure_future(site.hub.wait(STREAM, "", 0, 10))
        await asyncio.sleep(0.01)
        site.happens(1)
        site.database.born = True
        await site.sweep()
        _, _, good = await asyncio.wait_for(waiting, 5)
        assert not good, "a new stream has an epoch of its own: begin with a snapshot"
