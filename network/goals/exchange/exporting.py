"""What goes out: the rows that a reader may have, in an order that never changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import NOBODY, AnyActor
from events.errors import NotVisible
from network.goals.exchange.tidy import Row
from network.goals.figures import FIGURES
from network.goals.models import Indicator, Period, Return, Value
from network.goals.picture import Picture, pictures
from network.goals.queries import assignments_of, indicators_visible_to, is_around, returns_visible_to, with_values
from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.rollup import Sum

PUBLIC, SUMS, REPORTED, OWN = "public", "sums", "reported", "own"
SCOPES = (PUBLIC, SUMS, REPORTED, OWN)
"""What everybody may have; the council's own figures; what each organisation reported; one's own working reports."""
HIDDEN, NO_REPORT, NOT_BEGUN = "hidden", "no_report", "not_begun"


@dataclass(frozen=True)
class Wanted:
    """What a file is to hold; empty means all."""

    scope: str
    indicator: str = ""
    organisation: str = ""
    period: date | None = None

    def has(self, row: Row) -> bool:
        """Say whether a row is wanted."""
        return not (
            (self.organisation and row.organisation != self.organisation)
            or (self.period and row.period != self.period)
            or (self.indicator and row.indicator != self.indicator)
        )


def scope_for(actor: AnyActor, council: Any, asked: str = "") -> str:
    """Return which rows a reader gets: what was asked for, else the most that concerns all.

    Raises:
        NotVisible: what was asked for is not for this reader.
    """
    inside = is_around(actor, council.pk)
    if not asked:
        return PUBLIC if not inside else OWN if actor.reports_only else REPORTED
    allowed = {PUBLIC}
    if inside:
        allowed |= {OWN} if actor.reports_only else {SUMS, REPORTED, OWN}
    if asked not in allowed:
        raise NotVisible
    return asked


def indicators_in(actor: AnyActor, council: Any, scope: str) -> QuerySet[Indicator]:
    """Return the indicators that a file of a scope speaks of."""
    reader = NOBODY if scope == PUBLIC else actor
    return indicators_visible_to(reader).filter(council=council.pk).order_by("code")


def rows_for(actor: AnyActor, council: Any, wanted: Wanted) -> list[Row]:
    """Return the rows a reader gets. `wanted.scope` is one that `scope_for` has let through."""
    indicators = indicators_in(actor, council, wanted.scope)
    if wanted.indicator:
        indicators = indicators.filter(code=wanted.indicator)
    if wanted.scope == OWN:
        placed = _own(actor, indicators)
    elif wanted.scope == REPORTED:
        placed = _reported(indicators)
    else:
        placed = _sums(pictures(indicators, public=wanted.scope == PUBLIC))
    return [row for row, _place in sorted(placed, key=_order) if wanted.has(row)]


Placed = tuple[Row, int]
"""A row, and the place of its cell in the indicator's table."""


def _order(placed: Placed) -> tuple[Any, ...]:
    row, place = placed
    return (row.indicator, row.period, row.organisation, place, row.cell)


def _named(indicator: Indicator, starts_on: date, **more: Any) -> Row:
    return Row(
        council=indicator.council.slug,
        indicator=indicator.code,
        unit=indicator.unit,
        calendar=indicator.calendar,
        period=starts_on,
        demo="demo" if indicator.is_demo else "",
        **more,
    )


# --- The council's figures ------------------------------------------------------------------------------------------


def _sums(found: Iterable[Picture]) -> Iterator[Placed]:
    for picture in found:
        for cell in picture.cells:
            for one in cell.sums:
                state = HIDDEN if one.hidden else NO_REPORT if one.amount is None else FIGURES
                yield _sum(picture.indicator, one, cell.cell.key, state), cell.cell.place


def _sum(indicator: Indicator, one: Sum, key: str, state: str) -> Row:
    numbers = _numbers(one.amount) if one.amount else {}
    return _named(indicator, one.span.starts_on, cell=key, state=state, **numbers)


