"""Periods: opened, due, closing, locked with what stood frozen, and opened again for a reason."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from events.registry import EventType
from events.workdays import working_day_from
from network.goals import events
from network.goals.actions.common import chosen, given_reason, must_be
from network.goals.models import Calendar, Period, Snapshot
from network.goals.periods import bounds
from network.goals.snapshots import content_of, hash_of

YEARS = (1900, 2200)
"""Nobody reports on other years; the calendar itself ends in 9999."""


@action("network.open_period", on="council")
def open_period(*, actor: Actor, council: Any, calendar: str, day: date, due: date) -> Period:
    """Open the period of a calendar that `day` lies in. A due day that is no working day moves to the next one."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Invalid(fields={"day": [_("Choose a year between 1900 and 2200.")]})
    starts_on, ends_on = bounds(chosen(calendar, Calendar, "calendar"), day)
    if Period.objects.filter(council=council.pk, calendar=calendar, starts_on=starts_on).exists():
        raise Conflict(_("This period is already there."))
    period = Period.objects.create(
        council=council,
        calendar=calendar,
        starts_on=starts_on,
        ends_on=ends_on,
        due=_due(due, ends_on),
        opened_at=clock.now(),
    )
    record(events.PeriodOpened(goals=council.pk, period=period.pk))
    return period


def _due(due: date, ends_on: date) -> date:
    if due < ends_on:
        raise Invalid(fields={"due": [_("Reports cannot be due before the period has ended.")]})
    return working_day_from(due)


@action("network.change_period", on="period")
def change_due_day(*, actor: Actor, period: Period, due: date, expected: int) -> Period:
    """Move the day by which reports are due."""
    must_be(period.version, expected)
    _must_not_be_locked(period)
    period.due = _due(due, period.ends_on)
    return _changed(period, events.PeriodChanged(goals=period.council_id, period=period.pk))


@action("network.change_period", on="period")
def close_period(*, actor: Actor, period: Period) -> Period:
    """Say that the period is about to be locked. Reports are still taken."""
    if period.state != Period.State.OPEN:
        raise Conflict(_("This period is not open."))
    period.state = Period.State.CLOSING
    return _changed(period, events.PeriodClosing(goals=period.council_id, period=period.pk))


@action("network.change_period", on="period")
def lock_period(*, actor: Actor, period: Period) -> Period:
    """Lock a period and freeze what stands in it. Nothing is reported for it any more."""
    _must_not_be_locked(period)
    if period.ends_on > clock.today():
        raise Conflict(_("This period has not ended yet."))
    period.state = Period.State.LOCKED
    content = content_of(period)
    snapshot = Snapshot.objects.create(period=period, content=content, hash=hash_of(content), taken_at=clock.now())
    return _changed(
        period,
        events.PeriodLocked(goals=period.council_id, period=period.pk, snapshot=snapshot.pk, hash=snapshot.hash),
    )


@action("network.change_period", on="period")
def reopen_period(*, actor: Actor, period: Period, reason: str) -> Period:
    """Open a locked period again. What was frozen stays as it was; the next lock freezes anew."""
    if period.state != Period.State.LOCKED:
        raise Conflict(_("This period is not locked."))
    period.state, period.reopened_reason = Period.State.OPEN, given_reason(reason)
    return _changed(period, events.PeriodReopened(goals=period.council_id, period=period.pk))


def _must_not_be_locked(period: Period) -> None:
    if period.state == Period.State.LOCKED:
        raise Conflict(_("This period is locked. It has to be opened again first, with a reason."))


def _changed(period: Period, event: EventType) -> Period:
    period.version += 1
    period.save()
    record(event)
    return period
