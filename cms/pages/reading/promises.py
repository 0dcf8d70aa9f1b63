"""What policies promise, with the goal or activity that does it, as far as a reader may see those."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from accounts.actor import NOBODY, AnyActor
from cms.pages.models import Commitment
from network.goals.models import Activity, Goal
from network.goals.presenting import ACTIVITY_ICON, Badge, badge_of
from network.goals.queries import activities_visible_to, goals_visible_to, with_parts
from network.goals.state import is_overdue, states


@dataclass(frozen=True)
class Promise:
    """A promise, and what is done about it."""

    commitment: Commitment
    goal: Goal | None = None
    url: str = ""
    status: Badge | None = None
    activity: Activity | None = None
    activity_icon: str = ""
    is_late: bool = False

    @property
    def is_followed(self) -> bool:
        """Whether a goal that the reader may see does it."""
        return self.goal is not None


def promises(actor: AnyActor, commitments: Iterable[Commitment], day: date) -> list[Promise]:
    """Return promises with what the reader may see of what is done about them, in a fixed number of queries."""
    there = list(commitments)
    of_activities = {one.activity_id for one in there if one.activity_id}
    activities: dict[Any, Activity] = {}
    goal_of: dict[Any, UUID] = {}
    if of_activities:
        activities = {one.pk: one for one in activities_visible_to(actor).filter(pk__in=of_activities)}
        goal_of = dict(Activity.objects.filter(pk__in=of_activities).values_list("pk", "goal"))
    goals = _goals(actor, {one.goal_id or goal_of.get(one.activity_id) for one in there} - {None})
    return [
        _promise(one, goals.get(one.goal_id or goal_of.get(one.activity_id)), activities.get(one.activity_id), day)
        for one in there
    ]


def _goals(actor: AnyActor, wanted: set[Any]) -> dict[Any, tuple[Goal, Badge]]:
    if not wanted:
        return {}
    found = states(with_parts(goals_visible_to(actor).filter(pk__in=wanted)), public=True)
    return {one.goal.pk: (one.goal, badge_of(one)) for one in found}


def followed_policies() -> frozenset[int]:
    """Return the policies of which something promised is done by a goal that everybody may read."""
    public = goals_visible_to(NOBODY).values("pk")
    found = Commitment.objects.filter(Q(goal__in=public) | Q(activity__goal__in=public))
    return frozenset(found.values_list("policy", flat=True))


def _promise(commitment: Commitment, shown: Any, activity: Activity | None, day: date) -> Promise:
    if shown is None:
        return Promise(commitment)
    goal, badge = shown
    return Promise(
        commitment,
        goal=goal,
        url=reverse("network:goal", args=[goal.council.slug, goal.number]),
        status=badge,
        activity=activity,
        activity_icon=ACTIVITY_ICON[Activity.State(activity.state)] if activity else "",
        is_late=bool(activity and is_overdue(activity, day)),
    )
