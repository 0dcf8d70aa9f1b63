"""Reads of where pages stand."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.actor import AnyActor, PersonActor
from cms.publishing.models import Standing


def pages_shown(*kinds: str) -> QuerySet[Standing]:
    """Return what is in lists, search and feeds, of some kinds or of all."""
    shown = Standing.objects.shown()
    return shown.filter(kind__in=kinds) if kinds else shown


def to_confirm(actor: AnyActor, today: date, ahead: timedelta = timedelta(days=30)) -> QuerySet[Standing]:
    """Return the public pages that the actor's organisation is to confirm soon, is late with, or has let lapse."""
    if not isinstance(actor, PersonActor) or not actor.organisation_id:
        return Standing.objects.none()
    return (
        Standing.objects.filter(public=True, organisation=actor.organisation_id)
        .filter(Q(confirm_by__lte=today + ahead) | Q(lapsed_at__isnull=False))
        .select_related("page", "organisation")
    )


def due_for_reminder(today: date, days: int) -> QuerySet[Standing]:
    """Return the public pages whose owner is to be reminded so many days ahead and has not been."""
    return Standing.objects.filter(
        Q(reminded=0) | Q(reminded__gt=days),
        public=True,
        lapsed_at__isnull=True,
        confirm_by__lte=today + timedelta(days=days),
        confirm_by__gte=today,
    ).select_related("page", "organisation")
