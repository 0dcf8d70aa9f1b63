"""Event types of boards. None says who did it: the log joins nobody to what they wrote.

The same thing happens in one of three audiences: the whole room, the hosts alone while notes are hidden, or one table.
"""

from typing import ClassVar
from uuid import UUID

from events.registry import EventType
from workshops.boards.models import Group, Note


class _Unsigned(EventType):
    unsigned = True
    what: str
    """written, changed, moved, grouped, removed, redacted or shown."""


class NoteShown(_Unsigned, event="workshops.note_shown"):
    """Something happened to a note that the whole room sees."""

    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows = ("note",)
    workshop: UUID
    note: UUID


class NoteKept(_Unsigned, event="workshops.note_kept"):
    """Something happened to a note that is hidden until the host reveals it."""

    audiences: ClassVar[tuple[str, ...]] = ("hosts",)
    shows = ("note",)
    hosts: UUID
    note: UUID


class NoteTabled(_Unsigned, event="workshops.note_tabled"):
    """Something happened to a note on a table's own board."""

    audiences: ClassVar[tuple[str, ...]] = ("table",)
    shows = ("note",)
    table: UUID
    note: UUID


class GroupShown(_Unsigned, event="workshops.group_shown"):
    """Something happened to a group that the whole room sees."""

    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows = ("group",)
    workshop: UUID
    group: UUID


class GroupKept(_Unsigned, event="workshops.group_kept"):
    """Something happened to a group of notes that are still hidden."""

    audiences: ClassVar[tuple[str, ...]] = ("hosts",)
    shows = ("group",)
    hosts: UUID
    group: UUID


class GroupTabled(_Unsigned, event="workshops.group_tabled"):
    """Something happened to a group on a table's own board."""

    audiences: ClassVar[tuple[str, ...]] = ("table",)
    shows = ("group",)
    table: UUID
    group: UUID


class LateKept(EventType, event="workshops.late_kept"):
    """Something came too late and waits for the hosts, or has been taken in or left."""

    audiences = ("hosts",)
    shows = ("late",)
    unsigned = True
    hosts: UUID
    late: UUID


class NoteRedacted(EventType, event="workshops.note_redacted"):
    """A host took out words that should not have been written: about a person, for example."""

    audiences = ("hosts",)
    hosts: UUID
    note: UUID
    reason: str


def audience_of(thing: Note | Group) -> str:
    """Return who sees a note or group: `table`, `hosts` or `workshop`."""
    if thing.table is not None and not thing.table.collected:
        return "table"
    if thing.step.setting("hidden") and not thing.step.revealed:
        return "hosts"
    return "workshop"


def of_note(note: Note, what: str) -> EventType:
    """Return the event that tells of `note` to those who see it."""
    audience, workshop = audience_of(note), note.step.workshop_id
    if audience == "table" and note.table_id:
        return NoteTabled(table=note.table_id, note=note.pk, what=what)
    if audience == "hosts":
        return NoteKept(hosts=workshop, note=note.pk, what=what)
    return NoteShown(workshop=workshop, note=note.pk, what=what)


def of_group(group: Group, what: str) -> EventType:
    """Return the event that tells of `group` to those who see it."""
    audience, workshop = audience_of(group), group.step.workshop_id
    if audience == "table" and group.table_id:
        return GroupTabled(table=group.table_id, group=group.pk, what=what)
    if audience == "hosts":
        return GroupKept(hosts=workshop, group=group.pk, what=what)
    return GroupShown(workshop=workshop, group=group.pk, what=what)
