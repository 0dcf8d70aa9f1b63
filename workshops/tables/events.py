"""Event types of tables, and their streams."""

from typing import ClassVar
from uuid import UUID

from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare
from workshops.sessions.queries import hosting
from workshops.tables.models import Line, Table
from workshops.tables.queries import sits_at


def _may_read(actor: Actor, table: UUID) -> bool:
    if sits_at(actor, table):
        return True
    workshop = Table.objects.filter(pk=table).values_list("step__workshop", flat=True).first()
    return workshop is not None and hosting(actor).filter(workshop=workshop).exists()


declare(StreamKind("table", "What one table does, for those who sit there and the hosts.", _may_read))


class _TableEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows: ClassVar[tuple[str, ...]] = ("table",)
    workshop: UUID
    table: UUID
    what: str
    """laid, moved, left, seated, named or collected."""


class TableLaid(_TableEvent, event="workshops.table_laid"):
    """Others sit at a table than did before: it was laid, somebody was moved, or was shown out of the room."""

    changes_rights = True


class TableChanged(_TableEvent, event="workshops.table_changed"):
    """A table has another name or one person more, or what it wrote is shown to the whole room."""


class TablesCalledBack(EventType, event="workshops.tables_called_back"):
    """The hosts have called everybody back from the tables; the step ends soon."""

    audiences = ("workshop",)
    shows = ("step",)
    workshop: UUID
    step: UUID


class LineTabled(EventType, event="workshops.line_tabled"):
    """Something happened to a line of a table's shared notes, which that table sees."""

    audiences = ("table",)
    shows = ("line",)
    unsigned = True
    table: UUID
    line: UUID
    what: str
    """written, changed, moved or removed."""


class LineShown(EventType, event="workshops.line_shown"):
    """Something happened to a line that was collected, which the whole room sees."""

    audiences = ("workshop",)
    shows = ("line",)
    unsigned = True
    workshop: UUID
    line: UUID
    what: str


def of_line(line: Line, what: str) -> EventType:
    """Return the event that tells of `line` to those who see it."""
    if line.table.collected:
        return LineShown(workshop=line.table.step.workshop_id, line=line.pk, what=what)
    return LineTabled(table=line.table_id, line=line.pk, what=what)
