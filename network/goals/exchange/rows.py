"""What one row of a file speaks of and says, checked as if it had been typed into the form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from events.errors import ArenanError, Invalid
from network.goals.exchange.tidy import NUMBERS, TEXTS
from network.goals.fitting import cleaned_texts, must_be_editable, must_fit, must_not_be_locked
from network.goals.models import Calendar, Cell, Indicator, Operator, Period, Return
from network.goals.numbers import Written, parse_number

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Named:
    """What can be named in a row."""

    council: str
    organisation: str
    indicators: Mapping[str, Indicator]
    periods: Mapping[tuple[str, date], Period]


@dataclass(frozen=True)
class Place:
    """The cell of a report that a row is about."""

    indicator: Indicator
    period: Period
    cell: Cell

    def refusal(self, report: Return | None, *, is_ours: bool) -> str:
        """Return why this cell cannot be changed; nothing if it can."""
        try:
            if report is not None:
                must_be_editable(report)
            elif not is_ours:
                return _("Your organisation does not report this figure.")
            else:
                must_not_be_locked(self.period)
        except ArenanError as error:
            return str(error.message)
        return ""


def place_of(named: Named, texts: Mapping[str, str]) -> Place:
    """Return the cell that a row names.

    Raises:
        Invalid: it names something that is not there, or not the reader's own; keyed by column.
    """
    name = {column: texts[column].strip() for column in ("council", "organisation", "indicator", "unit", "cell")}
    wrong: dict[str, str] = {}
    if name["council"] != named.council:
        wrong["council"] = _("This is not this council. Here it is %(name)s.") % {"name": named.council}
    if name["organisation"] != named.organisation:
        wrong["organisation"] = _("Only rows of your own organisation are taken in: %(name)s.") % {
            "name": named.organisation
        }
    indicator = named.indicators.get(name["indicator"])
    if indicator is None:
        wrong["indicator"] = _("There is no such figure.")
    elif indicator.unit != name["unit"]:
        wrong["unit"] = _("The unit here is %(unit)s. A number in another unit is another number.") % {
            "unit": indicator.unit
        }
    cells = {one.key: one for one in indicator.cells.all()} if indicator else {}
    if indicator and name["cell"] not in cells:
        wrong["cell"] = _("There is no such cell.")
    period = _period(named, indicator, texts, wrong)
    if wrong or indicator is None or period is None:
        raise Invalid(fields={column: [words] for column, words in wrong.items()})
    return Place(indicator, period, cells[name["cell"]])


def _period(
    named: Named, indicator: Indicator | None, texts: Mapping[str, str], wrong: dict[str, str]
) -> Period | None:
    calendar = texts["calendar"].strip()
    if calendar not in Calendar.values:
        wrong["calendar"] = _("Write month, quarter, half or year.")
    elif indicator and calendar != indicator.calendar:
        wrong["calendar"] = _("This figure is reported by %(calendar)s.") % {"calendar": indicator.calendar}
    try:
        starts_on = day_in(texts["period"], "period")
    except Invalid as error:
        wrong["period"] = str(error.fields["period"][0])
        return None
    found = named.periods.get((calendar, starts_on)) if starts_on else None
    if found is None and "calendar" not in wrong:
        wrong["period"] = _("There is no period that begins on that day.")
    return found


def day_in(text: str, column: str) -> date | None:
    """Return the day that a cell holds, or nothing.

    Raises:
        Invalid: it is no day written as 2017-12-31; keyed by `column`.
    """
    text = text.strip()
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(fields={column: [_("Write the day as 2017-12-31.")]}) from None


def written_in(place: Place, texts: Mapping[str, str]) -> Written:
    """Return what a row says, ready to be written.

    Raises:
        Invalid: a number, a day or a text that does not fit; keyed by column.
    """
    wrong: dict[str, list[object]] = {}
    numbers = {name: _held(wrong, _number, texts[name], name) for name in NUMBERS}
    measured_on = _held(wrong, day_in, texts["measured_on"], "measured_on")
    found = Written(
        place.cell.key,
        operator=texts["operator"].strip().lower() or Operator.EXACT,
        measured_on=measured_on,
        number=numbers["number"],
        high=numbers["high"],
        numerator=numbers["numerator"],
        denominator=numbers["denominator"],
        note=texts["note"],
        source=texts["source"],
        source_page=texts["source_page"],
    )
    cleaned: dict[str, Any] = _held(wrong, cleaned_texts, found, "") or {}
    if found.is_empty and (found.high is not None or measured_on or any(texts[name].strip() for name in TEXTS)):
        column = "numerator" if place.indicator.kind == Indicator.Kind.RATIO else "number"
        wrong.setdefault(column, [_("Write a number as well. Nothing is kept beside a number that is not there.")])
    if not wrong:
        _held(wrong, must_fit, place.indicator, found, {place.cell.key: place.cell}, "")
    if wrong:
        raise Invalid(fields=wrong)
    return replace(found, **cleaned)


def _number(text: str, column: str) -> Decimal | None:
    return parse_number(text, field=column) if text.strip() else None


def _held[T](wrong: dict[str, list[object]], read: Callable[..., T], *given: object) -> T | None:
    """Return what is read, or note what is wrong with it."""
    try:
        return read(*given)
    except Invalid as error:
        for name, words in error.fields.items():
            wrong.setdefault(name.rsplit(".", 1)[-1], []).extend(words)
        return None
