"""Which chart an indicator gets, and the table that says the same: both from one picture."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _

from network.goals import words
from network.goals.charts import Chart, Dot, Mark, Series, Target, Tick
from network.goals.models import Benchmark, Calendar, Indicator, Operator
from network.goals.models import Target as TargetRow
from network.goals.picture import CellPicture, Picture, aims_of, rules_of
from network.goals.presenting import period_name, sum_in_words
from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.rollup import Span, Sum, over_time
from network.goals.reckoning.status import Aim


def chart_of(
    picture: Picture, cell: CellPicture | None = None, *, old: Iterable[TargetRow] = (), until: date | None = None
) -> Chart:
    """Return the chart of an indicator's cell; of its total if none is named.

    Args:
        old: targets whose place others have taken, or that were withdrawn.
        until: leave out periods that end later.
    """
    indicator, shown = picture.indicator, cell or picture.total
    sums = _from_the_first([one for one in shown.sums if until is None or one.span.ends_on <= until], indicator)
    adds_up = indicator.over_time == Indicator.OverTime.SUM
    kind: Any = "column" if indicator.kind == Indicator.Kind.FLOW else "line"
    series = [Series(indicator.name, [_dot(one, picture) for one in sums], kind)]
    if adds_up and len(sums) > 1:
        series.append(Series(_("together"), _running(indicator, sums)))
    targets = [_path(indicator, shown.aims)] if shown.aims else []
    targets += [Target(_marks(indicator, [_aim(one)], _("earlier: %(aim)s")), old=True) for one in old]
    return Chart(
        key=f"{indicator.code}-{shown.cell.place}",
        title=_("%(name)s, %(unit)s") % {"name": indicator.name, "unit": indicator.unit},
        description=_description(indicator, sums, shown.aims),
        series=series,
        ticks=[Tick(_place(one.span), short_name(indicator.calendar, one.span.starts_on)) for one in sums],
        targets=targets,
        decimals=indicator.decimals,
    )


def _from_the_first(sums: Sequence[Sum], indicator: Indicator) -> list[Sum]:
    """Return figures from the first that there is, or from when the goal began: what lies before is no gap."""
    there = (place for place, one in enumerate(sums) if one.amount is not None or one.hidden)
    since = (place for place, one in enumerate(sums) if one.span.ends_on >= indicator.goal.starts_on)
    return list(sums[min(next(there, len(sums)), next(since, len(sums))) :])


def _place(span: Span) -> float:
    return float(span.ends_on.toordinal())


def _dot(one: Sum, picture: Picture) -> Dot:
    """Return the figure of a period; one that lacks somebody's report says so, lest it look like a fall."""
    dot = _dot_at(_place(one.span), one.amount, picture.indicator, hidden=one.hidden)
    if dot.low is None or not lacking(picture, one.span):
        return dot
    return replace(dot, label=f"{dot.label} ({_reported(picture, one.span)})", exact=False)


def lacking(picture: Picture, span: Span) -> int:
    """Return how many of those who report an indicator have no approved answer for a period; none for the public."""
    return 0 if picture.public else len(picture.expected_in(span) - set(picture.answers.get(span.id, {})))


def _dot_at(at: float, amount: Amount | None, indicator: Indicator, *, hidden: bool = False) -> Dot:
    if amount is None:
        return Dot(at, None, _("too few to show") if hidden else _("no report"), hidden=hidden)
    label = words.said(amount, indicator, unit=False)
    return Dot(at, amount.number, label, amount.high, exact=amount.operator in {Operator.EXACT, Operator.RANGE})


def _running(indicator: Indicator, sums: Sequence[Sum]) -> list[Dot]:
    """Return how much there has been up to each reported period: what a target is held against."""
    rules, dots, since = rules_of(indicator), [], indicator.goal.starts_on
    counted = [one for one in sums if one.span.ends_on >= since]
    for place, one in enumerate(counted, start=1):
        if any(earlier.hidden for earlier in counted[:place]):
            break  # The sum would tell what is hidden.
        if one.amount is not None:
            dots.append(_dot_at(_place(one.span), over_time(rules, counted[:place]), indicator))
    return dots if len(dots) > 1 else []


def _path(indicator: Indicator, aims: Sequence[Aim]) -> Target:
    marks = _marks(indicator, aims)
    if indicator.baseline is not None and indicator.baseline_on and indicator.baseline_on < aims[0].on:
        high = indicator.baseline if aims[0].high is not None else None
        label = _("start: %(number)s") % {"number": words.number(indicator.baseline, indicator.decimals)}
        marks.insert(0, Mark(float(indicator.baseline_on.toordinal()), indicator.baseline, label, high))
    return Target(marks)


def _marks(indicator: Indicator, aims: Sequence[Aim], phrase: str = "%(aim)s") -> list[Mark]:
    return [
        Mark(float(one.on.toordinal()), one.number, phrase % {"aim": _short(one, indicator)}, one.high) for one in aims
    ]


def _short(aim: Aim, indicator: Indicator) -> str:
    """Return a target without its unit, with its day: the unit stands in the chart's title."""
    text = words.aim(aim, indicator).removesuffix(f" {indicator.unit}")
    return f"{text}, {words.day(aim.on, 'medium')}"


