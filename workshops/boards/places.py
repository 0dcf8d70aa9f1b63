"""Places in a column of a board."""

from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from events.recording import record
from workshops.boards import events
from workshops.boards.models import Group, Note
from workshops.sessions import ranks


def rank_after(siblings: list[Any], after: UUID | None) -> int:
    """Return a rank for something that is to stand after the sibling `after`, first when None, last when unknown.

    Args:
        siblings: the things in the column in order, without the one to be placed.
    """
    return ranks.rank_after(siblings, after, _moved)


def rank_at_end(step: UUID, table: UUID | None, column: str) -> int:
    """Return a rank for something that is to stand last in a column, without reading what stands there."""
    standing = (
        things.aggregate(last=Max("rank"))["last"]
        for things in (_notes_in(step, table, column), _groups_in(step, table, column))
    )
    last = max((rank for rank in standing if rank is not None), default=None)
    return 0 if last is None else last + ranks.GAP


def _moved(one: Any) -> None:
    one.version += 1
    one.save(update_fields=["rank", "version"])
    record(events.of_note(one, "moved") if isinstance(one, Note) else events.of_group(one, "moved"))


def in_column(step: UUID, table: UUID | None, column: str) -> list[Note | Group]:
    """Return what stands in a column, notes and groups together, in order. Notes within a group stand in it."""
    things: list[Note | Group] = [*_notes_in(step, table, column), *_groups_in(step, table, column)]
    return sorted(things, key=lambda one: (one.rank, str(one.pk)))


def _notes_in(step: UUID, table: UUID | None, column: str) -> QuerySet[Note]:
    return Note.objects.filter(step=step, table=table, column=column, group=None, state=Note.State.SHOWN)


def _groups_in(step: UUID, table: UUID | None, column: str) -> QuerySet[Group]:
    return Group.objects.filter(step=step, table=table, column=column, dissolved=False)
