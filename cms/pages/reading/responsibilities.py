"""Who does what: the table of phases and authorities, its gaps, and one authority's part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest

from cms.answers.shown import shows
from cms.pages.models import Responsibility, ResponsibilityIndexPage, ResponsibilityPage
from cms.pages.phases import Phase
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown, next_midnight


@dataclass(frozen=True)
class Column:
    """An authority, and whether its day of confirming what it says has passed."""

    page: ResponsibilityPage
    url: str
    is_overdue: bool


@dataclass(frozen=True)
class Cell:
    """What one authority says of one phase; nothing is a gap."""

    column: Column
    said: Responsibility | None

    @property
    def is_gap(self) -> bool:
        """Whether the authority has said nothing of the phase."""
        return self.said is None or not (self.said.does or self.said.does_not)


@dataclass(frozen=True)
class PhaseRow:
    """A phase with all authorities' cells."""

    number: int
    phase: Phase
    cells: list[Cell]

    @property
    def gaps(self) -> int:
        return sum(cell.is_gap for cell in self.cells)

    @property
    def is_nobodys(self) -> bool:
        """Whether no authority says that it does anything in the phase."""
        return not any(cell.said and cell.said.does for cell in self.cells)


def table(pages: Iterable[ResponsibilityPage], request: HttpRequest) -> tuple[list[Column], list[PhaseRow]]:
    """Return the authorities and, phase by phase, what each says."""
    columns: list[Column] = []
    said: dict[tuple[int, str], Responsibility] = {}
    for one in pages:
        column = Column(one, one.get_url(request) or "", one.standing.is_overdue)
        columns.append(column)
        said |= {(one.pk, cell.phase): cell for cell in one.cells.all()}
    rows = [
        PhaseRow(number, phase, [Cell(column, said.get((column.page.pk, phase))) for column in columns])
        for number, phase in enumerate(Phase, start=1)
    ]
    return columns, rows


@reads(ResponsibilityIndexPage)
def responsibility_index(page: ResponsibilityIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show the table, with its gaps counted."""
    shows(request, "kind:responsibility", "organisations", until=next_midnight())
    pages = (
        children_shown(page, ResponsibilityPage)
        .select_related("authority", "organisation", "locale", "standing")
        .prefetch_related(Prefetch("cells", Responsibility.objects.order_by("sort_order")))
        .order_by("path")
    )
    columns, rows = table(pages, request)
    return {
        "columns": columns,
        "rows": rows,
        "gaps": sum(row.gaps for row in rows),
        "cells": len(columns) * len(rows),
        "nobodys": [row for row in rows if columns and row.is_nobodys],
    }


@reads(ResponsibilityPage)
def responsibility(page: ResponsibilityPage, request: HttpRequest) -> dict[str, Any]:
    """Show what one authority does and does not do, phase by phase."""
    shows(request, "organisations", until=next_midnight())
    _columns, rows = table([page], request)
    return {"rows": [(row, row.cells[0]) for row in rows], "gaps": sum(row.gaps for row in rows)}
