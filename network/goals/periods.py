"""Days of periods: where they begin and end, and which day something is due when that day is not a working day."""

from datetime import date, timedelta

from events.workdays import DAY, working_day_until
from network.goals.models.measures import Calendar

MONTHS = {Calendar.MONTH: 1, Calendar.QUARTER: 3, Calendar.HALF: 6, Calendar.YEAR: 12}
TIME_TO_REPORT = timedelta(weeks=3)
"""How long after the end of a period reports are due, unless those who lead say otherwise."""


def bounds(calendar: str, day: date) -> tuple[date, date]:
    """Return the first and last day of the period of a calendar that `day` lies in."""
    length = MONTHS[Calendar(calendar)]
    month = (day.month - 1) // length * length + 1
    starts = date(day.year, month, 1)
    after = month + length
    return starts, date(day.year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - DAY


def suggested_due(ends_on: date) -> date:
    """Return the last working day within three weeks after the end of a period."""
    return working_day_until(ends_on + TIME_TO_REPORT)


def next_period(calendar: str, last: date | None, today: date) -> tuple[date, date]:
    """Return the bounds of the period to open next: the one after `last`, or the one that ended last.

    Args:
        last: the last day of the newest period there is.
    """
    if last is not None:
        return bounds(calendar, last + DAY)
    return bounds(calendar, bounds(calendar, today)[0] - DAY)
