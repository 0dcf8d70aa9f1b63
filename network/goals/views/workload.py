"""What an organisation is to report, by council and period: counts, due days in words, and what went back."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import AnyActor
from events import clock
from network.goals.models import Indicator, Period, Return
from network.goals.queries import assignments_of, returns_visible_to
from network.goals.views.sheet import concerns, period_name

State = Return.State
SENT = {State.SUBMITTED, State.APPROVED, State.NOTHING, State.NOT_OURS}
LOCKED_SHOWN = 6
"""Locked periods that are listed: those that somebody may still want to look at."""


@dataclass
class Task:
    """One period that an organisation reports to one council."""

    council: Any
    period: Period
    total: int
    reports: list[Return] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The period's name."""
        return period_name(self.period)

    @property
    def done(self) -> int:
        """How many are sent or settled."""
        return sum(one.state in SENT for one in self.reports)

    @property
    def left(self) -> int:
        """How many remain."""
        return max(0, self.total - self.done)

    @property
    def begun(self) -> int:
        """How many have a draft."""
        return sum(one.state in {State.DRAFT, State.SENT_BACK} for one in self.reports)

    @property
    def waiting(self) -> int:
        """How many wait for approval."""
        return sum(one.state == State.SUBMITTED for one in self.reports)

    @property
    def is_locked(self) -> bool:
        """Whether nothing is reported any more."""
        return self.period.state == Period.State.LOCKED

    @property
    def is_overdue(self) -> bool:
        """Whether something should have been sent by now."""
        return bool(self.left) and not self.is_locked and self.period.due < clock.today()

    @property
    def is_soon(self) -> bool:
        """Whether the due day is near."""
        return bool(self.left) and not self.is_locked and 0 <= (self.period.due - clock.today()).days <= 7

    @property
    def when(self) -> str:
        """How far away the due day is."""
        return due_words(self.period)


def due_words(period: Period) -> str:
    """Return how many days are left, or have passed, in words."""
    days = (period.due - clock.today()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 1:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def tasks(actor: AnyActor) -> list[Task]:
    """Return what an actor's organisation reports, what is overdue first. Three queries."""
    assigned: dict[tuple[UUID, str], list[Indicator]] = defaultdict(list)
    for one in assignments_of(actor):
        assigned[one.indicator.council_id, one.indicator.calendar].append(one.indicator)
    periods = Period.objects.filter(council__in={council for council, _calendar in assigned})
    periods = periods.filter(starts_on__lte=clock.today()).select_related("council")
    reports: dict[UUID, list[Return]] = defaultdict(list)
    for report in returns_visible_to(actor).filter(organisation=actor.organisation_id, period__in=periods):
        reports[report.period_id].append(report)
    made = []
    for period in periods:
        begun = {one.indicator_id for one in reports[period.pk]}
        there = assigned[period.council_id, period.calendar]
        total = sum(one.pk in begun or concerns(one, period) for one in there)
        if total:
            made.append(Task(period.council, period, total, reports[period.pk]))
    return sorted(made, key=lambda one: (one.period.due, one.name))


def open_tasks(found: list[Task]) -> list[Task]:
    """Return those with something left to send."""
    return [one for one in found if one.left and not one.is_locked]


def settled_tasks(found: list[Task]) -> list[Task]:
    """Return those that are done or locked, the newest first."""
    rest = [one for one in found if one.is_locked or not one.left]
    return sorted(rest, key=lambda one: one.period.ends_on, reverse=True)[:LOCKED_SHOWN]


def sent_back(found: list[Task]) -> list[Return]:
    """Return what has come back and can be changed, oldest first."""
    several = [one for task in found if not task.is_locked for one in task.reports if one.state == State.SENT_BACK]
    return sorted(several, key=lambda one: str(one.reviewed_at))
