"""Reads of goals and activities."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.actor import AnyActor
from network.councils import councils
from network.goals.models import Activity, Commitment, Goal, Position, Visibility


def goals_visible_to(actor: AnyActor) -> QuerySet[Goal]:
    """Return the goals an actor may read: all of the councils around them, and elsewhere what is public and adopted."""
    around = councils().around(actor)
    public = Q(visibility=Visibility.PUBLIC) & ~Q(state=Goal.State.PROPOSED)
    return Goal.objects.filter(Q(council__in=around.values("pk")) | public).select_related("council", "proposed_by")


def is_around(actor: AnyActor, council: UUID) -> bool:
    """Say whether an actor sees a council's goals as those do who share them; others see what is public."""
    return councils().around(actor).filter(pk=council).exists()


def councils_with_goals(actor: AnyActor) -> QuerySet[Any]:
    """Return the councils that have goals an actor may read, and those around the actor even without."""
    seen = goals_visible_to(actor).filter(council=OuterRef("pk"))
    return councils().all().filter(Exists(seen) | Q(pk__in=councils().around(actor).values("pk")))


def with_parts(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Add everything that a view of a goal shows besides its indicators, in a fixed number of queries."""
    return goals.select_related("council", "proposed_by").prefetch_related(
        Prefetch("commitments", Commitment.objects.select_related("organisation")),
        Prefetch("positions", Position.objects.select_related("organisation")),
        Prefetch("activities", Activity.objects.select_related("organisation")),
    )


def activities_visible_to(actor: AnyActor) -> QuerySet[Activity]:
    """Return the activities of the councils around an actor. They are not public."""
    around = councils().around(actor)
    return Activity.objects.filter(goal__council__in=around.values("pk")).select_related("goal", "organisation")
