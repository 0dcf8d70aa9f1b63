"""What a chart shows: figures in their places, what is wanted, and names under the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Dot:
    """One figure in its place: a number, a range, or why there is none."""

    at: float
    """Where along the axis: the ordinal of a day, or years since a start."""
    low: Decimal | None
    label: str
    """The figure as it was said."""
    high: Decimal | None = None
    hidden: bool = False
    """Kept from the public. Then there is no number here either."""
    exact: bool = True

    @property
    def top(self) -> Decimal | None:
        """The highest that the figure is said to be."""
        return self.low if self.high is None else self.high


@dataclass(frozen=True)
class Series:
    """Figures that belong together."""

    name: str
    dots: Sequence[Dot]
    kind: Literal["line", "column", "beside"] = "line"


@dataclass(frozen=True)
class Mark:
    """One point of a target line, with what is wanted there."""

    at: float
    number: Decimal
    label: str = ""
    high: Decimal | None = None


@dataclass(frozen=True)
class Target:
    """A line of what is wanted, from where one began to the last target; `old` when another has taken its place."""

    marks: Sequence[Mark]
    old: bool = False


@dataclass(frozen=True)
class Tick:
    """A name under the axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    """All that is drawn. `key` makes the ids of one page differ."""

    key: str
    title: str
    description: str
    series: Sequence[Series]
    ticks: Sequence[Tick]
    targets: Sequence[Target] = ()
    decimals: int = 0
    named: bool = False
    """Whether each series says its name at its newest figure."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw but emptiness."""
        return not any(dot.low is not None for one in self.series for dot in one.dots)
