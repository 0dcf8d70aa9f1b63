"""Reads of where pages stand."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.actor import AnyActor, PersonActor
from cms.publishing.models import SOON, Standing
from cms.publishing.rules import is_editor


class State(TextChoices):
    """How fresh a public page is, when something is to be done about it."""

    SOON = "soon", _("To confirm soon")
    OVERDUE = "overdue", _("Overdue")
    LAPSED = "lapsed", _("Lapsed")


def pages_shown(*kinds: str) -> QuerySet[Standing]:
    """Return what is in lists, search and feeds, of some kinds or of all."""
    shown = Standing.objects.shown()
    return shown.filter(kind__in=kinds) if kinds else shown


def to_confirm(actor: AnyActor, today: date, ahead: timedelta = SOON) -> QuerySet[Standing]:
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


def pages_followed_by(actor: AnyActor) -> QuerySet[Standing]:
    """Return the public pages whose freshness an actor follows: lapsed ones of their own organisation, or of all.

    Visitors, and members as to other organisations, see what is in the lists. Whoever works in the editors' rooms sees
    what has lapsed too. What is not public is in nobody's report: a draft is its owner's.
    """
    public = Standing.objects.filter(public=True).select_related("page__locale", "organisation")
    if is_editor(actor):
        return public
    return public.filter(Q(lapsed_at__isnull=True) | Q(organisation=actor.organisation_id or None))


def in_state(found: QuerySet[Standing], state: str, today: date) -> QuerySet[Standing]:
    """Narrow to pages in a state; all of them when it is none."""
    fresh = found.filter(lapsed_at__isnull=True)
    match state:
        case State.SOON:
            return fresh.filter(confirm_by__gte=today, confirm_by__lte=today + SOON)
        case State.OVERDUE:
            return fresh.filter(confirm_by__lt=today)
        case State.LAPSED:
            return found.filter(lapsed_at__isnull=False)
        case _:
            return found


def state_of(standing: Standing, today: date) -> State | None:
    """Return the state of a public page; None when nothing is to be done about it yet."""
    if standing.lapsed_at:
        return State.LAPSED
    if standing.confirm_by < today:
        return State.OVERDUE
    return State.SOON if standing.confirm_by <= today + SOON else None
