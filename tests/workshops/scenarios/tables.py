"""Scenarios of tables: who sits where, what a table writes, and how it comes to the whole room."""

from typing import Any

from tests.workshops.making import running
from tests.workshops.meeting import TABLES, sit, wrote_line
from tests.workshops.scenarios import boards
from tests.workshops.scenarios.base import Keeps, Scenario, Steps, entering
from tests.world import World
from workshops.sessions import actions as sessions
from workshops.tables import actions as tables
from workshops.tables import lines
from workshops.tables.models import Line

SCENARIOS: dict[str, Scenario] = {}
happens = entering(SCENARIOS)


def _keeps_line(view: dict[str, Any], stream: str) -> bool:
    collected = Line.objects.get(pk=view["id"]).table.collected
    return not view["removed"] and collected == stream.startswith("workshop:")


KEEPS: dict[str, Keeps] = {"line": _keeps_line}


@happens("table_laid", "table_changed", "tables_called_back")
def laid_and_moved(world: World) -> Steps:
    session = running(world, TABLES)
    tables.lay_tables(actor=world.facilitator, step=session.steps[0], size=2)
    yield
    step = session.go(0)
    session.guest("Sen")
    sit(session, step, [world.officer, world.manager], [session.guests["Gunilla"]])
    tables.name_table(actor=world.chair, table=step.tables.get(number=1), name="Björken")
    sessions.remove_participant(actor=world.chair, participant=session.place(world.manager))
    tables.lay_tables(actor=world.facilitator, step=step, size=4)
    tables.call_back(actor=world.chair, step=step, seconds=60)


@happens("line_tabled", "line_shown")
def written_and_collected(world: World) -> Steps:
    session = running(world, TABLES)
    step = session.go(0)
    table, _other = sit(session, step, [world.officer], [world.representative])
    first, second = wrote_line(world.officer, table, "a"), wrote_line(world.officer, table, "b")
    yield
    third = wrote_line(world.officer, table, "c")
    for _round in range(12):  # Until no room is left between them, and all get new places.
        lines.place_line(actor=world.officer, line=third, after=first.pk)
        lines.place_line(actor=world.officer, line=second, after=first.pk)
    lines.edit_line(actor=world.officer, line=second, text="bb", expected=1)
    lines.remove_line(actor=world.officer, line=first)
    tables.collect(actor=world.chair, step=step)
    table.refresh_from_db()
    wrote_line(world.officer, table, "d")
    lines.remove_line(actor=world.chair, line=third)


@happens("note_tabled", "group_tabled")
def on_a_tables_own_board(world: World) -> Steps:
    session = running(world, TABLES)
    step = session.go(0)
    sit(session, step, [world.officer], [world.representative])
    yield
    boards.work(world, step)
    tables.collect(actor=world.chair, step=step)
