"""What in a return is worth a second look. A warning stops nobody: what is odd may still be true."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from network.goals.figures import amount_of
from network.goals.models import Indicator, Operator, Return, Value


@dataclass(frozen=True)
class Oddity:
    """Something odd about one cell, or about cells that belong together."""

    cell: str
    code: str
    """`out_of_range` or `parts_differ`."""
    words: str


def warnings_for(report: Return, values: Sequence[Value]) -> list[Oddity]:
    """Return what is odd about the values of a return."""
    indicator = report.indicator
    found = [_out_of_range(indicator, one) for one in values]
    return [one for one in found if one] + _parts_that_differ(indicator, values)


def _out_of_range(indicator: Indicator, value: Value) -> Oddity | None:
    amount = amount_of(value, indicator.scale)
    low, high = indicator.plausible_low, indicator.plausible_high
    if low is not None and amount.number < low:
        return Oddity(value.cell.key, "out_of_range", _("This is lower than is usual. Is it right?"))
    if high is not None and amount.top > high:
        return Oddity(value.cell.key, "out_of_range", _("This is higher than is usual. Is it right?"))
    return None


def _parts_that_differ(indicator: Indicator, values: Sequence[Value]) -> list[Oddity]:
    """Compare the total with the sum of each way it is broken down, where all of it is there and exact."""
    if indicator.kind not in {Indicator.Kind.STOCK, Indicator.Kind.FLOW}:
        return []
    exact = {one.cell.key: one.number for one in values if one.operator == Operator.EXACT and one.number is not None}
    if "" not in exact:
        return []
    groups: dict[str, list[str]] = defaultdict(list)
    for cell in indicator.cells.all():
        if cell.key:
            groups[cell.key.split("=")[0]].append(cell.key)
    words = _("The groups do not add up to the total.")
    return [
        Oddity("", "parts_differ", words)
        for keys in groups.values()
        if all(key in exact for key in keys) and sum((exact[key] for key in keys), Decimal(0)) != exact[""]
    ]