def _numbers(amount: Amount) -> dict[str, Any]:
    """Return a figure; a share is given by its two numbers alone, which say it exactly."""
    if amount.denominator is not None:
        parts = {"numerator": amount.numerator, "denominator": amount.denominator}
        return {"operator": str(amount.operator), **parts}
    return {"operator": str(amount.operator), "number": amount.number, "high": amount.high}


# --- What organisations reported ------------------------------------------------------------------------------------


def _reported(indicators: QuerySet[Indicator]) -> Iterator[Placed]:
    known = {one.pk: one for one in indicators}
    reports = Return.objects.filter(indicator__in=known).exclude(published="").select_related("organisation", "period")
    for report in reports.exclude(published=FIGURES):
        indicator = known[report.indicator_id]
        slug, starts_on = report.organisation.slug, report.period.starts_on
        yield _named(indicator, starts_on, organisation=slug, state=report.published), 0
    values = Value.objects.filter(report__in=reports.filter(published=FIGURES), approved=True)
    for value in values.select_related("cell", "report__organisation", "report__period"):
        report = value.report
        row = _value(known[report.indicator_id], report.period, report.organisation.slug, report.published, value)
        yield row, value.cell.place


def _value(indicator: Indicator, period: Period, organisation: str, state: str, value: Value) -> Row:
    return _named(
        indicator,
        period.starts_on,
        organisation=organisation,
        cell=value.cell.key,
        state=state,
        operator=value.operator,
        number=value.number,
        high=value.high,
        numerator=value.numerator,
        denominator=value.denominator,
        measured_on=value.measured_on,
        note=value.note,
        source=value.source,
        source_page=value.source_page,
    )


# --- One's own ------------------------------------------------------------------------------------------------------


def _own(actor: AnyActor, indicators: QuerySet[Indicator]) -> Iterator[Placed]:
    """Yield every cell of one's own working reports, and of those that can be begun, to be filled in."""
    organisation = actor.organisation
    assert organisation is not None
    known = {one.pk: one for one in indicators.prefetch_related("cells")}
    begun = {
        (one.indicator_id, one.period_id): one
        for one in with_values(returns_visible_to(actor).filter(organisation=organisation, indicator__in=known))
    }
    for indicator, period in _to_show(actor, known, set(begun)):
        report = begun.get((indicator.pk, period.pk))
        yield from _working(indicator, period, organisation.slug, report)


def _to_show(
    actor: AnyActor, known: dict[UUID, Indicator], begun: set[tuple[UUID, UUID]]
) -> Iterator[tuple[Indicator, Period]]:
    ours = set(assignments_of(actor).filter(indicator__in=known).values_list("indicator", flat=True))
    councils = {one.council_id for one in known.values()}
    open_or_begun = ~Q(state=Period.State.LOCKED) | Q(pk__in={period for _indicator, period in begun})
    periods = list(Period.objects.filter(open_or_begun, council__in=councils))
    for indicator in known.values():
        for period in periods:
            can_be_begun = (
                indicator.pk in ours and period.calendar == indicator.calendar and period.state != Period.State.LOCKED
            )
            if can_be_begun or (indicator.pk, period.pk) in begun:
                yield indicator, period


def _working(indicator: Indicator, period: Period, organisation: str, report: Return | None) -> Iterator[Placed]:
    state = report.state if report else NOT_BEGUN
    values = {one.cell_id: one for one in report.values.all() if not one.approved} if report else {}
    for cell in indicator.cells.all():
        value = values.get(cell.pk)
        if value is not None:
            yield _value(indicator, period, organisation, state, value), cell.place
        else:
            empty = _named(indicator, period.starts_on, organisation=organisation, cell=cell.key, state=state)
            yield empty, cell.place


def periods_in(rows: Sequence[Row]) -> list[date]:
    """Return the first days of the periods that rows speak of, newest first."""
    return sorted({one.period for one in rows}, reverse=True)
