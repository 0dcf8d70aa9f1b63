"""Reads about tables: who sits where."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import AnyActor
from events.actor import Actor
from workshops.sessions.models import Participant
from workshops.sessions.queries import taking_part
from workshops.tables.models import Sitting, Table


def sits_at(actor: Actor | AnyActor, table: UUID) -> bool:
    """Say whether an actor sits at a table."""
    return Sitting.objects.filter(table=table, participant__in=taking_part(actor)).exists()


def tables_of(participant: Participant) -> QuerySet[Table]:
    """Return the tables somebody sits or has sat at, by step."""
    return Table.objects.filter(sittings__participant=participant).select_related("step")
