"""Where things lie in a chart: moments and numbers, and the words that must not lie over each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from network.goals.charts.parts import Chart

HEIGHT, TOP, BOTTOM = 272, 34, 32
"""Pixels: the whole, and what is above and below the figures."""
LEFT, RIGHT = 10.0, 93.0
"""Per cent of the width between which the figures stand."""
NARROW, WIDE = 288, 620
"""Widths in pixels for which it is worked out which labels have room: a small phone, and a column of text."""
LETTER, LINE = 6.9, 16
"""Width of a letter and height of a line of 13 px text, a little generously."""
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Plane:
    """Where a moment and a number lie in the picture."""

    first: float
    last: float
    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def of(cls, chart: Chart) -> "Plane":
        """Make room for everything a chart shows; counts begin at zero, so that lengths compare."""
        marks = [mark for target in chart.targets for mark in target.marks]
        dots = [dot for one in chart.series for dot in one.dots]
        places = [dot.at for dot in dots] + [mark.at for mark in marks] or [0.0]
        numbers = [one for dot in dots for one in (dot.low, dot.top) if one is not None]
        numbers += [one for mark in marks for one in (mark.number, mark.high) if one is not None]
        top, bottom = max(numbers, default=Decimal(0)), min(numbers, default=Decimal(0))
        bottom = min(bottom, Decimal(0))
        step = _step((top - bottom) or Decimal(1))
        low = (bottom / step).to_integral_value("ROUND_FLOOR") * step
        high = max((top / step).to_integral_value("ROUND_CEILING") * step, low + step)
        return cls(min(places), max(places), low, high, step)

    def x(self, at: float) -> float:
        """Return a place along the chart, in per cent; one alone stands in the middle."""
        if self.first == self.last:
            return (LEFT + RIGHT) / 2
        return round(LEFT + (RIGHT - LEFT) * (at - self.first) / (self.last - self.first), 2)

    def y(self, number: Decimal) -> float:
        """Return a height in pixels from the top."""
        share = float((number - self.low) / (self.high - self.low))
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)


def _step(span: Decimal) -> Decimal:
    """Return an even distance between three or four lines."""
    rough = span / 3
    power = Decimal(10) ** rough.adjusted()
    return next(power * one for one in STEPS if power * one >= rough)


@dataclass
class Room:
    """Where words already stand, so that no others are put over them."""

    width: int | None = None
    boxes: list[tuple[float, float, float, float, bool]] = field(default_factory=list)
    placed: list[SafeString] = field(default_factory=list)

    def put(self, words_: str, x: float, places: Sequence[float], kind: str) -> bool:
        """Put a label at the first of some heights that is free; say whether there was room at all."""
        anchor = "start" if x < 22 else "end" if x > 74 else "middle"
        there = [y for y in places if TOP - 22 <= y <= HEIGHT - BOTTOM - 4]
        wide = [y for y in there if self._is_free(words_, x, y, anchor, self.width or WIDE, narrow=False)]
        both = [y for y in wide if self._is_free(words_, x, y, anchor, NARROW, narrow=True)]
        if not wide:
            return False
        y, everywhere = (both or wide)[0], bool(both)
        self._take(words_, x, y, anchor, only_wide=not everywhere)
        mark = "" if everywhere or self.width else " is-wide"
        html = '<text class="chart-label chart-{}{}" x="{}%" y="{}" text-anchor="{}">{}</text>'
        self.placed.append(format_html(html, kind, mark, x, y, anchor, words_))
        return True

    def keep(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep words away from a place that is the same on any screen, in pixels."""
        self.boxes += [(left, top, right, bottom, narrow) for narrow in (True, False)]

    def block(self, x: float, y: float, size: float = 10) -> None:
        """Keep words away from a point."""
        for width, narrow in ((NARROW, True), (self.width or WIDE, False)):
            at = x * width / 100
            self.boxes.append((at - size / 2, y - size / 2, at + size / 2, y + size / 2, narrow))

    def block_column(self, x: float, top: float, bottom: float, size: float = 26) -> None:
        """Keep words out of a column."""
        for width, narrow in ((NARROW, True), (self.width or WIDE, False)):
            at = x * width / 100
            self.boxes.append((at - size / 2, top, at + size / 2, bottom, narrow))

    def block_line(self, start: tuple[float, float], end: tuple[float, float], points: int = 8) -> None:
        """Keep words off a line."""
        for place in range(1, points):
            share = place / points
            self.block(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share, 4)

    def _span(self, words_: str, x: float, anchor: str, width: float) -> tuple[float, float]:
        size, at = len(words_) * LETTER, x * width / 100
        start = {"start": at, "middle": at - size / 2, "end": at - size}[anchor]
        return start, start + size

    def _is_free(self, words_: str, x: float, y: float, anchor: str, width: float, *, narrow: bool) -> bool:
        left, right = self._span(words_, x, anchor, width)
        if left < 0 or right > width:
            return False
        taken = (box for box in self.boxes if box[4] == narrow)
        return not any(left < box[2] and right > box[0] and y - 12 < box[3] and y + 4 > box[1] for box in taken)

    def _take(self, words_: str, x: float, y: float, anchor: str, *, only_wide: bool) -> None:
        for width, narrow in ((NARROW, True), (self.width or WIDE, False)):
            if narrow and only_wide:
                continue
            left, right = self._span(words_, x, anchor, width)
            self.boxes.append((left - 3, y - 12, right + 3, y + 4, narrow))
