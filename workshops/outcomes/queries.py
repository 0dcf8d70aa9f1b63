"""Reads about conclusions."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import AnyActor
from events.errors import NotVisible
from workshops.outcomes.models import Outcome
from workshops.plans.models import Workshop
from workshops.sessions.queries import rooms_of


def outcomes_of(workshop: Workshop) -> QuerySet[Outcome]:
    """Return the conclusions of a workshop in order, those that were dropped too."""
    found = Outcome.objects.filter(workshop=workshop).order_by("position", "pk")
    return found.select_related("organisation").prefetch_related("sources")


def outcome_for(actor: AnyActor, pk: UUID) -> Outcome:
    """Return a conclusion of a workshop whose room an actor is in, or leads.

    Raises:
        NotVisible: there is none for them.
    """
    found = Outcome.objects.filter(pk=pk, workshop__in=rooms_of(actor))
    outcome = found.select_related("workshop__council", "organisation").first()
    if outcome is None:
        raise NotVisible
    return outcome
