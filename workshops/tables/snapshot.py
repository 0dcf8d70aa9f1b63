"""What of the tables is in a snapshot, and which tables' streams somebody reads."""

from collections.abc import Iterable
from uuid import UUID

from accounts.actor import AnyActor
from workshops.plans.models import Workshop
from workshops.sessions.models import Participant
from workshops.sessions.queries import hosting, participant_in
from workshops.sessions.snapshot import own, part_of, streams_of
from workshops.tables.models import Line, Table
from workshops.tables.queries import lines_of, tables_of


@part_of("workshop", "table")
def _tables(workshop: UUID) -> Iterable[UUID]:
    return Table.objects.filter(step__workshop=workshop).values_list("pk", flat=True)


@part_of("workshop", "line")
def _collected_lines(workshop: UUID) -> Iterable[UUID]:
    shown = Line.objects.filter(table__step__workshop=workshop, table__collected=True, removed=False)
    return shown.values_list("pk", flat=True)


@part_of("table", "line")
def _tabled_lines(table: UUID) -> Iterable[UUID]:
    return lines_of(table).filter(table__collected=False).values_list("pk", flat=True)


@own("tables")
def _own_tables(participant: Participant) -> dict[str, str]:
    return {str(table.step_id): str(table.pk) for table in tables_of(participant)}


@streams_of
def _streams(actor: AnyActor, workshop: Workshop) -> list[str]:
    """Return the streams of one's own tables; of all for the hosts. What was collected is told to the room instead."""
    there = Table.objects.filter(step__workshop=workshop, collected=False)
    me = participant_in(actor, workshop)
    if not hosting(actor).filter(workshop=workshop).exists():
        if me is None or me.role == Participant.Role.SCREEN:
            return []
        there = there.filter(sittings__participant=me)
    return [f"table:{pk}" for pk in there.order_by("step__position", "number").values_list("pk", flat=True)]
