"""Reads of versions of policies, and of what policies promise."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import AnyActor
from cms.pages.models import Commitment
from cms.policy.models import PolicyVersion
from cms.publishing.queries import pages_shown

Finder = Callable[[AnyActor], QuerySet[PolicyVersion]]
_finders: list[Finder] = []


def shows_versions(function: Finder) -> Finder:
    """Enter a function that finds more versions an actor may read: a consultation shows the one it asks about."""
    if function not in _finders:
        _finders.append(function)
    return function


def visible_versions(actor: AnyActor) -> QuerySet[PolicyVersion]:
    """Return the versions an actor may read: what public policies have said, and what is shown to them elsewhere."""
    seen = Q(reason=PolicyVersion.Reason.PUBLISHED, policy__standing__public=True)
    for find in _finders:
        seen |= Q(pk__in=find(actor).order_by().values("pk"))
    return PolicyVersion.objects.filter(seen).select_related("policy")


def promises_at(goal: UUID) -> QuerySet[Commitment]:
    """Return what public policies promise that a goal, or an activity of the goal, does."""
    shown = pages_shown("policy").values("page")
    found: QuerySet[Commitment] = Commitment.objects.filter(Q(goal=goal) | Q(activity__goal=goal), policy__in=shown)
    return found.select_related("policy__organisation").order_by("policy__title", "sort_order")


def public_commitment(pk: int) -> Commitment | None:
    """Return a promise of a policy that is shown to the public."""
    shown = pages_shown("policy").values("page")
    found: Commitment | None = (
        Commitment.objects.filter(pk=pk, policy__in=shown)
        .select_related("policy__organisation", "policy__standing", "policy__locale", "goal__council")
        .select_related("activity__goal__council")
        .first()
    )
    return found
