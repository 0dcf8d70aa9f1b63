"""Swedish working days: on which days offices are open, and how deadlines are counted in them."""

from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)


@cache
def _free_days() -> holidays.HolidayBase:
    return holidays.country_holidays("SE", categories=("public", "de_facto"), language="sv")


def is_working_day(day: date) -> bool:
    """Say whether Swedish offices are open: no weekend, no public holiday, no eve that is free in practice."""
    return day.weekday() < 5 and day not in _free_days()


def day_off(day: date) -> str:
    """Return the Swedish name of the holiday that `day` is; empty on other days."""
    names: str = _free_days().get(day) or ""
    return "" if names == "Söndag" else names.removesuffix("; Söndag").removeprefix("Söndag; ")


def working_day_from(day: date) -> date:
    """Return `day`, or the next working day after it."""
    while not is_working_day(day):
        day += DAY
    return day


def working_day_until(day: date) -> date:
    """Return `day`, or the last working day before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def working_days_after(day: date, count: int) -> date:
    """Return the working day that is `count` working days after `day`."""
    for _ in range(count):
        day = working_day_from(day + DAY)
    return day


def working_days_between(day: date, end: date) -> int:
    """Return how many working days there are after `day` up to and with `end`; 0 when `end` is not later."""
    count = 0
    while day < end:
        day += DAY
        count += is_working_day(day)
    return count
