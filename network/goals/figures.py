"""What stands: the figures that organisations have had approved, as of now from the tables, as of a day from the log.

The two must agree; a test replays the log and compares. `Known` is the common form that reckoning starts from.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from events.models import Event
from network.goals.models import Indicator, Return, Value
from network.goals.reckoning.amounts import Amount, share
from network.goals.reckoning.rollup import Reported

FIGURES = "figures"
PUBLISHED = "network.figures_published"


@dataclass
class Known:
    """What stands for one indicator: figures, and answers that hold none, by period."""

    reported: dict[UUID, list[Reported]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[UUID, dict[UUID, str]] = field(default_factory=lambda: defaultdict(dict))
    """By period and organisation: `figures`, `nothing` or `not_ours`."""
    newest: datetime | None = None
    """When the newest of it was published."""


def standing_now(indicators: Sequence[Indicator]) -> dict[UUID, Known]:
    """Return what stands now. Two queries for any number of indicators."""
    found: dict[UUID, Known] = {one.pk: Known() for one in indicators}
    scales = {one.pk: one.scale for one in indicators}
    reports = Return.objects.filter(indicator__in=found).exclude(published="")
    for report in reports:
        _enter(found[report.indicator_id], report.period_id, report.organisation_id, report.published)
        _newest(found[report.indicator_id], report.published_at)
    values = Value.objects.filter(report__indicator__in=found, approved=True, report__published=FIGURES)
    for value in values.select_related("report", "cell"):
        report = value.report
        amount = amount_of(value, scales[report.indicator_id])
        found[report.indicator_id].reported[report.period_id].append(
            Reported(report.organisation_id, value.cell.key, amount)
        )
    return found


def known_at(indicators: Sequence[Indicator], moment: datetime) -> dict[UUID, Known]:
    """Return what stood at a moment, from the log alone. One query for each council concerned."""
    found: dict[UUID, Known] = {one.pk: Known() for one in indicators}
    scales = {one.pk: one.scale for one in indicators}
    streams = {f"goals:{one.council_id}" for one in indicators}
    events = Event.objects.filter(type=PUBLISHED, stream__name__in=streams, primary=True, occurred_at__lte=moment)
    last: dict[tuple[str, str, str], Event] = {}
    for event in events.order_by("stream", "seq"):
        last[event.data["indicator"], event.data["organisation"], event.data["period"]] = event
    for (indicator, organisation, period), event in last.items():
        known = found.get(UUID(indicator))
        if known is None:
            continue
        _enter(known, UUID(period), UUID(organisation), event.data["answer"])
        _newest(known, event.occurred_at)
        for row in event.data["values"]:
            amount = amount_from(row, scales[UUID(indicator)])
            known.reported[UUID(period)].append(Reported(UUID(organisation), row["cell"], amount))
    return found


def _enter(known: Known, period: UUID, organisation: UUID, answer: str) -> None:
    known.answers[period][organisation] = answer


def _newest(known: Known, at: datetime | None) -> None:
    if at is not None and (known.newest is None or at > known.newest):
        known.newest = at


def amount_of(value: Value, scale: int) -> Amount:
    """Return the figure that a row holds."""
    if value.numerator is not None and value.denominator is not None:
        return share(value.numerator, value.denominator, scale, value.operator)
    assert value.number is not None
    return Amount(value.number, value.operator, value.high)


def amount_from(row: dict[str, Any], scale: int) -> Amount:
    """Return the figure that an event tells of."""
    if row["numerator"] is not None:
        return share(Decimal(row["numerator"]), Decimal(row["denominator"]), scale, row["operator"])
    high = row["high"]
    return Amount(Decimal(row["number"]), row["operator"], Decimal(high) if high is not None else None)
