"""What an indicator comes to for a period: as it stands, and as it would be with what a return holds now."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from network.goals.figures import amount_of, standing_now
from network.goals.models import Return, Value
from network.goals.picture import rules_of
from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.rollup import over_organisations


@dataclass(frozen=True)
class Outlook:
    """One cell of an indicator for one period, over all organisations."""

    cell: str
    standing: Amount | None
    """As it has been approved; None when nobody has reported."""
    with_return: Amount | None
    """As it would be if the return were approved as it is."""


def outlook(report: Return, values: Iterable[Value]) -> list[Outlook]:
    """Return every cell of a return's indicator for its period.

    Args:
        values: the draft values of the return.
    """
    indicator, rules = report.indicator, rules_of(report.indicator)
    reported = standing_now([indicator])[indicator.pk].reported[report.period_id]
    mine = {one.cell.key: amount_of(one, indicator.scale) for one in values}
    found = []
    for cell in indicator.cells.all():
        parts = {one.organisation: one.amount for one in reported if one.cell == cell.key}
        found.append(
            Outlook(
                cell.key,
                over_organisations(rules, parts),
                over_organisations(rules, _replaced(parts, report.organisation_id, mine.get(cell.key))),
            )
        )
    return found


def _replaced(parts: dict[UUID, Amount], organisation: UUID, amount: Amount | None) -> dict[UUID, Amount]:
    others = {one: there for one, there in parts.items() if one != organisation}
    return others if amount is None else {**others, organisation: amount}
