"""Reads about reports that something is not accessible. `barriers_visible_to` is the only way to list them."""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from accounts.actor import AnyActor, PersonActor
from accounts.models import Membership, Organisation
from cms.publishing.models import Standing
from cms.reach.addresses import whole
from cms.reach.barriers.models import BarrierReport
from events.errors import NotVisible

_SECRET = signing.Signer(salt="cms.barrier", sep=".")
"""Without a time in it: the address of a case is the same wherever it stands."""
ANSWER_WITHIN = timedelta(days=7)
"""After this long without an answer those who handle reports are reminded."""
_FIRST_ASKED = (Membership.Role.MANAGER, Membership.Role.COORDINATOR)


def barriers_visible_to(actor: AnyActor) -> QuerySet[BarrierReport]:
    """Return the reports that an actor's organisation answers; all to who runs the installation."""
    if not isinstance(actor, PersonActor) or not actor.person.is_active:
        return BarrierReport.objects.none()
    found = BarrierReport.objects.select_related("organisation", "handled_by__person", "handled_by__organisation")
    if actor.person.is_superuser:
        return found
    return found.filter(organisation=actor.organisation_id) if actor.organisation_id else found.none()


def handles_barriers(actor: PersonActor) -> bool:
    """Say whether an actor's organisation answers for accessibility, or has reports to answer."""
    owner = owner_now()
    return (owner is not None and owner.pk == actor.organisation_id) or barriers_visible_to(actor).exists()


def owner_now() -> Organisation | None:
    """Return the organisation that answers for the accessibility statement; without one, for the start page."""
    for kind in ("accessibility", "start"):
        found = Standing.objects.filter(kind=kind).select_related("organisation").order_by("-public", "page__path")
        standing = found.first()
        if standing is not None:
            return standing.organisation
    return None


def handlers_of(organisation: Organisation) -> list[Membership]:
    """Return whom in an organisation to write to: those who manage or coordinate, or all when there are none."""
    people = list(organisation.memberships.current().filter(person__is_active=True).select_related("person"))
    return [hat for hat in people if hat.role in _FIRST_ASKED] or people


def barrier_link(barrier: BarrierReport) -> str:
    """Return the whole address at which the reporter follows the case. Whoever has it may read it."""
    return whole(barrier_path(barrier))


def barrier_path(barrier: BarrierReport) -> str:
    """Return the same address within the site."""
    return reverse("cms:barrier", args=[_SECRET.sign(barrier.pk.hex)])


def barrier_by_secret(secret: str) -> BarrierReport:
    """Return the report that a link stands for.

    Raises:
        NotVisible: the link is not one of ours.
    """
    try:
        pk = UUID(_SECRET.unsign(secret))
    except signing.BadSignature:
        raise NotVisible from None
    found = BarrierReport.objects.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found
