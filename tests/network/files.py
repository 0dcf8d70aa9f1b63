"""Files of figures for tests: what is downloaded, changed as people change it, and sent in."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from openpyxl import Workbook, load_workbook

from accounts.actor import AnyActor, PersonActor
from network.goals import actions
from network.goals.exchange.exporting import Wanted, scope_for
from network.goals.exchange.files import values_file
from network.goals.exchange.planning import Outcome, Plan, plan_for
from network.goals.exchange.reading import read
from network.goals.exchange.tidy import COLUMNS
from network.goals.models import Import
from tests.network.shared import Shared

Table = list[dict[str, str]]


def export(actor: AnyActor, shared: Shared, scope: str = "own", form: str = "csv", **wanted: Any) -> bytes:
    """Return a file as the actor downloads it."""
    council = shared.world.council
    found = Wanted(scope_for(actor, council, scope), **wanted)
    return values_file(actor, council, found, form).content


def table(content: bytes) -> Table:
    """Return the rows of a CSV file of ours."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def rows(actor: AnyActor, shared: Shared, scope: str, **wanted: Any) -> Table:
    """Return what an actor gets, row by row."""
    return table(export(actor, shared, scope, **wanted))


def as_csv(
    found: Table, *, delimiter: str = ";", encoding: str = "utf-8-sig", columns: Iterable[str] = COLUMNS
) -> bytes:
    """Return rows as a CSV file."""
    sheet = io.StringIO(newline="")
    writer = csv.DictWriter(sheet, list(columns), delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found)
    return sheet.getvalue().encode(encoding)


def as_json(found: Any) -> bytes:
    """Return values as a JSON file."""
    return json.dumps({"values": found}).encode()


def workbook(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a workbook after somebody has changed its first sheet and saved it."""
    book = load_workbook(io.BytesIO(content))
    change(book.worksheets[0])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def filled(shared: Shared, found: Table, indicator: str = "platser", cell: str = "", **texts: str) -> Table:
    """Return the rows with one of them filled in, for the last year."""
    starts_on = shared.period.starts_on.isoformat()
    return [
        one | texts if (one["indicator"], one["period"], one["cell"]) == (indicator, starts_on, cell) else one
        for one in found
    ]


def template(shared: Shared, **texts: str) -> Table:
    """Return the enterprise's own rows, with the last year's total of places filled in."""
    return filled(shared, rows(shared.reporter, shared, "own"), **texts)


def plan(actor: PersonActor, shared: Shared, content: bytes) -> Plan:
    """Return what a file would do."""
    return plan_for(actor, shared.world.council, read(content))


def send(actor: PersonActor, shared: Shared, content: bytes, expected: str = "") -> Import:
    """Send a file in and have it done."""
    return actions.import_values(
        actor=actor, council=shared.world.council, name="fil.csv", lines=read(content), expected=expected
    )


def touched(found: Plan) -> list[Outcome]:
    """Return the rows that would do something, or are refused."""
    return [one for one in found.outcomes if one.kind != "unchanged"]


def only(found: Plan) -> Outcome:
    """Return the one row that would do something, or is refused."""
    (one,) = touched(found)
    return one


def fault(found: Plan) -> tuple[str, str]:
    """Return the column and the words of the one thing that is wrong."""
    (one,) = only(found).faults
    return one.column, one.words
