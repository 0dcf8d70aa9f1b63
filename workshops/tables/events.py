"""Event types of tables, and their streams."""

from uuid import UUID

from events.actor import Actor
from events.streams import StreamKind, declare
from workshops.sessions.queries import hosting
from workshops.tables.models import Table
from workshops.tables.queries import sits_at


def _may_read(actor: Actor, table: UUID) -> bool:
    if sits_at(actor, table):
        return True
    workshop = Table.objects.filter(pk=table).values_list("step__workshop", flat=True).first()
    return workshop is not None and hosting(actor).filter(workshop=workshop).exists()


declare(StreamKind("table", "What one table does, for those who sit there and the hosts.", _may_read))
