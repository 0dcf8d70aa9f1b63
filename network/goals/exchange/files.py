"""Whole files: what is in them and what they are called."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from accounts.actor import AnyActor
from network.goals.exchange import definitions, tidy
from network.goals.exchange.csv_files import to_csv
from network.goals.exchange.definitions import definitions_of
from network.goals.exchange.exporting import OWN, PUBLIC, Wanted, indicators_in, rows_for
from network.goals.exchange.json_files import to_json
from network.goals.exchange.xlsx_files import Sheet, to_xlsx
from network.goals.exchange.xlsx_reading import VALUES
from network.goals.models import Operator

TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
FORMS = tuple(TYPES)


@dataclass(frozen=True)
class File:
    """A file to be downloaded."""

    name: str
    type: str
    content: bytes
    is_public: bool

    def response(self) -> HttpResponse:
        """Return the answer that carries it, never to be shown in place."""
        answer = HttpResponse(self.content, content_type=self.type)
        answer["Content-Disposition"] = f'attachment; filename="{self.name}"'
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "public, max-age=300" if self.is_public else "private, no-store"
        return answer


def values_file(actor: AnyActor, council: Any, wanted: Wanted, form: str) -> File:
    """Return figures as CSV, XLSX or JSON. `wanted.scope` is one that `exporting.scope_for` has let through."""
    rows = rows_for(actor, council, wanted)
    if form == "csv":
        content = to_csv(tidy.COLUMNS, (row.cells() for row in rows))
    else:
        indicators = indicators_in(actor, council, wanted.scope)
        explained = definitions_of(indicators.filter(code=wanted.indicator) if wanted.indicator else indicators)
        if form == "json":
            content = to_json({"council": council.slug, "scope": wanted.scope}, rows, explained)
        else:
            content = to_xlsx([_values(rows), _definitions(explained), _columns()])
    return File(f"{council.slug}-{_NAMES[wanted.scope]}.{form}", TYPES[form], content, wanted.scope == PUBLIC)


def definitions_file(actor: AnyActor, council: Any, scope: str) -> File:
    """Return what the indicators mean, as CSV: the other half of `values_file` in that form."""
    explained = definitions_of(indicators_in(actor, council, scope))
    content = to_csv(definitions.COLUMNS, definitions.as_table(explained))
    name = f"{council.slug}-oppna-definitioner.csv" if scope == PUBLIC else f"{council.slug}-definitioner.csv"
    return File(name, TYPES["csv"], content, scope == PUBLIC)


_NAMES = {"public": "oppna", "sums": "summor", "reported": "varden", OWN: "mina"}
SCOPE_OF = {name: scope for scope, name in _NAMES.items()}
"""What the files are called in addresses, and what each holds."""


def _values(rows: list[tidy.Row]) -> Sheet:
    return Sheet(
        VALUES,
        tidy.COLUMNS,
        [row.cells() for row in rows],
        days=tidy.DAYS,
        numbers=tidy.NUMBERS,
        choices={"operator": [str(one) for one in Operator.values]},
    )


def _definitions(explained: list[dict[str, Any]]) -> Sheet:
    return Sheet("definitions", definitions.COLUMNS, definitions.as_table(explained))


def _columns() -> Sheet:
    return Sheet("columns", ("column", "meaning"), [[name, str(words)] for name, words in tidy.MEANINGS.items()])
