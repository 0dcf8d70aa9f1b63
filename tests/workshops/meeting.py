"""Steps in which people talk or sit at tables, for tests, and people who sit where a test wants them."""

import uuid
from collections.abc import Mapping
from typing import Any

from accounts.actor import GuestActor
from tests.workshops.making import Session
from workshops.plans.models import Step
from workshops.sessions import actions as sessions
from workshops.sessions.queries import participant_in
from workshops.tables import actions as tables
from workshops.tables import lines
from workshops.tables.models import Table

SPEAKING: Mapping[str, Any] = {"type": "speaking", "title": "Ordet är fritt"}
IN_TURN: Mapping[str, Any] = {**SPEAKING, "settings": {"balance": False}}
QUESTIONS: Mapping[str, Any] = {"type": "questions", "title": "Frågor till panelen"}
COLUMNS = [{"id": "hinder", "title": "Hinder"}, {"id": "hjalp", "title": "Hjälp"}]
TABLES: Mapping[str, Any] = {"type": "tables", "title": "Vid borden", "settings": {"columns": COLUMNS, "size": 3}}


def come(session: Session, guest: GuestActor, name: str = "Gunilla", organisation: str = "") -> None:
    """Let a guest into another workshop on the device they have."""
    sessions.join_workshop(actor=guest, workshop=session.now(), name=name, organisation=organisation)


def crowd(session: Session, **organisations: int) -> None:
    """Let in so many guests of each organisation."""
    for organisation, number in organisations.items():
        for one in range(number):
            session.guest(f"{organisation} {one}", organisation)


def sit(session: Session, step: Step, *tables_of_people: list[Any]) -> list[Table]:
    """Move people to the tables of a step: those of the first list to the first table, and so on."""
    there = list(step.tables.order_by("number"))
    for table, people in zip(there, tables_of_people, strict=False):
        for actor in people:
            tables.move_to_table(actor=session.facilitator, participant=session.place(actor), table=table.pk)
    return there


def wrote_line(actor: Any, table: Table, text: str = "Vi börjar med ett samtal.", **more: Any) -> Any:
    """Write a line, last unless it says otherwise."""
    line = more.pop("line", None) or uuid.uuid4()
    return lines.write_line(actor=actor, table=table, line=line, text=text, **{"after": line, **more})


def table_of(actor: Any, step: Step) -> Table:
    """Return where somebody sits."""
    me = participant_in(actor, step.workshop)
    return Table.objects.get(sittings__step=step, sittings__participant=me)
