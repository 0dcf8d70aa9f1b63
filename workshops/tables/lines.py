"""Shared notes: lines that a table writes as one, in the order it sets."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.text import clean_text
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Stale
from events.recording import record
from events.rights import may
from workshops.boards.late import keep_late, takes_in
from workshops.boards.models import Late
from workshops.plans.models import Step
from workshops.plans.settings import LINES
from workshops.sessions.ids import must_be_random
from workshops.sessions.owners import owner_of
from workshops.sessions.queries import is_open_for, participant_in
from workshops.sessions.ranks import rank_after
from workshops.tables import events
from workshops.tables.models import Line, Table
from workshops.tables.queries import lines_of

LONGEST = 1000
MOST_AT_TABLE = 500


@action("workshops.write_line", on="table")
def write_line(*, actor: Any, table: Table, line: UUID, text: str, after: UUID | None = None) -> Line | Late:
    """Add a line to a table's shared notes. Sent when the step is closed it is kept for the hosts.

    Args:
        line: an id made by the writer's device. The same sent twice makes one line.
        after: the line it is to stand after; first when None, last when that one is not there.

    Raises:
        Invalid: no text, or one that is too long.
        Conflict: the plan has no shared notes in this step, or that id is another line's.
    """
    must_be_random(line, "line")
    step, me = table.step, participant_in(actor, table.step.workshop)
    if not step.setting("lines"):
        raise Conflict(_("There are no shared notes in this step."))
    text = clean_text(text, field="text", limit=LONGEST)
    owner = owner_of(me, step, LINES) if me else ""
    if there := _already(table, owner, line, text):
        return there
    if not may(actor, "workshops.run", table) and not (me and is_open_for(step, me)):
        # Only that it is theirs is kept, so that they can see what became of it. A table writes as one.
        return keep_late(step, line, text, LINES, table=table, owner=owner)
    if table.lines.count() >= MOST_AT_TABLE:
        raise Conflict(_("There is no room for more lines at this table."))
    return _add(table, line, text, after)


def _already(table: Table, owner: str, line: UUID, text: str) -> Line | Late | None:
    late, there = Late.objects.filter(pk=line).first(), Line.objects.filter(pk=line).first()
    if late and late.state != Late.State.TAKEN and late.table_id == table.pk and late.owner == owner:
        return late
    if there is None and late is None:
        return None
    if there is None or there.table_id != table.pk:
        raise Conflict(_("This line is there already, at another table."))
    if not there.removed and there.text != text and there.revision == 1:
        raise Conflict(_("This line is there already, with other words. Change it instead."))
    return there


def _add(table: Table, line: UUID, text: str, after: UUID | None) -> Line:
    rank = rank_after(list(lines_of(table.pk)), after, _moved)
    made = Line.objects.create(pk=line, table=table, text=text, rank=rank)
    record(events.of_line(made, "written"))
    return made


def _moved(line: Line) -> None:
    _told(line, "moved")


def _told(line: Line, what: str) -> Line:
    line.version += 1
    line.save()
    record(events.of_line(line, what))
    return line


@takes_in(Step.Type.TABLES, LINES)
def _as_line(late: Late) -> Line:
    assert late.table is not None
    return _add(late.table, late.pk, late.text, late.pk)


@action("workshops.edit_line", on="line")
def edit_line(*, actor: Actor, line: Line, text: str, expected: int) -> Line:
    """Give a line other words.

    Raises:
        Stale: it has other words since revision `expected`.
        Conflict: it has been removed.
    """
    _still_there(line)
    text = clean_text(text, field="text", limit=LONGEST)
    if text == line.text:
        return line
    if line.revision != expected:
        raise Stale
    line.text = text
    line.revision += 1
    return _told(line, "changed")


@action("workshops.edit_line", on="line")
def place_line(*, actor: Actor, line: Line, after: UUID | None) -> Line:
    """Put a line elsewhere: after another one, first when None. Of two who move it the later one holds."""
    _still_there(line)
    line.rank = rank_after([one for one in lines_of(line.table_id) if one.pk != line.pk], after, _moved)
    return _told(line, "moved")


@action("workshops.edit_line", on="line")
def remove_line(*, actor: Actor, line: Line) -> Line:
    """Take a line out of the notes, words and all. Removing it twice is the same as once."""
    if line.removed:
        return line
    line.removed, line.text = True, ""
    return _told(line, "removed")


def _still_there(line: Line) -> None:
    if line.removed:
        raise Conflict(_("This line has been removed."))


def show_lines(step: Step) -> None:
    """Tell the room of every line of a step, now that all that was written is collected."""
    written = Line.objects.filter(table__step=step, removed=False)
    written.update(version=F("version") + 1)
    for line in written.select_related("table__step"):
        record(events.of_line(line, "shown"))