def _aim(row: TargetRow) -> Aim:
    return Aim(row.on, row.operator, row.number, row.high)


def old_targets(targets: Sequence[TargetRow], cell: CellPicture) -> list[TargetRow]:
    """Return a cell's targets that no longer hold: those changed since, and those withdrawn."""
    held = {(one.on, one.number, one.high) for one in aims_of(targets, cell.cell.pk)}
    there = [one for one in targets if one.cell_id == cell.cell.pk and not one.withdrawn]
    return [one for one in there if (one.on, one.number, one.high) not in held]


def short_name(calendar: str, starts_on: date) -> str:
    """Return a period's name where there is little room: "2017", "K2 17", "okt. 17"."""
    if calendar == Calendar.YEAR:
        return str(starts_on.year)
    if calendar == Calendar.MONTH:
        return str(format_date(starts_on, "LLL yy", locale=words.language()))
    part = (starts_on.month - 1) // (3 if calendar == Calendar.QUARTER else 6) + 1
    phrase = _("Q%(part)s %(year)s") if calendar == Calendar.QUARTER else _("H%(part)s %(year)s")
    return phrase % {"part": part, "year": f"{starts_on.year % 100:02}"}


def _description(indicator: Indicator, sums: Sequence[Sum], aims: Sequence[Aim]) -> str:
    """Return what a chart shows, for those who cannot see it; the table has it all."""
    told = [f"{period_name(indicator, one.span)}: {sum_in_words(one, indicator)}" for one in sums]
    told += [
        _("target on %(day)s: %(aim)s") % {"day": words.day(one.on), "aim": words.aim(one, indicator)} for one in aims
    ]
    return ". ".join(told) + "." if told else _("Nothing has been reported yet.")


def table_of(picture: Picture, cell: CellPicture | None = None) -> list[dict[str, Any]]:
    """Return the rows of the table that says what a chart shows, the newest period first."""
    indicator, shown = picture.indicator, cell or picture.total
    running: dict[float, str] = {}
    if indicator.over_time == Indicator.OverTime.SUM:
        running = {dot.at: dot.label for dot in _running(indicator, shown.sums)}
    return [
        {
            "period": period_name(indicator, one.span),
            "span": one.span,
            "value": sum_in_words(one, indicator),
            "missing": one.amount is None,
            "together": running.get(_place(one.span), ""),
            "aims": [_short(aim, indicator) for aim in shown.aims if one.span.starts_on <= aim.on <= one.span.ends_on],
            "reported": _reported(picture, one.span),
        }
        for one in reversed(shown.sums)
    ]


def _reported(picture: Picture, span: Span) -> str:
    if picture.public:
        return ""
    expected = picture.expected_in(span)
    answered = sum(one in expected for one in picture.answers.get(span.id, {}))
    return _("%(count)s of %(all)s") % {"count": answered, "all": len(expected)} if expected else ""


def benchmark_chart(picture: Picture, benchmarks: Sequence[Benchmark]) -> Chart | None:
    """Return our series beside those of other areas, by years since each began; None if nothing can be compared."""
    indicator = picture.indicator
    alike = [one for one in benchmarks if one.unit == indicator.unit and one.values.all()]
    if not alike:
        return None
    own = _by_years(picture)
    series = [Series(_("we"), own)] if own else []
    series += [Series(one.area, [_said(value) for value in one.values.all()], "beside") for one in alike]
    years = sorted({dot.at for one in series for dot in one.dots})
    return Chart(
        key=f"{indicator.code}-beside",
        title=_("%(name)s beside other areas, by years since the start") % {"name": indicator.name},
        description=_told_beside(series),
        series=series,
        ticks=[Tick(at, _("year %(n)s") % {"n": int(at)}) for at in years],
        decimals=indicator.decimals,
        named=True,
    )


def _by_years(picture: Picture) -> list[Dot]:
    indicator, newest = picture.indicator, {}
    for one in picture.total.sums:
        years = one.span.ends_on.year - indicator.goal.starts_on.year
        if years >= 0:
            newest[years] = one  # Of several periods in a year the last one stands for it.
    return [_dot_at(float(years), one.amount, indicator, hidden=one.hidden) for years, one in sorted(newest.items())]


def _said(value: Any) -> Dot:
    exact = value.operator in {Operator.EXACT, Operator.RANGE}
    return Dot(float(value.years), value.number, benchmark_words(value), value.high, exact=exact)


def benchmark_words(value: Any) -> str:
    """Return another area's number as its source puts it: "mer än 3×" and "närmare 60" stay what they are."""
    if value.as_said:
        return str(value.as_said)
    number: Decimal = value.number
    decimals = 0 if number == number.to_integral_value() else 1
    return words.as_said(number, value.operator, value.high, decimals)


def _told_beside(series: Sequence[Series]) -> str:
    return " ".join(
        f"{one.name}: " + ", ".join(_("year %(n)s") % {"n": int(dot.at)} + f" {dot.label}" for dot in one.dots) + "."
        for one in series
    )
