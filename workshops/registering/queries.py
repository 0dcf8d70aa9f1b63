"""Reads about registrations: whose they are, how many seats are left, and the link in the mail."""

from collections import Counter

from django.core import signing
from django.db.models import QuerySet

from accounts.actor import AnyActor, PersonActor
from accounts.models import Organisation
from events.errors import NotVisible
from workshops.plans.models import Workshop
from workshops.registering.models import Registration
from workshops.sessions.queries import hosting

State = Registration.State
_SECRET = signing.Signer(salt="workshops.registration", sep=".")


def registrations_of(workshop: Workshop) -> QuerySet[Registration]:
    """Return who has a seat or waits for one, in the order they asked."""
    found = Registration.objects.filter(workshop=workshop).exclude(state=State.WITHDRAWN)
    return found.select_related("organisation").order_by("asked_at", "pk")


def registrations_led_by(actor: AnyActor) -> QuerySet[Registration]:
    """Return the registrations to the workshops that an actor leads."""
    return Registration.objects.filter(workshop__in=hosting(actor).values("workshop")).select_related("organisation")


def own_registration(actor: AnyActor, workshop: Workshop) -> Registration | None:
    """Return a member's own registration. Nobody comes twice, so it is theirs whichever hat they wear now."""
    if not isinstance(actor, PersonActor):
        return None
    return registrations_of(workshop).filter(person=actor.person_id).first()


def organisation_key(registration: Registration) -> str:
    """Return what tells organisations apart where seats are counted; empty for who comes from none."""
    if registration.organisation_id:
        return str(registration.organisation_id)
    return registration.organisation_name.casefold()


def organisation_named(name: str) -> Organisation | None:
    """Return the organisation that somebody means who writes its name or its short name."""
    if not name:
        return None
    known = Organisation.objects.filter(name__iexact=name).first()
    return known or Organisation.objects.filter(short_name__iexact=name).first()


def seated_by_organisation(workshop: Workshop) -> Counter[str]:
    """Return how many of each organisation have a seat."""
    return Counter(organisation_key(one) for one in registrations_of(workshop).filter(state=State.SEATED))


def seats_left(workshop: Workshop) -> int | None:
    """Return how many seats are free; None where there is no limit."""
    if workshop.seats is None:
        return None
    return max(0, workshop.seats - registrations_of(workshop).filter(state=State.SEATED).count())


def place_in_line(registration: Registration) -> int:
    """Return which number on the waiting list somebody is."""
    waiting = registrations_of(registration.workshop).filter(state=State.WAITING).values_list("pk", flat=True)
    return list(waiting).index(registration.pk) + 1 if registration.pk in waiting else 0


def registration_secret(registration: Registration) -> str:
    """Return what the link in the mail carries. Whoever has it may withdraw the registration."""
    return _SECRET.sign(str(registration.pk))


def registration_by_secret(secret: str) -> Registration:
    """Return the registration that a link is about.

    Raises:
        NotVisible: the link is not one of ours.
    """
    try:
        pk = _SECRET.unsign(secret)
    except signing.BadSignature:
        raise NotVisible from None
    found = Registration.objects.select_related("workshop__council", "organisation").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found
