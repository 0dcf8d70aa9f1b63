"""What may be written in a return: whether it can be changed now, and whether a number fits its indicator.

Asked by the actions before they write, and by whoever wants to say beforehand what they would answer.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from accounts.text import clean_text
from events.errors import Conflict, Invalid
from network.goals.models import Cell, Indicator, Operator, Period, Return
from network.goals.numbers import Written, storable

EDITABLE = {Return.State.DRAFT, Return.State.SENT_BACK}
_TEXTS = {"note": 600, "source": 300, "source_page": 20}
"""Longest texts beside a number, in characters."""


def must_be_editable(report: Return) -> None:
    """Refuse to change a return that has been sent or settled, or whose period is locked.

    Raises:
        Conflict: it has been.
    """
    if report.state not in EDITABLE:
        raise Conflict(_("This has been sent or settled. Take it up again first if something needs a change."))
    must_not_be_locked(report.period)


def must_not_be_locked(period: Period) -> None:
    """Refuse to report for a locked period.

    Raises:
        Conflict: it is locked.
    """
    if period.state == Period.State.LOCKED:
        raise Conflict(_("This period is locked. Ask those who lead the council to open it again."))


def must_fit(indicator: Indicator, one: Written, cells: Mapping[str, Cell], field: str) -> None:
    """Refuse a number that does not fit the indicator.

    Raises:
        Invalid: keyed by `<field>.<name>`.
    """
    if one.cell not in cells:
        raise Invalid(fields={f"{field}.cell": [_("There is no such cell.")]})
    if one.is_empty:
        return
    for name in ("number", "high", "numerator", "denominator"):
        if (number := getattr(one, name)) is not None:
            storable(number, field=f"{field}.{name}")
    is_share = one.numerator is not None or one.denominator is not None
    if is_share != (indicator.kind == Indicator.Kind.RATIO):
        words = _("A share is given as two numbers: how many, and of how many.")
        raise Invalid(fields={f"{field}.number": [words if not is_share else _("Give one number here.")]})
    if is_share:
        _must_be_share(one, field)
    if one.operator not in Operator.values:
        raise Invalid(fields={f"{field}.operator": [_("Choose one of the alternatives.")]})
    if (one.operator == Operator.RANGE) != (one.high is not None):
        raise Invalid(fields={f"{field}.high": [_("Give both ends of a range, and only then.")]})
    if one.high is not None and one.number is not None and one.high < one.number:
        raise Invalid(fields={f"{field}.high": [_("The highest value is below the lowest.")]})


def _must_be_share(one: Written, field: str) -> None:
    if one.numerator is None or one.denominator is None or one.denominator <= 0:
        raise Invalid(fields={f"{field}.denominator": [_("A share needs a number above zero that it is a part of.")]})
    if one.numerator < 0 or one.numerator > one.denominator:
        raise Invalid(fields={f"{field}.numerator": [_("The part cannot be larger than the whole, or below zero.")]})


def cleaned_texts(one: Written, field: str) -> dict[str, str]:
    """Return the texts beside a number as they are stored, each on one line.

    Raises:
        Invalid: one is too long or holds what no text may hold; keyed by `<field>.<name>`.
    """
    return {
        name: clean_text(getattr(one, name), field=f"{field}.{name}", limit=limit, required=False, one_line=True)
        for name, limit in _TEXTS.items()
    }
