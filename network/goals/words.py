"""Figures, periods and cells in words, in the reader's language: what pages, mail, print and files show."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal, get_minus_sign_symbol
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.goals.models import Calendar, Dimension, Indicator, Operator, Target
from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.status import Aim, Status, Trend

STATUS_ICON = {
    Status.REACHED: "circle-check-big",
    Status.ON_TRACK: "circle-check",
    Status.CLOSE: "circle-dot",
    Status.BEHIND: "circle-alert",
    Status.FAR_BEHIND: "octagon-alert",
    Status.NO_REPORT: "circle-dashed",
    Status.NO_TARGET: "circle-minus",
}
"""A shape for each status, beside its word: colour never carries it alone."""
TREND_ICON = {
    Trend.IMPROVING: "trending-up",
    Trend.UNCHANGED: "move-right",
    Trend.WORSENING: "trending-down",
    Trend.UNKNOWN: "minus",
}


def language() -> str:
    """Return the reader's language as CLDR names it."""
    return (get_language() or "sv").split("-")[0]


def number(value: Decimal, decimals: int = 0) -> str:
    """Return a number with the language's separators and minus sign, rounded half up to `decimals`."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    written = str(format_decimal(rounded, format=pattern, locale=language()))
    return written.replace("-", get_minus_sign_symbol(language()))  # A pattern keeps its own hyphen for a minus.


def said(amount: Amount | None, indicator: Indicator, *, unit: bool = True) -> str:
    """Return a figure as it was said: "mer än 3", "cirka 60", "mellan 40 och 45"; "ingen rapport" without one."""
    if amount is None:
        return _("no report")
    text = as_said(amount.number, amount.operator, amount.high, indicator.decimals)
    return f"{text}\u00a0{indicator.unit}" if unit else text


def as_said(value: Decimal, operator: str, high: Decimal | None = None, decimals: int = 0) -> str:
    """Return a number with how exact it is said to be."""
    shown = {"number": number(value, decimals), "high": number(high, decimals) if high is not None else ""}
    phrases = {
        Operator.EXACT: "%(number)s",
        Operator.ABOUT: _("about %(number)s"),
        Operator.MORE: _("more than %(number)s"),
        Operator.LESS: _("less than %(number)s"),
        Operator.RANGE: _("between %(number)s and %(high)s"),
    }
    return phrases[Operator(operator)] % shown


def aim(found: Aim | None, indicator: Indicator) -> str:
    """Return a target or an expected value in words; nothing without one."""
    if found is None:
        return ""
    shown = {
        "number": number(found.number, indicator.decimals),
        "high": number(found.high, indicator.decimals) if found.high is not None else "",
        "unit": indicator.unit,
    }
    phrases = {
        Target.Operator.AT_LEAST: _("at least %(number)s %(unit)s"),
        Target.Operator.AT_MOST: _("at most %(number)s %(unit)s"),
        Target.Operator.WITHIN: _("between %(number)s and %(high)s %(unit)s"),
    }
    return phrases[Target.Operator(found.operator)] % shown


def period(calendar: str, starts_on: date) -> str:
    """Return the name of a period: "2017", "första halvåret 2017", "tredje kvartalet 2017", "oktober 2017"."""
    year = starts_on.year
    if calendar == Calendar.MONTH:
        return str(format_date(starts_on, "LLLL y", locale=language()))
    if calendar == Calendar.QUARTER:
        names = [_("first quarter"), _("second quarter"), _("third quarter"), _("fourth quarter")]
        return f"{names[(starts_on.month - 1) // 3]} {year}"
    if calendar == Calendar.HALF:
        half = _("first half") if starts_on.month < 7 else _("second half")
        return f"{half} {year}"
    return str(year)


def day(value: date, form: str = "long") -> str:
    """Return a day: "31 december 2017", or "31 dec. 2017" in `medium` form."""
    return str(format_date(value, form, locale=language()))


def cell(key: str, dimensions: Iterable[Dimension]) -> str:
    """Return the name of a cell: the total, or its groups."""
    if not key:
        return _("Total")
    names = {f"{one.code}={group.code}": group.name for one in dimensions for group in one.categories.all()}
    return ", ".join(names.get(part, part) for part in key.split("&"))
