"""The log has no hole, no duplicate and no event of something that did not happen, however many write at once."""

import random
import threading
from collections import Counter
from functools import partial
from uuid import UUID, uuid4

import pytest

from accounts.actor import PersonActor
from council.rooms import events as happened
from events import recording
from events.action import actions
from events.chain import faults_in
from events.errors import Forbidden, NotVisible
from events.models import Event, Stream
from events.reading import NOWHERE, position, positions, read_after
from tests.events.doing import Changed, Noted, Told, note, note_and_fail, note_inside, note_inside_and_catch, tell
from tests.world import SYSTEM, said


def numbers(stream: str) -> list[int]:
    """Return the numbers in a stream, in the order of insertion."""
    return list(Event.objects.filter(stream__name=stream).order_by("pk").values_list("seq", flat=True))


def assert_whole(stream: str) -> None:
    """Check that a stream counts 1 … head without hole or duplicate, and that its chain holds."""
    row = Stream.objects.get(name=stream)
    assert sorted(numbers(stream)) == list(range(1, row.head + 1))
    assert list(faults_in(row)) == []


class Abandoned(Exception):
    """Somebody gave up in the middle."""


@pytest.mark.django_db
class TestOneWriter:
    def test_numbers_begin_at_one_and_leave_nothing_out(self):
        room = uuid4()
        for _ in range(5):
            note(actor=SYSTEM, room=room)
        assert numbers(f"room:{room}") == [1, 2, 3, 4, 5]
        assert_whole(f"room:{room}")

    def test_several_events_of_one_action_share_a_command_and_follow_each_other(self):
        room = uuid4()
        note(actor=SYSTEM, room=room)
        note(actor=SYSTEM, room=room, times=3)
        events = list(Event.objects.filter(stream__name=f"room:{room}"))
        assert [one.seq for one in events] == [1, 2, 3, 4]
        assert len({one.command for one in events[1:]}) == 1
        assert events[0].command != events[1].command

    def test_an_event_for_two_audiences_is_in_both_streams_and_primary_in_the_first(self):
        room, person = uuid4(), uuid4()
        tell(actor=SYSTEM, room=room, person=person)
        first, second = (
            Event.objects.get(stream__name=f"room:{room}"),
            Event.objects.get(stream__name=f"person:{person}"),
        )
        assert (first.primary, second.primary) == (True, False)
        assert first.data == second.data
        assert first.command == second.command

    def test_the_number_in_the_primary_stream_is_told_within_the_transaction(self):
        room, person, told = uuid4(), uuid4(), []
        note(actor=SYSTEM, room=room)
        tell(actor=SYSTEM, room=room, person=person, numbered=told.append)
        assert told == [2]

    def test_the_log_says_who_did_it_for_whom(self, world):
        said(world.officer, world.open_room)
        event = Event.objects.filter(stream__name=world.open_room.stream).last()
        assert event.actor == f"person:{world.officer.person.pk}"
        assert event.acting_for == f"organisation:{world.organisations['public'].pk}"

    def test_what_is_rolled_back_leaves_no_event_and_no_hole(self):
        room = uuid4()
        note(actor=SYSTEM, room=room)
        with pytest.raises(Abandoned):
            note_and_fail(actor=SYSTEM, room=room, error=Abandoned())
        note(actor=SYSTEM, room=room)
        assert numbers(f"room:{room}") == [1, 2]
        assert_whole(f"room:{room}")

    def test_nothing_is_recorded_outside_an_action(self):
        with pytest.raises(RuntimeError, match="outside an action"):
            recording.record(Noted(room=uuid4()))

    def test_nothing_is_recorded_after_an_action_has_failed(self):
        with pytest.raises(Abandoned):
            note_and_fail(actor=SYSTEM, room=uuid4(), error=Abandoned())
        assert recording.current.get() is None

    def test_an_action_without_events_touches_no_stream(self):
        before = Stream.objects.count()
        note(actor=SYSTEM, room=uuid4(), times=0)
        assert Stream.objects.count() == before


@pytest.mark.django_db
class TestNestedActions:
    def test_an_inner_action_shares_the_command_of_the_outer_and_comes_in_order(self):
        room = uuid4()
        note_inside(actor=SYSTEM, room=room)
        events = list(Event.objects.filter(stream__name=f"room:{room}"))
        assert [one.data["what"] for one in events] == ["before", "inside", "after"]
        assert len({one.command for one in events}) == 1

    def test_an_inner_action_that_fails_and_is_caught_leaves_nothing(self):
        room = uuid4()
        note_inside_and_catch(actor=SYSTEM, room=room, error=Abandoned())
        assert [one.data["what"] for one in Event.objects.filter(stream__name=f"room:{room}")] == ["before", "after"]
        assert_whole(f"room:{room}")

    def test_a_question_in_a_new_message_is_one_command(self, world):
        from datetime import date, timedelta

        due = date.today() + timedelta(days=7)  # noqa: DTZ011
        said(
            world.officer,
            world.open_room,
            question_to=world.organisations["asf"],
            question_due=due,
        )
        last = list(Event.objects.filter(stream__name=world.open_room.stream))[-2:]
        assert [one.type for one in last] == ["council.message_posted", "council.question_asked"]
        assert last[0].command == last[1].command

    def test_an_inner_action_asks_its_own_rule(self, world):
        """Whoever may not do the inner thing cannot do it by way of an outer one."""
        with pytest.raises(Forbidden):
            note_inside(actor=world.outsider, room=uuid4())


