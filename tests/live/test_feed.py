"""A feed and its readers, held against the true log, whatever is lost, doubled, late, cut off or begun again."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from events.reading import Position
from live import feed as feed_module
from live import window as window_module
from live.feed import Feed, frame_of
from live.views import Batch, Entry, View
from live.window import Window
from tests.live.model import STREAM, Log, Reader

KEYS = st.lists(st.sampled_from(["message:a", "message:b", "room:c"]), max_size=2)


class Delivery(RuleBasedStateMachine):
    """One stream in one process: the database, hints under way, a feed, and readers."""

    def __init__(self) -> None:
        super().__init__()
        self.log = Log()
        self.feed = Feed(STREAM, self.log.position)
        self.hints: list[tuple[str, int, Batch | None]] = []
        self.readers: list[Reader] = []

    # --- What happens in the database --------------------------------------------------------------------------

    @rule(events=st.lists(KEYS, min_size=1, max_size=4), inline=st.booleans())
    def append(self, events, inline):
        """Commit a transaction; its hint is on its way, with the events themselves or without."""
        first = self.log.head + 1
        for shows in events:
            self.log.append(shows)
        batch = self.log.batch(range(first, self.log.head + 1)) if inline else None
        self.hints.append((self.log.epoch, self.log.head, batch))

    @rule(number=st.integers(20, 60))
    def append_very_many(self, number):
        """More than a ring holds, and no hint of it arrives."""
        for turn in range(number):
            self.log.append(["message:a"] if turn % 3 else [])

    @rule(floor=st.integers(1, 120))
    def trim(self, floor):
        self.log.trim(floor)

    @rule(cut=st.integers(0, 3))
    def change_epoch(self, cut):
        """The database is restored from a backup that lacks the newest events."""
        self.log.begin_again(max(0, self.log.head - cut))

    # --- What the channel layer does to hints ------------------------------------------------------------------

    @precondition(lambda self: self.hints)
    @rule(data=st.data())
    def a_hint_arrives(self, data):
        """In any order."""
        place = data.draw(st.integers(0, len(self.hints) - 1))
        self.feed.heard(*self.hints.pop(place))
        self._load()

    @precondition(lambda self: self.hints)
    @rule(data=st.data())
    def a_hint_arrives_twice(self, data):
        hint = data.draw(st.sampled_from(self.hints))
        self.feed.heard(*hint)
        self.feed.heard(*hint)
        self._pump()

    @precondition(lambda self: self.hints)
    @rule()
    def hints_are_lost(self):
        self.hints.clear()

    @rule()
    def a_hint_arrives_early(self):
        """It tells of a number that this process cannot see yet."""
        self.feed.heard(self.log.epoch, self.log.head + 1)
        self._load()

    # --- What the process does -----------------------------------------------------------------------------------

    @rule()
    def sweep(self):
        if self.feed.located(self.log.position):
            self._reset_all()
        self._load()

    @rule()
    def crash(self):
        """The process ends; another one starts, and everybody comes back to it."""
        self.feed = Feed(STREAM, self.log.position)
        for reader in self.readers:
            reader.reconnect()
        for reader in self.readers:
            self._subscribe(reader)

    # --- What readers do -----------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.readers) < 4)
    @rule()
    def somebody_comes(self):
        reader = Reader(self.log)
        reader.take_snapshot()
        self.readers.append(reader)

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def subscribe(self, data):
        """With the position one has, or anew with a fresh snapshot."""
        reader = self._choose(data)
        if data.draw(st.booleans()) or not reader.epoch:
            reader.take_snapshot()
        reader.reconnect()
        self._subscribe(reader)

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def unsubscribe(self, data):
        self._choose(data).live = False

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def confirm(self, data):
        """All or part of what came; who never does is stalled."""
        reader = self._choose(data)
        reader.confirm(data.draw(st.integers(reader.window.acked, reader.received)))
        self._pump()

    # --- The pump, as the hub does it ------------------------------------------------------------------------------

    def _choose(self, data):
        return data.draw(st.sampled_from(self.readers))

    def _subscribe(self, reader):
        doubtful = reader.epoch != self.feed.epoch or reader.last > self.feed.known
        if doubtful and self.feed.located(self.log.position):
            self._reset_all()
        reader.live = self.feed.accepts(reader.epoch, reader.last)
        self._load()

    def _load(self):
        while self.feed.behind:
            before = self.feed.head
            where, batch = self.log.read(before, 7)
            if self.feed.located(where):
                self._reset_all()
                break
            self.feed.loaded(where.epoch, batch)
            if self.feed.head == before:
                break
        self._pump()

    def _pump(self):
        for reader in self.readers:
            while reader.live and reader.window.open and reader.last < self.feed.head:
                frame = self.feed.frame_after(reader.last)
                if frame is None:
                    where, batch = self.log.read(reader.last, 7)
                    if where.epoch != self.feed.epoch:
                        break
                    if not batch.entries or batch.entries[0].seq != reader.last + 1:
                        reader.reset(STREAM, where)
                        break
                    frame = frame_of(STREAM, self.feed.epoch, batch)
                reader.deliver(frame, STREAM)

    def _reset_all(self):
        for reader in self.readers:
            if reader.live:
                reader.reset(STREAM, self.log.position)

    # --- What must always hold ---------------------------------------------------------------------------------------

    @invariant()
    def what_was_applied_is_a_range_of_the_log(self):
        for reader in self.readers:
            assert reader.applied == list(range(reader.start + 1, reader.last + 1))

    @invariant()
    def credit_is_never_exceeded_by_more_than_a_frame(self):
        for reader in self.readers:
            assert reader.window.sent - reader.window.acked < window_module.EVENTS + feed_module.FRAME_EVENTS + 7

    @invariant()
    def the_ring_stays_small(self):
        assert self.feed.head - self.feed.tail <= feed_module.RING

    def teardown(self):
        """When all is quiet, a sweep and confirmations bring everybody to the head, with the newest views."""
        for _ in range(self.log.head + 10):
            self.sweep()
            for reader in self.readers:
                if not reader.live:
                    if (
                        not reader.epoch
                        or reader.epoch != self.log.epoch
                        or not self.feed.accepts(reader.epoch, reader.last)
                    ):
                        reader.take_snapshot()
                    self._subscribe(reader)
                reader.confirm(reader.received)
            self._pump()
            if all(reader.live and reader.last == self.log.head for reader in self.readers):
                break
        for reader in self.readers:
            assert reader.live
            assert reader.last == self.log.head
            assert reader.views == self.log.versions


@pytest.fixture
def small(monkeypatch):
    """Small limits, so that a few steps reach them."""
    for module, limits in {
        feed_module: {"RING": 10, "RING_BYTES": 1000, "FRAME_BYTES": 220, "FRAME_EVENTS": 4, "LONGEST_REPLAY": 40},
        window_module: {"EVENTS": 9, "BYTES": 900},
    }.items():
        for name, value in limits.items():
            monkeypatch.setattr(module, name, value)


def test_every_reader_gets_the_log_whatever_happens(small):
    run_state_machine_as_test(
        Delivery, settings=settings(max_examples=500, stateful_step_count=40, deadline=None, derandomize=True)
    )


def entries(first: int, last: int, text: str = "{}") -> Batch:
    return Batch(tuple(Entry(seq, text, ()) for seq in range(first, last + 1)), {})


class TestFeed:
    def feed(self, head: int = 0, floor: int = 1) -> Feed:
        return Feed(STREAM, Position("e", head, floor))

    def test_a_hint_that_follows_on_is_taken_as_it_is(self):
        feed = self.feed()
        feed.heard("e", 2, entries(1, 2))
        assert (feed.head, feed.behind) == (2, False)

    def test_a_hint_after_a_hole_only_says_that_there_is_more(self):
        feed = self.feed()
        feed.heard("e", 5, entries(4, 5))
        assert (feed.head, feed.known, feed.behind) == (0, 5, True)

    def test_a_hint_from_another_life_says_nothing(self):
        feed = self.feed()
        feed.heard("x", 5, entries(1, 5))
        assert (feed.head, feed.known) == (0, 0)

    def test_a_page_that_overlaps_is_taken_from_where_it_is_new(self):
        feed = self.feed()
        feed.heard("e", 2, entries(1, 2))
        feed.loaded("e", entries(1, 4))
        assert feed.head == 4
        assert [one.seq for one in feed._ring] == [1, 2, 3, 4]

    def test_a_page_after_a_hole_is_not_taken(self):
        feed = self.feed()
        feed.loaded("e", entries(3, 4))
        assert feed.head == 0

    def test_when_the_floor_has_passed_the_feed_everybody_begins_again(self):
        """Otherwise it would wait for ever for events that nobody delivers any more."""
        feed = self.feed(head=5)
        assert feed.located(Position("e", 20, 10))
        assert (feed.head, feed.floor, feed.behind) == (20, 10, False)

    @pytest.mark.parametrize(
        ("epoch", "after", "accepted"),
        [("e", 100, True), ("e", 101, False), ("e", 9, True), ("e", 8, False), ("x", 100, False), ("", 0, False)],
    )
    def test_a_position_is_good_from_the_floor_to_the_head(self, epoch, after, accepted):
        assert self.feed(head=100, floor=10).accepts(epoch, after) is accepted

    def test_who_is_too_far_behind_takes_a_snapshot(self):
        feed = self.feed(head=5000)
        assert feed.accepts("e", 5000 - feed_module.LONGEST_REPLAY)
        assert not feed.accepts("e", 4999 - feed_module.LONGEST_REPLAY)

    def test_readers_at_one_position_share_one_frame(self):
        feed = self.feed()
        feed.heard("e", 3, entries(1, 3))
        assert feed.frame_after(1) is feed.frame_after(1)

    def test_there_is_no_frame_at_the_head_nor_before_the_ring(self):
        feed = self.feed(head=7)
        feed.heard("e", 8, entries(8, 8))
        assert feed.frame_after(8) is None
        assert feed.frame_after(6) is None
        assert feed.frame_after(7).last == 8

    def test_a_frame_stays_below_the_limit_of_the_socket_but_holds_at_least_one_event(self):
        large = '{"x":"' + "å" * 50_000 + '"}'
        batch = entries(1, 3, large)
        frame = frame_of(STREAM, "e", batch)
        assert (frame.count, frame.last) == (1, 1)

    def test_a_frame_counts_what_it_weighs_on_the_wire(self):
        """Swedish letters are two bytes each; the limit is one of bytes."""
        batch = entries(1, 40, '{"x":"' + "å" * 3000 + '"}')
        assert len(frame_of(STREAM, "e", batch).text.encode()) <= 64 * 1024

    def test_a_view_in_several_events_is_sent_once_and_in_its_newest_version(self):
        feed = self.feed()
        for seq, version in [(1, 1), (2, 2)]:
            batch = Batch(
                (Entry(seq, f'{{"seq":{seq}}}', ("message:a",)),), {"message:a": View(version, f'{{"v":{version}}}')}
            )
            feed.heard("e", seq, batch)
        assert feed.frame_after(0).text.count('"message:a"') == 1
        assert '{"v":2}' in feed.frame_after(0).text

    def test_a_late_view_does_not_replace_a_newer_one(self):
        feed = self.feed()
        feed.heard("e", 1, Batch((Entry(1, "{}", ("message:a",)),), {"message:a": View(3, '{"v":3}')}))
        feed.heard("e", 2, Batch((Entry(2, "{}", ("message:a",)),), {"message:a": View(2, '{"v":2}')}))
        assert '{"v":3}' in feed.frame_after(0).text

    def test_views_that_nothing_in_the_ring_points_to_are_forgotten(self, small):
        feed = self.feed()
        for seq in range(1, 30):
            batch = Batch((Entry(seq, "{}", (f"message:{seq}",)),), {f"message:{seq}": View(1, "{}")})
            feed.heard("e", seq, batch)
        assert len(feed._views) == len(feed._ring) == feed_module.RING


class TestWindow:
    def test_it_is_open_until_the_credit_in_events_is_used(self):
        window = Window(0.0)
        window.push(window_module.EVENTS - 1, 1, 0.0)
        assert window.open
        window.push(1, 1, 0.0)
        assert not window.open

    def test_it_is_open_until_the_credit_in_size_is_used(self):
        window = Window(0.0)
        window.push(1, window_module.BYTES, 0.0)
        assert not window.open

    def test_confirming_opens_it_again(self):
        window = Window(0.0)
        for _ in range(4):
            window.push(64, window_module.BYTES // 4, 0.0)
        assert not window.open
        assert window.ack(64, 1.0)
        assert window.open

    def test_half_a_frame_confirmed_gives_no_bytes_back(self):
        window = Window(0.0)
        window.push(10, window_module.BYTES, 0.0)
        assert window.ack(9, 0.0)
        assert not window.open
        assert window.ack(10, 0.0)
        assert window.open

    @pytest.mark.parametrize("total", [-1, 4, 11])
    def test_a_confirmation_that_cannot_be_true_is_refused(self, total):
        window = Window(0.0)
        window.push(10, 1, 0.0)
        assert window.ack(5, 0.0)
        assert not window.ack(total, 0.0)

    def test_it_is_stalled_when_nothing_is_confirmed_for_too_long(self):
        window = Window(0.0)
        window.push(10, 1, 100.0)
        assert not window.stalled(100.0 + window_module.PATIENCE)
        assert window.stalled(100.1 + window_module.PATIENCE)
        window.ack(1, 120.0)
        assert not window.stalled(120.0 + window_module.PATIENCE)

    def test_who_owes_nothing_is_never_stalled(self):
        window = Window(0.0)
        assert not window.stalled(1e9)
        window.push(1, 1, 5.0)
        window.ack(1, 6.0)
        assert not window.stalled(1e9)


class Credit(RuleBasedStateMachine):
    """A window against plain arithmetic."""

    def __init__(self):
        super().__init__()
        self.window, self.frames, self.acked = Window(0.0), [], 0

    @precondition(lambda self: self.window.open)
    @rule(count=st.integers(1, 200), size=st.integers(1, 60_000))
    def push(self, count, size):
        self.window.push(count, size, 0.0)
        self.frames.append((count, size))

    @rule(share=st.floats(0, 1))
    def ack(self, share):
        sent = sum(count for count, _ in self.frames)
        total = self.acked + int((sent - self.acked) * share)
        assert self.window.ack(total, 0.0)
        self.acked = total

    @invariant()
    def it_is_open_exactly_while_there_is_credit(self):
        sent, size = 0, 0
        for count, weight in self.frames:
            sent += count
            size += weight if sent > self.acked else 0
        assert self.window.open == (sent - self.acked < window_module.EVENTS and size < window_module.BYTES)
        assert size < window_module.BYTES + 60_000


def test_credit_is_counted_as_arithmetic_says():
    run_state_machine_as_test(
        Credit, settings=settings(max_examples=100, stateful_step_count=30, deadline=None, derandomize=True)
    )
