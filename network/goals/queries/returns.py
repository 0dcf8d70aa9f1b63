"""Reads of returns. A draft is its organisation's own: for everybody else it does not exist."""

from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from accounts.actor import AnyActor
from events import clock
from network.councils import councils
from network.goals.figures import FIGURES
from network.goals.models import Assignment, Goal, Return, Snapshot, Value, Visibility
from network.goals.picture import assignments_at

SENT = [Return.State.SUBMITTED, Return.State.APPROVED, Return.State.NOTHING, Return.State.NOT_OURS]
"""States in which those who lead the council see a return."""


def returns_visible_to(actor: AnyActor) -> QuerySet[Return]:
    """Return the working returns of an actor's own organisation, and those sent to a council the actor leads."""
    own = Q(organisation=actor.organisation_id) if actor.organisation_id else Q(pk__in=[])
    led = Q(state__in=SENT, indicator__council__in=councils().led_by(actor).values("pk"))
    return Return.objects.filter(own | led).select_related(
        "indicator__goal", "indicator__council", "organisation", "period"
    )


def with_values(returns: QuerySet[Return]) -> QuerySet[Return]:
    """Add the values of returns, as `values`, and who wrote and reviewed them."""
    values = Value.objects.select_related("cell", "written_by").order_by("cell__place", "cell__key")
    return returns.select_related(
        "indicator__goal", "indicator__council", "organisation", "period", "author", "reviewer"
    ).prefetch_related(Prefetch("values", values))


def returns_to_review(actor: AnyActor) -> QuerySet[Return]:
    """Return what waits for approval and the actor may see: oldest first."""
    return returns_visible_to(actor).filter(state=Return.State.SUBMITTED).order_by("submitted_at")


def assignments_of(actor: AnyActor, moment: datetime | None = None) -> QuerySet[Assignment]:
    """Return what an actor's organisation is to report."""
    found = assignments_at(moment or clock.now()).filter(organisation=actor.organisation_id)
    return found.select_related("indicator__goal", "indicator__council", "organisation", "reporter", "deputy")


def evidence_visible_to(actor: AnyActor) -> QuerySet[Value]:
    """Return the values whose evidence an actor may open: in returns they see, and approved ones around them."""
    around = councils().around(actor)
    approved = Q(approved=True, report__indicator__council__in=around.values("pk"))
    seen = Q(report__in=returns_visible_to(actor).values("pk"))
    return Value.objects.exclude(evidence="").filter(seen | approved).select_related("report__indicator")


def values_visible_to(actor: AnyActor) -> QuerySet[Value]:
    """Return the published values, each by its organisation: to those around; elsewhere of public indicators that do
    not count people. What one organisation counts of people is never public, however many they are.
    """
    around = Q(report__indicator__council__in=councils().around(actor).values("pk"))
    public = Q(
        report__indicator__threshold=0,
        report__indicator__visibility=Visibility.PUBLIC,
        report__indicator__goal__visibility=Visibility.PUBLIC,
    ) & ~Q(report__indicator__goal__state=Goal.State.PROPOSED)
    found = Value.objects.filter(approved=True, report__published=FIGURES).filter(around | public)
    return found.select_related(
        "cell", "report__organisation", "report__period", "report__indicator__council", "report__indicator__goal"
    )


def snapshots_visible_to(actor: AnyActor) -> QuerySet[Snapshot]:
    """Return the frozen reports of the councils around an actor."""
    around = councils().around(actor)
    return Snapshot.objects.filter(period__council__in=around.values("pk")).select_related("period__council")