@pytest.mark.django_db
class TestRules:
    def test_an_action_asks_its_rule(self, world):
        with pytest.raises(Forbidden):
            said(world.outsider, world.open_room)

    def test_an_action_on_something_that_is_gone_says_so(self, world):
        gone = world.open_room
        from council.rooms.actions import archive_room

        room = type(gone)(council=world.council, slug="borta", title="Borta")
        with pytest.raises(NotVisible):
            archive_room(actor=SYSTEM, room=room)

    def test_the_rule_judges_what_is_true_now_and_not_what_the_caller_read(self, world):
        from council.rooms.actions import archive_room

        as_read_before = world.open_room
        archive_room(actor=SYSTEM, room=as_read_before)
        as_read_before.state = "active"
        with pytest.raises(Forbidden):
            said(world.officer, as_read_before)

    def test_every_action_has_a_rule_that_exists(self):
        import rules

        ours = [one for one in actions.values() if not one.function.__module__.startswith("tests.")]
        assert len(ours) > 20
        assert [one.name for one in ours if not rules.perm_exists(one.rule)] == []

    def test_an_action_cannot_be_made_without_a_rule(self):
        from events.action import action

        with pytest.raises(TypeError):

            @action()  # type: ignore[call-arg]
            def anything(*, actor: PersonActor) -> None: ...

    def test_an_action_whose_rule_nobody_has_written_lets_nobody_do_it(self, world):
        from events.action import action

        @action("tests.never_written")
        def anything(*, actor: PersonActor) -> None: ...

        try:
            with pytest.raises(Forbidden):
                anything(actor=world.chair)
        finally:
            del actions["tests.anything"]


@pytest.mark.django_db
class TestReading:
    def test_a_stream_in_which_nothing_has_happened_is_nowhere(self):
        assert position("room:00000000-0000-4000-8000-000000000000") == NOWHERE
        assert positions(["room:x"]) == {}

    def test_a_page_goes_on_after_a_number(self):
        room = uuid4()
        note(actor=SYSTEM, room=room, times=7)
        page = read_after(f"room:{room}", 2, limit=3)
        assert [one.seq for one in page.events] == [3, 4, 5]
        assert page.position.head == 7

    def test_what_lies_below_the_floor_is_not_delivered(self):
        room = uuid4()
        note(actor=SYSTEM, room=room, times=7)
        Stream.objects.filter(name=f"room:{room}").update(floor=5)
        assert [one.seq for one in read_after(f"room:{room}", 0).events] == [5, 6, 7]


@pytest.mark.django_db(transaction=True)
class TestManyWriters:
    def test_sixteen_threads_leave_no_hole_and_no_duplicate(self, in_threads):
        """16 threads × 500 appends on 3 streams, every fifth rolled back at the end."""
        rooms = [UUID(int=4 << 76 | 8 << 60 | number) for number in range(3)]
        done: Counter[UUID] = Counter()
        lock = threading.Lock()

        def write(seed: int) -> int:
            choose, kept = random.Random(seed), Counter()
            for turn in range(500):
                chosen = choose.sample(rooms, choose.choice([1, 1, 2]))
                try:
                    if turn % 5 == 4:
                        note_and_fail(actor=SYSTEM, room=chosen[0], error=Abandoned())
                    else:
                        Changed.in_all(chosen)
                        kept.update(chosen)
                except Abandoned:
                    pass
            with lock:
                done.update(kept)
            return sum(kept.values())

        answers = in_threads([partial(write, seed) for seed in range(16)])
        assert [one for one in answers if isinstance(one, Exception)] == []
        assert sum(answers) == sum(done.values())
        for room in rooms:
            assert Stream.objects.get(name=f"room:{room}").head == done[room]
            assert_whole(f"room:{room}")

    def test_numbers_are_in_the_order_of_commit(self, in_threads):
        """A reader that polls never sees a number before all lower ones."""
        room, stop, gaps = uuid4(), threading.Event(), []

        def write() -> None:
            for _ in range(60):
                note(actor=SYSTEM, room=room)

        def read() -> None:
            seen = 0
            while not stop.is_set() or seen < position(f"room:{room}").head:
                for event in read_after(f"room:{room}", seen).events:
                    if event.seq != seen + 1:
                        gaps.append((seen, event.seq))
                    seen = event.seq

        def write_all() -> None:
            try:
                write()
            finally:
                remaining.release()

        remaining = threading.Semaphore(0)

        def end() -> None:
            for _ in range(4):
                remaining.acquire(timeout=120)
            stop.set()

        answers = in_threads([*[write_all] * 4, read, end])
        assert [one for one in answers if isinstance(one, Exception)] == []
        assert gaps == []
        assert numbers(f"room:{room}") == list(range(1, 241))

    def test_two_that_write_to_the_same_streams_in_opposite_order_do_not_block_each_other(self, in_threads):
        one, other = uuid4(), uuid4()

        def forth() -> None:
            for _ in range(50):
                Changed.in_all([one, other])

        def back() -> None:
            for _ in range(50):
                Changed.in_all([other, one])

        assert in_threads([forth, back, forth, back]) == [None] * 4
        assert_whole(f"room:{one}")
        assert_whole(f"room:{other}")

    def test_the_first_events_of_a_new_stream_may_come_at_once(self, in_threads):
        room = uuid4()
        assert in_threads([partial(note, actor=SYSTEM, room=room)] * 8) == [None] * 8
        assert numbers(f"room:{room}") == list(range(1, 9))


def test_the_event_types_of_these_tests_are_not_in_the_catalogue():
    from events.registry import registry

    assert not {Noted.name, Told.name} & {one.name for one in registry.all()}
    assert happened.MessagePosted in registry.all()
