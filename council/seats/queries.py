"""Reads about councils: who sits where, and in which councils an actor takes part."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.actor import AnyActor
from accounts.models import Membership
from council.seats.models import Council, Mandate, Office, Seat


def councils_visible_to(actor: AnyActor) -> QuerySet[Council]:
    """Return the councils an actor may see: everybody who is signed in sees which there are and who sits there."""
    return with_offices(Council.objects.all()) if actor.is_signed_in else Council.objects.none()


def councils_joined_by(actor: AnyActor) -> QuerySet[Council]:
    """Return the councils in which an actor has a seat or an office now, with the hat they wear."""
    if not actor.organisation_id:
        return Council.objects.none()
    mandates = Mandate.objects.current().filter(person=actor.person_id, seat__organisation=actor.organisation_id)
    return Council.objects.filter(Q(seats__in=mandates.values("seat")) | Q(pk__in=led_by(actor))).distinct()


def led_by(actor: AnyActor) -> QuerySet[Office]:
    """Return the ids of the councils that an actor leads or keeps the papers of."""
    offices = Office.objects.current().filter(person=actor.person_id, organisation=actor.organisation_id)
    return offices.values("council")  # type: ignore[return-value]


def seats_visible_to(actor: AnyActor) -> QuerySet[Seat]:
    """Return the seats of the councils an actor sees, with those who hold them now."""
    return with_people(Seat.objects.filter(council__in=councils_visible_to(actor)))


def with_people(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Add the current mandates to `seats`, as `current_mandates`."""
    mandates = mandates_that_count().select_related("person")
    return seats.select_related("organisation", "council").prefetch_related(
        Prefetch("mandates", mandates, to_attr="current_mandates")
    )


def mandates_that_count() -> QuerySet[Mandate]:
    """Return the mandates of now; one whose holder acts for the seat's organisation no longer does not count."""
    hats = Membership.objects.current().filter(person=OuterRef("person"), organisation=OuterRef("seat__organisation"))
    return Mandate.objects.current().filter(Exists(hats))


def with_offices(councils: QuerySet[Council]) -> QuerySet[Council]:
    """Add those who lead `councils` now, as `current_offices`."""
    offices = Prefetch("offices", offices_that_count(), to_attr="current_offices")
    return councils.select_related("parent").prefetch_related(offices)


def offices_that_count() -> QuerySet[Office]:
    """Return the offices of now; one whose holder acts for the organisation no longer does not count."""
    hats = Membership.objects.current().filter(person=OuterRef("person"), organisation=OuterRef("organisation"))
    return Office.objects.current().filter(Exists(hats)).select_related("person", "organisation")


def offices_of(council: Council) -> QuerySet[Office]:
    """Return who leads a council now."""
    return offices_that_count().filter(council=council)
