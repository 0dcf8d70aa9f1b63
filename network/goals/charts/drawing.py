"""A chart drawn as SVG."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from network.goals import words
from network.goals.charts.parts import Chart, Dot, Mark, Series
from network.goals.charts.room import BOTTOM, HEIGHT, LETTER, LINE, NARROW, TOP, WIDE, Plane, Room


def draw(chart: Chart, *, width: int | None = None, ink: str = "") -> SafeString:
    """Return a chart as SVG.

    Args:
        width: in pixels, for paper; else as wide as where it stands.
        ink: a style sheet to put inside, where that of the page does not reach.
    """
    plane = Plane.of(chart)
    room = Room(width)
    marks = [_targets(chart, plane, room), _series(chart, plane, room), *room.placed]
    return format_html(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" width="{}" height="{}"'
        ' aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{}</title><desc id="{key}-desc">{}</desc>'
        "{}{}{}</svg>",
        width or "100%",
        HEIGHT,
        chart.title,
        chart.description,
        format_html("<style>{}</style>", ink) if ink else "",
        _ground(chart, plane, room),
        format_html_join("", "{}", ((one,) for one in marks)),
        key=f"chart-{chart.key}",
    )


def _ground(chart: Chart, plane: Plane, room: Room) -> SafeString:
    """Return the even lines with their numbers, and the names under the axis."""
    decimals = 0 if plane.step == plane.step.to_integral_value() else max(1, chart.decimals)
    count = int((plane.high - plane.low) / plane.step)
    numbers = [plane.low + plane.step * place for place in range(count + 1)]
    lines = [
        ("chart-zero" if one == 0 else "chart-line", plane.y(one), plane.y(one) - 4, words.number(one, decimals))
        for one in numbers
    ]
    for _kind, y, _at, label in lines:
        room.keep(0, y - LINE, len(label) * LETTER + 4, y)
    return format_html(
        "{}{}",
        format_html_join(
            "",
            '<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/><text class="chart-number" x="0" y="{}">{}</text>',
            ((kind, y, y, at, label) for kind, y, at, label in lines),
        ),
        _ticks(chart, plane, room),
    )


def _ticks(chart: Chart, plane: Plane, room: Room) -> SafeString:
    """Return the names under the axis: as many as have room, the last one always."""
    shown, taken = [], {True: float("inf"), False: float("inf")}
    for tick in reversed(chart.ticks):
        x, free = plane.x(tick.at), {}
        for width, narrow in ((NARROW, True), (room.width or WIDE, False)):
            half = len(tick.label) * LETTER / 2
            free[narrow] = x * width / 100 + half + 4 <= taken[narrow]
            if free[narrow]:
                taken[narrow] = x * width / 100 - half
        if free[False]:
            shown.append(("" if free[True] or room.width else " is-wide", x, HEIGHT - 10, tick.label))
    html = '<text class="chart-tick{}" x="{}%" y="{}" text-anchor="middle">{}</text>'
    return format_html_join("", html, shown)


def _targets(chart: Chart, plane: Plane, room: Room) -> SafeString:
    drawn = []
    for target in sorted(chart.targets, key=lambda one: not one.old):
        kind = "target-old" if target.old else "target"
        for level in ("number", "high"):
            drawn += _dashes(target.marks, plane, kind, level)
        for mark in target.marks:
            if mark.label:
                top = mark.number if mark.high is None else mark.high
                html = '<circle class="chart-{}-point" cx="{}%" cy="{}" r="3"/>'
                drawn.append(format_html(html, kind, plane.x(mark.at), plane.y(top)))
    return format_html_join("", "{}", ((one,) for one in drawn))


def _dashes(marks: Sequence[Mark], plane: Plane, kind: str, level: str) -> list[SafeString]:
    points = [(plane.x(mark.at), getattr(mark, level)) for mark in marks if getattr(mark, level) is not None]
    if len(points) == 1:  # Nothing leads to a single target: it holds from the beginning.
        points = [(plane.x(plane.first), points[0][1]), *points]
    html = '<line class="chart-{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>'
    pairs = pairwise(points)
    return [format_html(html, kind, a, plane.y(one), b, plane.y(other)) for (a, one), (b, other) in pairs]


def _series(chart: Chart, plane: Plane, room: Room) -> SafeString:
    drawn: list[SafeString] = []
    for one in chart.series:
        drawn += [_emptiness(dot, plane) for dot in one.dots if dot.low is None and one.kind != "beside"]
    for one in chart.series:
        drawn += _columns(one, plane) if one.kind == "column" else _joined(one, plane)
        _block(one, plane, room)
    _label(chart, plane, room)
    return format_html_join("", "{}", ((one,) for one in drawn))


def _block(one: Series, plane: Plane, room: Room) -> None:
    """Keep words away from what a series draws."""
    there = [dot for dot in one.dots if dot.top is not None]
    for dot in there:
        x, y = plane.x(dot.at), plane.y(dot.top or Decimal(0))
        if one.kind == "column":
            room.block_column(x, y, plane.y(Decimal(0)))
        else:
            room.block(x, y)
    if one.kind == "line":
        for a, b in pairwise(one.dots):
            if a.top is not None and b.top is not None:
                room.block_line((plane.x(a.at), plane.y(_middle(a))), (plane.x(b.at), plane.y(_middle(b))))


def _label(chart: Chart, plane: Plane, room: Room) -> None:
    """Put the words: the newest figures, then the targets, then older figures and what is beside."""
    order = sorted(chart.series, key=lambda one: ["line", "column", "beside"].index(one.kind))
    there = [(one, [dot for dot in one.dots if dot.top is not None]) for one in order]
    for one, dots in there:
        if dots:
            _label_dot(dots[-1], one, plane, room, named=chart.named)
    for target in chart.targets:
        for mark in reversed(target.marks):
            if mark.label:
                y = plane.y(mark.number if mark.high is None else mark.high)
                kind = "target-old-label" if target.old else "target-label"
                room.put(mark.label, plane.x(mark.at), [y - 9, y + 19, y - 26, y + 35, y - 43], kind)
    for one, dots in there:
        for dot in reversed(dots[:-1]):
            _label_dot(dot, one, plane, room)


def _label_dot(dot: Dot, one: Series, plane: Plane, room: Room, *, named: bool = False) -> None:
    if dot.top is None:
        return
    y = plane.y(dot.top)
    places = [y - 9] if one.kind == "column" else [y - 11, y + 21]
    words_ = f"{one.name}: {dot.label}" if named else dot.label
    if not room.put(words_, plane.x(dot.at), places, f"{one.kind}-label") and named:
        room.put(dot.label, plane.x(dot.at), places, f"{one.kind}-label")


def _emptiness(dot: Dot, plane: Plane) -> SafeString:
    """Return the place of a figure that is not there, with why: words from below, over a pale band."""
    text = _("small group") if dot.hidden else _("no report")
    html = (
        '<svg class="chart-gap" x="{}%" overflow="visible"><rect x="-13" y="{}" width="26" height="{}" rx="3"/>'
        '<text transform="translate(4 {}) rotate(-90)">{}</text></svg>'
    )
    bottom = HEIGHT - BOTTOM
    return format_html(html, plane.x(dot.at), TOP, bottom - TOP, bottom - 8, text)


def _columns(one: Series, plane: Plane) -> list[SafeString]:
    html = '<line class="chart-{}" x1="{x}%" x2="{x}%" y1="{}" y2="{}"/>'
    drawn = []
    for dot in one.dots:
        if dot.low is not None:
            x = plane.x(dot.at)
            drawn.append(format_html(html, "column", plane.y(Decimal(0)), plane.y(dot.low), x=x))
            if dot.high is not None:
                drawn.append(format_html(html, "column-range", plane.y(dot.low), plane.y(dot.high), x=x))
    return drawn


def _joined(one: Series, plane: Plane) -> list[SafeString]:
    """Return a line through neighbours that are both there, a ring for what is not exact, a whisker for a range."""
    kind = "beside" if one.kind == "beside" else "own"
    html = '<line class="chart-{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>'
    drawn = []
    for a, b in pairwise(one.dots):
        if a.top is not None and b.top is not None:
            drawn.append(
                format_html(html, kind, plane.x(a.at), plane.y(_middle(a)), plane.x(b.at), plane.y(_middle(b)))
            )
    for dot in one.dots:
        if dot.low is None:
            continue
        x = plane.x(dot.at)
        if dot.high is not None:
            drawn.append(format_html(html, f"{kind}-range", x, plane.y(dot.low), x, plane.y(dot.high)))
        ring = "" if dot.exact else " is-about"
        circle = '<circle class="chart-{}-dot{}" cx="{}%" cy="{}" r="5"/>'
        drawn.append(format_html(circle, kind, ring, x, plane.y(_middle(dot))))
    return drawn


def _middle(dot: Dot) -> Decimal:
    assert dot.low is not None
    return dot.low if dot.high is None else (dot.low + dot.high) / 2
