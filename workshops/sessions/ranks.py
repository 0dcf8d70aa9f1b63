"""Places in an order that people share. Gaps are left between them, so that moving one thing seldom moves another."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

GAP = 1 << 20


def rank_after(siblings: Sequence[Any], after: UUID | None, moved: Callable[[Any], object]) -> int:
    """Return a rank for something that is to stand after the sibling `after`, first when None, last when unknown.

    Args:
        siblings: the things in order, without the one to be placed, each with `pk` and `rank`.
        moved: called with each sibling whose rank had to change since no room was left: to store it and tell of it.
    """
    ids = [one.pk for one in siblings]
    at = 0 if after is None else ids.index(after) + 1 if after in ids else len(ids)
    before = siblings[at - 1].rank if at else None
    behind = siblings[at].rank if at < len(siblings) else None
    if before is None and behind is None:
        return 0
    if before is None or behind is None:
        return behind - GAP if before is None else before + GAP  # type: ignore[operator]
    if behind - before < 2:
        for place, one in enumerate(siblings):
            one.rank = place * GAP
            moved(one)
        return rank_after(siblings, after, moved)
    return int(before + behind) // 2
