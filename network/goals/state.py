"""How it goes with a goal: its status out of its indicators, its activities, or what the council states."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from events import clock
from network.goals.models import Activity, Goal, Indicator, Visibility
from network.goals.picture import Picture, pictures
from network.goals.reckoning.status import Status, Trend, weakest

Rule = Goal.StatusRule
SETTLED = {Activity.State.DONE, Activity.State.DROPPED}


@dataclass(frozen=True)
class GoalState:
    """A goal with what it is measured by, and how it goes."""

    goal: Goal
    pictures: list[Picture]
    status: str
    deciding: Picture | None
    """The indicator whose status this is, when indicators decide."""
    overdue: int
    """Activities that should have been done by now."""

    @property
    def trend(self) -> str:
        """Which way the deciding indicator moves."""
        return self.deciding.total.trend if self.deciding else Trend.UNKNOWN


def is_overdue(activity: Activity, day: date) -> bool:
    """Say whether an activity should have been done by a day. Never stored."""
    return activity.state not in SETTLED and activity.due < day


def states(goals: Iterable[Goal], *, at: datetime | None = None, public: bool = False) -> list[GoalState]:
    """Return how it goes with some goals the caller may see, in the same order.

    Give goals that carry their parts (`with_parts`), so that the number of queries does not depend on theirs.
    """
    there = list(goals)
    indicators = Indicator.objects.filter(goal__in=there).select_related("goal", "council", "single_source")
    if public:
        indicators = indicators.filter(visibility=Visibility.PUBLIC)
    if at:
        indicators = indicators.filter(added_at__lte=at)
    by_goal: dict[UUID, list[Picture]] = defaultdict(list)
    for one in pictures(indicators, at=at, public=public):
        by_goal[one.indicator.goal_id].append(one)
    day = timezone.localdate(at or clock.now())
    return [_state(goal, by_goal[goal.pk], day) for goal in there]


def _state(goal: Goal, measured: list[Picture], day: date) -> GoalState:
    activities = list(goal.activities.all())
    overdue = sum(is_overdue(one, day) for one in activities)
    if goal.status_rule == Rule.STATED:
        return GoalState(goal, measured, goal.stated_status or Status.NO_REPORT, None, overdue)
    if goal.status_rule == Rule.ACTIVITIES:
        return GoalState(goal, measured, _of_activities(activities, overdue), None, overdue)
    deciding = _weakest([one for one in measured if one.indicator.is_key] or measured)
    status = deciding.total.standing.status if deciding else Status.NO_TARGET
    return GoalState(goal, measured, status, deciding, overdue)


def _weakest(measured: Sequence[Picture]) -> Picture | None:
    if not measured:
        return None
    word = weakest([one.total.standing.status for one in measured])
    return next(one for one in measured if one.total.standing.status == word)


def _of_activities(activities: Sequence[Activity], overdue: int) -> str:
    counted = [one for one in activities if one.state != Activity.State.DROPPED]
    if not counted:
        return Status.NO_TARGET
    if all(one.state == Activity.State.DONE for one in counted):
        return Status.REACHED
    if not overdue:
        return Status.ON_TRACK
    return Status.FAR_BEHIND if overdue * 2 > len(counted) else Status.BEHIND
