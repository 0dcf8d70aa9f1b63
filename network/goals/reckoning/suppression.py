"""Small groups are kept from the public, so that nobody can be recognised or worked out.

A number of people below the threshold is hidden. Where one number alone is hidden among others that add up to a shown
one, it could be worked out by subtraction; then the smallest of the others is hidden too. Zero is no group.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.rollup import Sum

Group = Sequence[Sum]
"""Figures that add up to one that is shown."""


def is_small(amount: Amount, threshold: int) -> bool:
    """Say whether a figure tells of a group below `threshold`. A share is small if either of its numbers is."""
    counts = [amount.number, amount.high]
    if amount.denominator is not None and amount.numerator is not None:
        # The people who are not in the numerator are a group as well.
        counts = [amount.numerator, amount.denominator, amount.denominator - amount.numerator]
    return any(one is not None and Decimal(0) < one < threshold for one in counts)


def hide_small(sums: Iterable[Sum], threshold: int) -> None:
    """Hide every figure below the threshold, or made of a part below it that the others would give away."""
    for one in sums:
        if one.amount is not None and is_small(one.amount, threshold):
            hide(one)


def hide_what_gives_away(groups: Iterable[Group]) -> None:
    """Hide one more in each group where a single one is hidden."""
    for group in groups:
        hidden = [one for one in group if one.hidden]
        shown = [one for one in group if one.amount is not None and one.amount.number != 0]
        if len(hidden) == 1 and shown:
            hide(min(shown, key=lambda one: one.amount.number if one.amount else Decimal(0)))


def hide(one: Sum) -> None:
    """Take a figure and its parts away."""
    one.amount, one.parts, one.hidden = None, {}, True
