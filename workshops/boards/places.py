"""Places in a column. Gaps are left between them, so that moving one thing seldom moves another."""

from typing import Any
from uuid import UUID

from events.recording import record
from workshops.boards import events
from workshops.boards.models import Group, Note

GAP = 1 << 20


def rank_after(siblings: list[Any], after: UUID | None) -> int:
    """Return a rank for something that is to stand after the sibling `after`, first when None, last when unknown.

    Args:
        siblings: the things in the column in order, without the one to be placed, each with `pk` and `rank`.
            When there is no room left between two, their ranks are spread anew, and so are their rows.
    """
    ids = [one.pk for one in siblings]
    at = 0 if after is None else ids.index(after) + 1 if after in ids else len(ids)
    before = siblings[at - 1].rank if at else None
    behind = siblings[at].rank if at < len(siblings) else None
    if before is None and behind is None:
        return 0
    if before is None or behind is None:
        return behind - GAP if before is None else before + GAP  # type: ignore[operator]
    if behind - before < 2:
        spread(siblings)
        return rank_after(siblings, after)
    return int(before + behind) // 2


def spread(siblings: list[Any]) -> None:
    """Give things in a column new ranks with gaps between, in the order they have."""
    for place, one in enumerate(siblings):
        one.rank = place * GAP
        one.version += 1
        one.save(update_fields=["rank", "version"])
        record(events.of_note(one, "moved") if isinstance(one, Note) else events.of_group(one, "moved"))


def in_column(step: UUID, table: UUID | None, column: str) -> list[Note | Group]:
    """Return what stands in a column, notes and groups together, in order. Notes within a group stand in it."""
    notes = Note.objects.filter(step=step, table=table, column=column, group=None, state=Note.State.SHOWN)
    groups = Group.objects.filter(step=step, table=table, column=column, dissolved=False)
    return sorted([*notes, *groups], key=lambda one: (one.rank, str(one.pk)))
