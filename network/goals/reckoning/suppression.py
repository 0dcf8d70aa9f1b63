"""Small groups are kept from the public, so that nobody can be recognised or worked out.

A number of people below the threshold is hidden. Where what is hidden stands alone among numbers that add up to a
shown one, it could be worked out by subtraction; and where all that is hidden together is still a small group, that
group could. Then the smallest of the others is hidden too, until neither is so. Zero is no group.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from network.goals.models.returns import Operator
from network.goals.reckoning.amounts import Amount, ratio, total
from network.goals.reckoning.rollup import Sum

Group = Sequence[Sum]
"""Figures that add up to one that is shown."""


def is_small(amount: Amount, threshold: int) -> bool:
    """Say whether a figure tells of a group below `threshold`. A share is small if either of its numbers is."""
    counts = [amount.number, amount.high]
    if amount.denominator is not None and amount.numerator is not None:
        # The people who are not in the numerator are a group as well.
        counts = [amount.numerator, amount.denominator, amount.denominator - amount.numerator]
    if amount.operator == Operator.LESS and amount.number <= threshold:
        return True
    return any(one is not None and Decimal(0) < one < threshold for one in counts)


def hide_small(sums: Iterable[Sum], groups: Iterable[Group], threshold: int) -> None:
    """Hide every figure below the threshold, and those of its group without which it would be given away."""
    small = [one for one in sums if one.amount is not None and is_small(one.amount, threshold)]
    beside = [one for group in groups for one in _also_hidden(group, threshold)]
    for one in small + beside:
        hide(one)


def _also_hidden(group: Group, threshold: int) -> list[Sum]:
    """Return what has to be hidden in a group besides its small figures: the smallest first, zeros last of all."""
    told = [(one, one.amount) for one in group if one.amount is not None]
    hidden = [amount for _one, amount in told if is_small(amount, threshold)]
    others = [pair for pair in told if not is_small(pair[1], threshold)]
    others.sort(key=lambda pair: (not _tells_of_people(pair[1]), _size(pair[1])))
    more: list[Sum] = []
    last: Decimal | None = None
    for one, amount in others if hidden else []:
        # Of two alike both go: the one that was left would tell that what is hidden is not smaller.
        if not (_size(amount) == last or _only_one_way(hidden, threshold) or _told(hidden, amount, threshold)):
            break
        more.append(one)
        hidden.append(amount)
        last = _size(amount)
    return more


def _told(hidden: Sequence[Amount], beside: Amount, threshold: int) -> bool:
    """Say whether subtraction tells a small group. Where only zeros are beside it, the sum is small and not shown."""
    return _tells_of_people(beside) and (len(hidden) == 1 or is_small(_together(hidden), threshold))


def _only_one_way(hidden: Sequence[Amount], threshold: int) -> bool:
    """Say whether what several hidden figures come to can come about in one way only, all being small: all are 1, or
    all are as large as a small group can be.
    """
    ends = {Decimal(1), Decimal(threshold - 1)}
    numbers = {one.number for one in hidden if one.denominator is None}
    return len(hidden) > 1 and len(numbers) == 1 and numbers <= ends


def _tells_of_people(amount: Amount) -> bool:
    # None of twenty is a figure about twenty people; none at all is a figure about nobody.
    return amount.denominator is not None or amount.top != 0


def _size(amount: Amount) -> Decimal:
    return amount.number if amount.denominator is None else amount.denominator


def _together(hidden: Sequence[Amount]) -> Amount:
    return ratio(hidden, 1) if all(one.denominator is not None for one in hidden) else total(hidden)


def hide(one: Sum) -> None:
    """Take a figure and its parts away."""
    one.amount, one.parts, one.hidden = None, {}, True
