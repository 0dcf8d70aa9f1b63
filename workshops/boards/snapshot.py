"""What of the boards is in a snapshot."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from workshops.boards.events import audience_of
from workshops.boards.models import Group, Late, Note
from workshops.boards.serializers import NoteSerializer
from workshops.plans.settings import LINES
from workshops.sessions.models import Participant
from workshops.sessions.owners import marks_of
from workshops.sessions.snapshot import own, part_of


def _here(found: Any, workshop: UUID, audience: str) -> list[UUID]:
    here = found.filter(step__workshop=workshop).prefetch_related("step", "table")
    return [one.pk for one in here if audience_of(one) == audience]


def _notes() -> QuerySet[Note]:
    return Note.objects.filter(state=Note.State.SHOWN)


def _groups() -> QuerySet[Group]:
    return Group.objects.filter(dissolved=False)


@part_of("workshop", "note")
def _shown_notes(workshop: UUID) -> Iterable[UUID]:
    return _here(_notes(), workshop, "workshop")


@part_of("workshop", "group")
def _shown_groups(workshop: UUID) -> Iterable[UUID]:
    return _here(_groups(), workshop, "workshop")


@part_of("hosts", "note")
def _kept_notes(workshop: UUID) -> Iterable[UUID]:
    return _here(_notes(), workshop, "hosts")


@part_of("hosts", "group")
def _kept_groups(workshop: UUID) -> Iterable[UUID]:
    return _here(_groups(), workshop, "hosts")


@part_of("hosts", "late")
def _late(workshop: UUID) -> Iterable[UUID]:
    return Late.objects.filter(step__workshop=workshop).values_list("pk", flat=True)


@part_of("table", "note")
def _tabled_notes(table: UUID) -> Iterable[UUID]:
    return _notes().filter(table=table, table__collected=False).values_list("pk", flat=True)


@part_of("table", "group")
def _tabled_groups(table: UUID) -> Iterable[UUID]:
    return _groups().filter(table=table, table__collected=False).values_list("pk", flat=True)


@own("notes")
def _own_notes(participant: Participant) -> list[dict[str, Any]]:
    """Return the notes that are somebody's to change, those hidden from the others too."""
    found = _notes().filter(owner__in=marks_of(participant)).prefetch_related("step", "table")
    return list(NoteSerializer(found, many=True).data)


@own("late")
def _own_late(participant: Participant) -> list[dict[str, Any]]:
    """Return what somebody sent too late, and whether it was taken in."""
    return [
        {"id": str(one.pk), "step": str(one.step_id), "column": one.column, "text": one.text, "state": one.state}
        for one in Late.objects.filter(owner__in=marks_of(participant, secrets=("", LINES)))
    ]
