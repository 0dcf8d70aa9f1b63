"""Sets of numbers kept as ranges. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Range = tuple[int, int]


def merge(ranges: Iterable[Sequence[int]]) -> list[Range]:
    """Return the union of ranges, sorted and without overlap; touching ranges become one."""
    merged: list[Range] = []
    for first, last in sorted((one[0], one[1]) for one in ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def snap(ranges: Iterable[Sequence[int]], numbers: Sequence[int]) -> list[Range]:
    """Return ranges that cover the same of `numbers` (sorted) with as few ranges as possible.

    Numbers between two messages belong to edits and reactions; a gap made of those alone is no gap.
    """
    spans = []
    for first, last in merge(ranges):
        start, end = bisect_left(numbers, first), bisect_right(numbers, last)
        if start < end:
            spans.append((start, end - 1))
    return [(numbers[start], numbers[end]) for start, end in merge(spans)]


def count_outside(ranges: Iterable[Sequence[int]], numbers: Sequence[int]) -> int:
    """Return how many of `numbers` (sorted) lie in none of the ranges."""
    inside = sum(bisect_right(numbers, last) - bisect_left(numbers, first) for first, last in merge(ranges))
    return len(numbers) - inside
