"""Reads of indicators and periods."""

from django.db.models import Q, QuerySet

from accounts.actor import AnyActor
from network.councils import councils
from network.goals.models import Goal, Indicator, Period, Visibility


def indicators_visible_to(actor: AnyActor) -> QuerySet[Indicator]:
    """Return the indicators an actor may read: of the councils around them, elsewhere public ones of public goals."""
    around = councils().around(actor)
    public = Q(visibility=Visibility.PUBLIC, goal__visibility=Visibility.PUBLIC) & ~Q(goal__state=Goal.State.PROPOSED)
    found = Indicator.objects.filter(Q(council__in=around.values("pk")) | public)
    return found.select_related("goal", "council", "single_source")


def periods_visible_to(actor: AnyActor) -> QuerySet[Period]:
    """Return the periods of the councils around an actor."""
    return Period.objects.filter(council__in=councils().around(actor).values("pk")).select_related("council")
