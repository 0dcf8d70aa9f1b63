"""From passive to active support (S60): what income support costs, and what employment in an enterprise gives.

A calculation anybody can follow: six assumptions, three lines, a yearly result for the municipality. It is an estimate,
and its lowest and highest results come from the ranges of the assumptions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Key(models.TextChoices):
    """The assumptions, by what they say."""

    PEOPLE = "people", _("People who go from income support to employment")
    SUPPORT = "support-month", _("Income support per person and month, kronor")
    MONTHS = "months", _("Months a year that the employment lasts")
    WAGE = "wage-month", _("Wage per month, kronor")
    TAX = "tax-share", _("Municipal tax, per cent of the wage")
    COST = "cost-month", _("The municipality's own cost per person and month, kronor")


@dataclass(frozen=True)
class Result:
    """Kronor a year for the municipality."""

    saved: Decimal
    tax: Decimal
    cost: Decimal

    @property
    def net(self) -> Decimal:
        """What is saved and earned, less what it costs."""
        return self.saved + self.tax - self.cost


def result_of(numbers: Mapping[str, Decimal]) -> Result:
    """Return what a set of assumptions comes to."""
    person_months = numbers[Key.PEOPLE] * numbers[Key.MONTHS]
    return Result(
        saved=person_months * numbers[Key.SUPPORT],
        tax=person_months * numbers[Key.WAGE] * numbers[Key.TAX] / 100,
        cost=person_months * numbers[Key.COST],
    )


def extremes(lows: Mapping[str, Decimal], highs: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest net result within the ranges.

    The result is linear in each assumption, so its extremes lie at their ends; all combinations are tried.
    """
    keys, nets = list(Key.values), []
    for choice in range(2 ** len(keys)):
        numbers = {key: (highs if choice >> place & 1 else lows)[key] for place, key in enumerate(keys)}
        nets.append(result_of(numbers).net)
    return min(nets), max(nets)
