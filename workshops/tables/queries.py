"""Reads about tables: who sits where, and what a table wrote."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import AnyActor
from events.actor import Actor
from events.errors import NotVisible
from workshops.plans.models import Step
from workshops.sessions.models import Participant
from workshops.sessions.queries import hosting, people_in, rooms_of, taking_part
from workshops.tables.mixing import Somebody
from workshops.tables.models import Line, Sitting, Table


def sits_at(actor: Actor | AnyActor, table: UUID) -> bool:
    """Say whether an actor sits at a table."""
    return Sitting.objects.filter(table=table, participant__in=taking_part(actor)).exists()


def tables_of(participant: Participant) -> QuerySet[Table]:
    """Return the tables somebody sits or has sat at, by step."""
    return Table.objects.filter(sittings__participant=participant).select_related("step")


def to_seat(step: Step) -> list[Participant]:
    """Return who is to sit at a table: all who take part. Hosts go round, and a screen sits nowhere."""
    taking = people_in(step.workshop).filter(role=Participant.Role.PARTICIPANT)
    return list(taking.select_related("organisation"))


def somebody(participant: Participant) -> Somebody:
    """Return a participant as the rule of mixing sees them."""
    organisation = str(participant.organisation_id or participant.organisation_name.casefold() or participant.pk)
    return Somebody(str(participant.pk), organisation)


def sat_together(step: Step) -> list[frozenset[str]]:
    """Return who has sat at one table in earlier steps of the workshop."""
    earlier = Sitting.objects.filter(step__workshop=step.workshop_id, step__position__lt=step.position)
    tables: dict[UUID, set[str]] = {}
    for table, participant in earlier.values_list("table", "participant"):
        tables.setdefault(table, set()).add(str(participant))
    return [frozenset(people) for _table, people in sorted(tables.items())]


def lines_of(table: UUID) -> QuerySet[Line]:
    """Return a table's shared notes in order."""
    return Line.objects.filter(table=table, removed=False).order_by("rank", "pk")


def table_for(actor: AnyActor, pk: UUID) -> Table:
    """Return a table of a room that an actor is in, or leads: that it is there all may know.

    Raises:
        NotVisible: there is none for them.
    """
    found = Table.objects.filter(pk=pk, step__workshop__in=rooms_of(actor)).select_related("step__workshop").first()
    if found is None:
        raise NotVisible
    return found


def line_for(actor: AnyActor, pk: UUID) -> Line:
    """Return a line that an actor may see: of their own table, collected, or of a room they lead.

    Raises:
        NotVisible: there is none for them.
    """
    line = Line.objects.filter(pk=pk).select_related("table__step__workshop").first()
    if line is None:
        raise NotVisible
    table = table_for(actor, line.table_id)
    leads = hosting(actor).filter(workshop=table.step.workshop_id).exists()
    if not (table.collected or leads or sits_at(actor, table.pk)):
        raise NotVisible
    return line
