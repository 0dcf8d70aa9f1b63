"""Rights at tables, in a workshop of its own. The officer and the guest sit at one, the social enterprise at another."""

import uuid
from collections.abc import Callable
from typing import Any

from tests.workshops.making import Session, running
from tests.workshops.meeting import TABLES, come, sit, wrote_line
from tests.world import World
from workshops.tables import actions as tables
from workshops.tables import lines

PAGES = ""

API = """
POST /api/v1/workshop-steps/{table_step}/tables   visitor 401, runs 200, room 403, secretary 403, others 404
POST /api/v1/workshop-steps/{table_step}/collect  visitor 401, runs 200, room 403, secretary 403, others 404
POST /api/v1/workshop-steps/{table_step}/call-back visitor 401, runs 200, room 403, secretary 403, others 404
PUT  /api/v1/workshop-participants/{managers_seat}/table visitor 401, runs 200, drafter 403, others 404
PUT  /api/v1/workshop-tables/{laid_table}         visitor 401, runs 200, room 403, others 404
PUT  /api/v1/workshop-tables/{laid_table}/lines/{new_id} visitor 401, officer+guest+runs 200, room 403, others 404
PUT  /api/v1/workshop-lines/{table_line}          visitor 401, officer+guest+runs 200, drafter 403, others 404
PUT  /api/v1/workshop-lines/{table_line}/place    visitor 401, officer+guest+runs 200, drafter 403, others 404
DELETE /api/v1/workshop-lines/{table_line}        visitor 401, officer+guest+runs 204, drafter 403, others 404
"""

ACTIONS = """
workshops.lay_tables                              runs
workshops.move_to_table                           runs
workshops.name_table                              runs
workshops.collect                                 runs
workshops.call_back                               runs
workshops.write_line                              officer+guest+runs
workshops.edit_line                               officer+guest+runs
workshops.place_line                              officer+guest+runs
workshops.remove_line                             officer+guest+runs
"""

STREAMS = """
table:{laid_table}                                officer+guest+hosts
"""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return two tables, and a line that was written at the first."""
    guest, other = session.guests["Gunilla"], running(here, TABLES, title="Bordsarbete")
    come(other, guest)
    step = other.go(0)
    first, second = sit(other, step, [here.officer, guest], [here.representative, here.manager])
    return {
        "table_step": step,
        "laid_table": first,
        "next_table": second,
        "managers_seat": other.place(here.manager),
        "table_line": wrote_line(here.officer, first),
    }


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    return {
        "POST /api/v1/workshop-steps/{table_step}/tables": {"size": 4},
        "POST /api/v1/workshop-steps/{table_step}/call-back": {"seconds": 60},
        "PUT /api/v1/workshop-participants/{managers_seat}/table": {"table": names["laid_table"]},
        "PUT /api/v1/workshop-tables/{laid_table}": {"name": "Björken"},
        "PUT /api/v1/workshop-tables/{laid_table}/lines/{new_id}": {"text": "En rad till"},
        "PUT /api/v1/workshop-lines/{table_line}": {"text": "Andra ord"},
        "PUT /api/v1/workshop-lines/{table_line}/place": {"after": None},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    step, table, line, place = (things[name] for name in ("table_step", "laid_table", "table_line", "managers_seat"))
    return {
        "workshops.lay_tables": lambda who: tables.lay_tables(actor=who, step=step),
        "workshops.move_to_table": lambda who: tables.move_to_table(actor=who, participant=place, table=table.pk),
        "workshops.name_table": lambda who: tables.name_table(actor=who, table=table, name="Björken"),
        "workshops.collect": lambda who: tables.collect(actor=who, step=step),
        "workshops.call_back": lambda who: tables.call_back(actor=who, step=step, seconds=60),
        "workshops.write_line": lambda who: lines.write_line(actor=who, table=table, line=uuid.uuid4(), text="Rad"),
        "workshops.edit_line": lambda who: lines.edit_line(actor=who, line=line, text="Andra", expected=1),
        "workshops.place_line": lambda who: lines.place_line(actor=who, line=line, after=None),
        "workshops.remove_line": lambda who: lines.remove_line(actor=who, line=line),
    }
