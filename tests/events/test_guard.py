"""What is in the log stays as it was written, and a change by whatever means is found."""

from datetime import datetime
from io import StringIO
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from events import clock
from events.chain import Fault, faults_in
from events.models import AppendOnlyError, Event, Stream
from tests.events.doing import note
from tests.world import SYSTEM

ROOM = UUID("11111111-1111-4111-8111-111111111111")
STREAM = f"room:{ROOM}"


def by_hand(statement: str, *values: object) -> None:
    """Change the log behind the guard's back, as somebody with the keys to the database could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")  # Triggers are off.
        cursor.execute(statement, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def verify() -> str:
    """Run the command; return what it printed, or raise what it raised."""
    out = StringIO()
    try:
        call_command("verify_log", stdout=out, no_color=True)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def faults() -> list[Fault]:
    return list(faults_in(Stream.objects.get(name=STREAM)))


@pytest.mark.django_db
class TestTheModelRefuses:
    @pytest.fixture
    def event(self) -> Event:
        note(actor=SYSTEM, room=ROOM)
        return Event.objects.get(stream__name=STREAM)

    def test_to_save_an_event_again(self, event):
        event.type = "council.something_else"
        with pytest.raises(AppendOnlyError):
            event.save()

    def test_to_remove_an_event(self, event):
        with pytest.raises(AppendOnlyError):
            event.delete()

    def test_to_change_many(self, event):
        with pytest.raises(AppendOnlyError):
            Event.objects.update(type="council.something_else")
        with pytest.raises(AppendOnlyError):
            Event.objects.bulk_update([event], ["type"])

    def test_to_remove_many(self, event):
        with pytest.raises(AppendOnlyError):
            Event.objects.filter(pk=event.pk).delete()

    def test_to_remove_a_stream_that_has_events(self, event):
        from django.db.models import ProtectedError

        with pytest.raises((ProtectedError, AppendOnlyError)):
            event.stream.delete()


@pytest.mark.django_db
@pytest.mark.postgresql
class TestPostgresqlRefuses:
    @pytest.mark.parametrize(
        "statement",
        ["UPDATE events_event SET type = 'x'", "DELETE FROM events_event", "UPDATE events_event SET seq = 9"],
    )
    def test_whoever_asks(self, statement):
        note(actor=SYSTEM, room=ROOM)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert faults() == []


@pytest.mark.django_db
class TestVerifyLog:
    def test_a_whole_log_is_said_to_be_whole(self, world):
        assert "whole" in verify()

    def test_one_altered_row_among_ten_thousand_is_found(self):
        for _ in range(10):
            note(actor=SYSTEM, room=ROOM, times=1000)
        assert Event.objects.filter(stream__name=STREAM).count() == 10_000
        by_hand("UPDATE events_event SET actor = 'person:somebody-else' WHERE seq = 7321")
        assert faults() == [Fault(STREAM, 7321, "altered")]
        assert f"{STREAM} event 7321: altered" in verify()

    @pytest.mark.parametrize(
        "change",
        [
            "type = 'council.message_deleted'",
            "version = 2",
            "data = '{}'",
            "actor = 'person:x'",
            "acting_for = 'organisation:x'",
            "command = '22222222222242228222222222222222'",
            "caused_by = 1",
            "occurred_at = '2001-01-01 00:00:00+00:00'",
            "hash = '0'",
        ],
    )
    def test_every_field_counts(self, change):
        note(actor=SYSTEM, room=ROOM, times=3)
        by_hand(f"UPDATE events_event SET {change} WHERE seq = 2")
        assert 2 in {fault.seq for fault in faults()}

    def test_who_may_read_it_counts(self):
        """A copy in a second stream cannot be turned into the event's first."""
        note(actor=SYSTEM, room=ROOM)
        by_hand('UPDATE events_event SET "primary" = NOT "primary" WHERE seq = 1')
        assert faults() == [Fault(STREAM, 1, "altered")]

    def test_a_removed_row_is_missed(self):
        note(actor=SYSTEM, room=ROOM, times=5)
        by_hand("DELETE FROM events_event WHERE seq = 3")
        assert Fault(STREAM, 3, "missing") in faults()

    def test_a_removed_first_row_is_missed(self):
        note(actor=SYSTEM, room=ROOM, times=3)
        by_hand("DELETE FROM events_event WHERE seq = 1")
        assert Fault(STREAM, 1, "missing") in faults()

    def test_a_cut_tail_is_missed(self):
        note(actor=SYSTEM, room=ROOM, times=5)
        by_hand("DELETE FROM events_event WHERE seq > 3")
        assert faults() == [Fault(STREAM, 5, "cut off")]

    def test_a_cut_tail_with_a_lowered_head_is_missed(self):
        note(actor=SYSTEM, room=ROOM, times=5)
        by_hand("DELETE FROM events_event WHERE seq > 3")
        Stream.objects.filter(name=STREAM).update(head=3)
        assert faults() == [Fault(STREAM, 3, "altered head")]

    def test_an_emptied_stream_is_missed(self):
        note(actor=SYSTEM, room=ROOM, times=2)
        by_hand("DELETE FROM events_event")
        assert faults() == [Fault(STREAM, 2, "cut off")]

    def test_two_rows_that_changed_places_are_found(self):
        note(actor=SYSTEM, room=ROOM, what="a")
        note(actor=SYSTEM, room=ROOM, what="b")
        by_hand("UPDATE events_event SET seq = 99 WHERE seq = 1")
        by_hand("UPDATE events_event SET seq = 1 WHERE seq = 2")
        by_hand("UPDATE events_event SET seq = 2 WHERE seq = 99")
        assert {fault.seq for fault in faults()} >= {1, 2}

    def test_a_row_from_another_stream_does_not_fit(self):
        other = uuid4()
        note(actor=SYSTEM, room=ROOM)
        note(actor=SYSTEM, room=other)
        mine, theirs = Stream.objects.get(name=STREAM), Stream.objects.get(name=f"room:{other}")
        by_hand("DELETE FROM events_event WHERE stream_id = %s", mine.pk)
        by_hand("UPDATE events_event SET stream_id = %s WHERE stream_id = %s", mine.pk, theirs.pk)
        assert Fault(STREAM, 1, "altered") in faults()

    def test_a_history_entered_in_local_time_is_whole(self):
        """The demo world happens in Swedish time; the database gives moments back in UTC."""
        moment = datetime(2017, 6, 1, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
        with clock.at(moment):
            note(actor=SYSTEM, room=ROOM)
        assert Event.objects.get(stream__name=STREAM).occurred_at == moment
        assert faults() == []
