"""A number as it was said: exactly, about, more than, less than, or between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from network.goals.models.returns import Operator


@dataclass(frozen=True)
class Amount:
    """A figure: a number, or a share with its numerator and denominator kept.

    `number` is what is shown; for a share it is numerator / denominator times the indicator's scale. `high` is there
    only when the figure lies between `number` and it.
    """

    number: Decimal
    operator: str = Operator.EXACT
    high: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def top(self) -> Decimal:
        """The highest the figure is said to be."""
        return self.number if self.high is None else self.high


def share(numerator: Decimal, denominator: Decimal, scale: int, operator: str = Operator.EXACT) -> Amount:
    """Return a share. The denominator is above zero: the edge refuses others."""
    return Amount(numerator / denominator * scale, operator, None, numerator, denominator)


def between(low: Decimal, high: Decimal, operator: str = Operator.EXACT) -> Amount:
    """Return what lies between two numbers, or the number, said with `operator`, if they are the same."""
    return Amount(low, operator) if low == high else Amount(low, Operator.RANGE, high)


def total(amounts: Sequence[Amount]) -> Amount:
    """Add figures. The sum is as inexact as the least exact of them. There is at least one."""
    low = sum((one.number for one in amounts), Decimal(0))
    return _combined(low, sum((one.top for one in amounts), Decimal(0)), amounts)


def mean(amounts: Sequence[Amount]) -> Amount:
    """Return the mean. There is at least one figure."""
    whole, count = total(amounts), len(amounts)
    return Amount(whole.number / count, whole.operator, None if whole.high is None else whole.high / count)


def ratio(amounts: Sequence[Amount], scale: int) -> Amount:
    """Return all numerators over all denominators: shares of different wholes are never averaged."""
    numerator = sum((one.numerator or Decimal(0) for one in amounts), Decimal(0))
    denominator = sum((one.denominator or Decimal(0) for one in amounts), Decimal(0))
    return share(numerator, denominator, scale, _least_exact(amounts))


def highest(amounts: Sequence[Amount]) -> Amount:
    """Return the highest figure; a range when it is not certain which one that is."""
    top = max(amounts, key=lambda one: (one.number, one.top))
    high = max(one.top for one in amounts)
    return top if high == top.top else between(top.number, high)


def lowest(amounts: Sequence[Amount]) -> Amount:
    """Return the lowest figure; a range when it is not certain which one that is."""
    bottom = min(amounts, key=lambda one: (one.number, one.top))
    high = min(one.top for one in amounts)
    return bottom if high == bottom.top else between(bottom.number, high)


def overlap(amounts: Sequence[Amount]) -> Amount:
    """Return the range in which the number of different ones must lie when some may be counted by several.

    At least as many as the largest figure, at most as many as all together.
    """
    if len(amounts) == 1:
        return amounts[0]
    return between(max(one.number for one in amounts), total(amounts).top, _least_exact(amounts))


def _combined(low: Decimal, high: Decimal, amounts: Sequence[Amount]) -> Amount:
    if any(one.operator == Operator.RANGE for one in amounts):
        return Amount(low, Operator.RANGE, high)
    return Amount(low, _least_exact(amounts))


def _least_exact(amounts: Sequence[Amount]) -> str:
    said = {one.operator for one in amounts} - {Operator.EXACT}
    if not said:
        return Operator.EXACT
    # More than this and less than that says nothing but "about".
    return said.pop() if len(said) == 1 else Operator.ABOUT
