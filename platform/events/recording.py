"""Collecting events while an action runs, and writing them as its last step."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import F

from events import chain, clock
from events.actor import Actor
from events.models import Event, Stream
from events.registry import EventType

UNSIGNED = "unsigned"
"""What the log says in place of an actor who is to stay unknown."""

Numbered = Callable[[int], object]


@dataclass(frozen=True)
class Written:
    """Events of one stream that one transaction has written, in order."""

    stream: str
    epoch: str
    events: Sequence[Event]


Listener = Callable[[Sequence[Written]], None]
_on_written: list[Listener] = []
_on_commit: list[Listener] = []


def when_written(listener: Listener) -> Listener:
    """Call `listener` inside the transaction, after its events have their numbers."""
    _on_written.append(listener)
    return listener


def when_committed(listener: Listener) -> Listener:
    """Call `listener` after commit. It may fail or be lost; nothing that must happen hangs on it."""
    _on_commit.append(listener)
    return listener


@dataclass
class Recorder:
    """The events of one action, until they are flushed."""

    actor: Actor
    caused_by: int | None = None
    command: uuid.UUID = field(default_factory=uuid.uuid4)
    entries: list[tuple[EventType, Numbered | None]] = field(default_factory=list)

    def flush(self) -> list[Written]:
        """Give every event its number and insert it. Streams are taken in sorted order, against deadlock."""
        by_stream: dict[str, list[tuple[EventType, bool, Numbered | None]]] = defaultdict(list)
        for event, numbered in self.entries:
            for position, stream in enumerate(event.streams):
                by_stream[stream].append((event, position == 0, numbered if position == 0 else None))
        written = [self._append(name, by_stream[name]) for name in sorted(by_stream)]
        self.entries.clear()
        return written

    def _append(self, name: str, entries: list[tuple[EventType, bool, Numbered | None]]) -> Written:
        stream = _take_numbers(name, len(entries))
        previous, first = stream.head_hash, stream.head - len(entries) + 1
        now = clock.now()
        rows = []
        for seq, (event, primary, _) in enumerate(entries, start=first):
            row = Event(
                stream=stream,
                seq=seq,
                type=event.name,
                version=event.version,
                data=event.facts(),
                actor=UNSIGNED if event.unsigned else self.actor.ref,
                acting_for="" if event.unsigned else self.actor.acting_for_ref,
                command=self.command,
                caused_by=self.caused_by,
                primary=primary,
                occurred_at=now,
            )
            row.hash = previous = chain.link(previous, name, row)
            rows.append(row)
        Event.objects.bulk_create(rows)
        Stream.objects.filter(pk=stream.pk).update(head_hash=previous)
        for row, (_, _, numbered) in zip(rows, entries, strict=True):
            if numbered:
                numbered(row.seq)
        return Written(name, stream.epoch, rows)


def _take_numbers(name: str, count: int) -> Stream:
    # The update takes the row's lock and holds it to commit, so numbers are in commit order and a rollback
    # gives them back. A database sequence would do neither.
    if not Stream.objects.filter(name=name).update(head=F("head") + count):
        try:
            with transaction.atomic():
                Stream.objects.create(name=name)
        except IntegrityError:
            pass  # Another transaction was first; its row is there now.
        Stream.objects.filter(name=name).update(head=F("head") + count)
    return Stream.objects.get(name=name)


current: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


def record(event: EventType, *, numbered: Numbered | None = None) -> None:
    """Note that `event` happened. Only within an action.

    `numbered` is called within the transaction with the number the event got in its primary stream.
    """
    recorder = current.get()
    if recorder is None:
        raise RuntimeError(f"{event.name} was recorded outside an action")
    recorder.entries.append((event, numbered))


def flush(recorder: Recorder) -> None:
    """Write what `recorder` holds and tell the listeners, now and after commit."""
    written = recorder.flush()
    if not written:
        return
    for listener in _on_written:
        listener(written)
    for listener in _on_commit:
        transaction.on_commit(lambda listener=listener: listener(written), robust=True)  # type: ignore[misc]
