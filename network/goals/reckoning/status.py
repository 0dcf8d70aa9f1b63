"""How it goes: five words and a trend, out of a figure, a baseline, targets and a day.

The words follow the way Region Jönköping's Hållbarometern tells it: a word for where one stands, and apart from it a
sign for the way things move. Colour never carries the meaning alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.goals.models.measures import Indicator, Target
from network.goals.reckoning.amounts import Amount

Direction = Indicator.Direction


class Status(models.TextChoices):
    """Where something stands, from best to worst; then why nothing can be said."""

    REACHED = "reached", _("Reached")
    ON_TRACK = "on_track", _("On track")
    CLOSE = "close", _("Nearly on track")
    BEHIND = "behind", _("Behind")
    FAR_BEHIND = "far_behind", _("Far behind")
    NO_REPORT = "no_report", _("No report yet")
    NO_TARGET = "no_target", _("No target set")


TOLD = [Status.REACHED, Status.ON_TRACK, Status.CLOSE, Status.BEHIND, Status.FAR_BEHIND]
"""The five words, best first."""


class Trend(models.TextChoices):
    """Which way a figure moved between the last two reports, seen from what is wanted."""

    IMPROVING = "improving", _("Improving")
    UNCHANGED = "unchanged", _("Unchanged")
    WORSENING = "worsening", _("Worsening")
    UNKNOWN = "unknown", _("Not known yet")


CLOSE_SHARE, BEHIND_SHARE = Decimal("0.10"), Decimal("0.30")
"""Up to a tenth of the whole way short is nearly on track; up to three tenths is behind; more is far behind."""
UNCHANGED_SHARE = Decimal("0.01")


@dataclass(frozen=True)
class Aim:
    """What a figure should be on a day: at least, at most, or between two numbers."""

    on: date
    operator: str
    number: Decimal
    high: Decimal | None = None


@dataclass(frozen=True)
class Standing:
    """A status with what it was reckoned from, so that it can be explained."""

    status: str
    expected: Aim | None = None
    """What the figure should be on the day, on the line between baseline and targets."""
    aim: Aim | None = None
    """The last target."""
    held_against: Aim | None = None
    """What the figure should have been on the day that it tells of. The status comes from this: a figure of last
    December is not behind because a new year has begun."""


def expected_on(day: date, aims: Sequence[Aim], baseline: Decimal | None, baseline_on: date | None) -> Aim | None:
    """Return what a figure should be on a day: on the straight line between baseline and targets, by date.

    Before the first target without a baseline nothing is expected; after the last target, the last target is.
    """
    ordered = sorted(aims, key=lambda one: one.on)
    if not ordered:
        return None
    before = next((one for one in reversed(ordered) if one.on <= day), None)
    after = next((one for one in ordered if one.on > day), None)
    if after is None:
        return before
    if before is None:
        if baseline is None or baseline_on is None or baseline_on >= after.on or day < baseline_on:
            return None
        # A band has no line that leads to it from one number.
        before = Aim(baseline_on, after.operator, baseline, None if after.high is None else baseline)
    return _on_the_line(before, after, day)


def _on_the_line(before: Aim, after: Aim, day: date) -> Aim:
    way = Decimal((day - before.on).days) / Decimal((after.on - before.on).days)
    number = before.number + (after.number - before.number) * way
    if after.high is None:
        return Aim(day, after.operator, number)
    start = before.number if before.high is None else before.high
    return Aim(day, after.operator, number, start + (after.high - start) * way)


def standing(
    current: Amount | None,
    day: date,
    aims: Sequence[Aim],
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
    told_of: date | None = None,
) -> Standing:
    """Say how it goes on a day.

    Args:
        told_of: the last day that the figure is about; the day itself when not given.
    """
    aim = max(aims, key=lambda one: one.on, default=None)
    if aim is None:
        return Standing(Status.NO_TARGET)
    expected = expected_on(day, aims, baseline, baseline_on)
    if current is None:
        return Standing(Status.NO_REPORT, expected, aim)
    then = min(day, told_of or day)
    wanted = expected_on(then, aims, baseline, baseline_on)
    # What is to be at most, or to stay between, can still change for the worse until its day.
    if _short_of(current, aim) == 0 and (aim.operator == Target.Operator.AT_LEAST or aim.on <= then):
        return Standing(Status.REACHED, expected, aim, wanted)
    if wanted is None:
        return Standing(Status.ON_TRACK, expected, aim)
    return Standing(_word(_short_of(current, wanted), _measure(wanted, aim, baseline)), expected, aim, wanted)


def _short_of(current: Amount, aim: Aim) -> Decimal:
    """Return how far a figure is from an aim, 0 when it meets it. A range counts as its less favourable end."""
    if aim.operator == Target.Operator.AT_LEAST:
        return max(Decimal(0), aim.number - current.number)
    if aim.operator == Target.Operator.AT_MOST:
        return max(Decimal(0), current.top - aim.number)
    top = aim.number if aim.high is None else aim.high
    return max(Decimal(0), aim.number - current.number, current.top - top)


def _measure(wanted: Aim, aim: Aim, baseline: Decimal | None) -> Decimal:
    """Return the length that a shortfall is compared with: the whole way from the baseline, else what is wanted."""
    if wanted.operator == Target.Operator.WITHIN and wanted.high is not None and wanted.high > wanted.number:
        return wanted.high - wanted.number
    way = abs(aim.number - baseline) if baseline is not None else Decimal(0)
    return way or abs(wanted.number) or Decimal(1)


def _word(short: Decimal, measure: Decimal) -> str:
    if short == 0:
        return Status.ON_TRACK
    gap = short / measure
    if gap <= CLOSE_SHARE:
        return Status.CLOSE
    return Status.BEHIND if gap <= BEHIND_SHARE else Status.FAR_BEHIND


def trend(direction: str, earlier: Amount | None, latest: Amount | None, aim: Aim | None) -> str:
    """Say which way a figure has moved. A change below one per cent is none."""
    if earlier is None or latest is None:
        return Trend.UNKNOWN
    change = latest.number - earlier.number
    if abs(change) <= abs(earlier.number) * UNCHANGED_SHARE:
        return Trend.UNCHANGED
    if direction == Direction.WITHIN:
        if aim is None:
            return Trend.UNKNOWN
        was, now = _short_of(earlier, aim), _short_of(latest, aim)
        if was == now:
            return Trend.UNCHANGED
        return Trend.IMPROVING if now < was else Trend.WORSENING
    return Trend.IMPROVING if (change > 0) == (direction == Direction.UP) else Trend.WORSENING


def weakest(statuses: Sequence[str]) -> str:
    """Return the weakest of the statuses that say something; else why none does."""
    told = [one for one in statuses if one in TOLD]
    if told:
        return max(told, key=[str(one) for one in TOLD].index)
    return Status.NO_REPORT if Status.NO_REPORT in statuses else Status.NO_TARGET
