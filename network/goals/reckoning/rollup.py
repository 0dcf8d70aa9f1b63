"""From what each organisation reported to one figure: first over organisations in each period, then over time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from network.goals.models.measures import Indicator
from network.goals.reckoning import amounts
from network.goals.reckoning.amounts import Amount

Organisations = Indicator.OverOrganisations
Time = Indicator.OverTime


@dataclass(frozen=True)
class Rules:
    """How an indicator's figures are put together."""

    over_organisations: str
    over_time: str
    scale: int = 1
    single_source: UUID | None = None


@dataclass(frozen=True)
class Reported:
    """A figure that an organisation stands by, in one cell for one period."""

    organisation: UUID
    cell: str
    amount: Amount


@dataclass(frozen=True)
class Span:
    """A period, as far as reckoning needs it."""

    id: UUID
    starts_on: date
    ends_on: date
    due: date


@dataclass
class Sum:
    """One period's figure in one cell, and what it consists of."""

    span: Span
    amount: Amount | None = None
    """None when nobody has reported: that is no report, and never zero."""
    parts: dict[UUID, Amount] = field(default_factory=dict)
    hidden: bool = False
    """Kept from the public because the group is small. The amount is then gone."""


def over_organisations(rules: Rules, parts: Mapping[UUID, Amount]) -> Amount | None:
    """Put together what organisations have reported for one cell and period."""
    if rules.over_organisations == Organisations.SINGLE:
        return parts.get(rules.single_source) if rules.single_source else None
    if not parts:
        return None
    return _ways(rules)[rules.over_organisations](list(parts.values()))


def _ways(rules: Rules) -> dict[str, Callable[[Sequence[Amount]], Amount]]:
    return {
        Organisations.SUM: amounts.total,
        Organisations.RATIO: lambda all_: amounts.ratio(all_, rules.scale),
        Organisations.MEAN: amounts.mean,
        Organisations.MAX: amounts.highest,
        Organisations.MIN: amounts.lowest,
        Organisations.OVERLAPPING: amounts.overlap,
    }


def over_time(rules: Rules, sums: Sequence[Sum]) -> Amount | None:
    """Put the periods' figures together, those of them that there are. `sums` are in order of time."""
    there = [one.amount for one in sums if one.amount is not None]
    if not there:
        return None
    if rules.over_time == Time.LATEST:
        return there[-1]
    if rules.over_time == Time.MAX:
        return amounts.highest(there)
    if all(one.denominator is not None for one in there):
        return amounts.ratio(there, rules.scale)
    return amounts.mean(there) if rules.over_time == Time.MEAN else amounts.total(there)


def like_with_like(rules: Rules, earlier: Sum, later: Sum) -> tuple[Amount | None, Amount | None]:
    """Return two periods' figures over the organisations that have reported both.

    Who has not reported yet is no decline. Where it is not known what a figure consists of, it stands as it is.
    """
    if not (earlier.parts and later.parts):
        return earlier.amount, later.amount
    both = earlier.parts.keys() & later.parts.keys()
    was, became = ({one: sum_.parts[one] for one in both} for sum_ in (earlier, later))
    return over_organisations(rules, was), over_organisations(rules, became)


def series(rules: Rules, spans: Iterable[Span], reported: Mapping[UUID, Sequence[Reported]], cell: str) -> list[Sum]:
    """Return one figure per period, in order of time.

    Args:
        reported: what stands, by period.
    """
    found = []
    for span in sorted(spans, key=lambda one: one.starts_on):
        parts = {one.organisation: one.amount for one in reported.get(span.id, ()) if one.cell == cell}
        found.append(Sum(span, over_organisations(rules, parts), parts))
    return found
