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

from django.db import connection

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


_kept: dict[tuple[UUID, int], Known] = {}
KEPT = 1000
"""Indicators whose standing figures one process keeps at most."""


def standing_now(indicators: Sequence[Indicator]) -> dict[UUID, Known]:
    """Return what stands now. Two queries for any number of indicators.

    A process keeps what it has read, by indicator and version: every publication makes the version grow. Within a
    transaction nothing is kept or taken, since what is read there may be rolled back.
    """
    if connection.in_atomic_block:
        return read_standing(indicators)
    keys = {one.pk: (one.pk, one.version) for one in indicators}
    new = [one for one in indicators if keys[one.pk] not in _kept]
    if len(_kept) + len(new) > KEPT:
        _kept.clear()
        new = list(indicators)
    found = read_standing(new) if new else {}
    _kept.update({keys[pk]: known for pk, known in found.items()})
    return found | {pk: _kept[key] for pk, key in keys.items() if pk not in found}


def read_standing(indicators: Sequence[Indicator]) -> dict[UUID, Known]:
    """Read what stands from the tables, without anything kept."""
    found: dict[UUID, Known] = {one.pk: Known() for one in indicators}
    scales = {one.pk: one.scale for one in indicators}
    reports = Return.objects.filter(indicator__in=found).exclude(published="")
    places: dict[UUID, tuple[UUID, UUID, UUID]] = {}
    rows = reports.values_list("pk", "indicator", "period", "organisation", "published", "published_at")
    for pk, indicator, period, organisation, answer, at in rows:
        places[pk] = (indicator, period, organisation)
        _enter(found[indicator], period, organisation, answer)
        _newest(found[indicator], at)
    values = Value.objects.filter(report__indicator__in=found, approved=True, report__published=FIGURES)
    # Tuples, not rows: a council's whole history is read at once.
    told = values.values_list("report", "cell__key", "operator", "number", "high", "numerator", "denominator")
    for pk, cell, operator, number, high, numerator, denominator in told.order_by("report", "cell__place"):
        indicator, period, organisation = places[pk]
        amount = _amount(scales[indicator], operator, number, high, numerator, denominator)
        found[indicator].reported[period].append(Reported(organisation, cell, amount))
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
    return _amount(scale, value.operator, value.number, value.high, value.numerator, value.denominator)


def amount_from(row: dict[str, Any], scale: int) -> Amount:
    """Return the figure that an event tells of."""
    numbers = [row[name] for name in ("number", "high", "numerator", "denominator")]
    return _amount(scale, row["operator"], *(None if one is None else Decimal(one) for one in numbers))


def _amount(
    scale: int,
    operator: str,
    number: Decimal | None,
    high: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
) -> Amount:
    if numerator is not None and denominator is not None:
        return share(numerator, denominator, scale, operator)
    assert number is not None
    return Amount(number, operator, high)
