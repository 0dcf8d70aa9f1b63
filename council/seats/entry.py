"""The councils enter themselves on the floor below, which asks who sits where but knows no council."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import AnyActor
from accounts.models import Organisation
from council.seats.models import Council, Seat
from council.seats.queries import councils_joined_by, led_by
from network.councils import Councils, enter


def councils_around(actor: AnyActor) -> QuerySet[Council]:
    """Return the councils in which the actor's organisation has a seat, and those the actor leads."""
    if not actor.organisation_id:
        return Council.objects.none()
    seated = Seat.objects.filter(organisation=actor.organisation_id)
    return Council.objects.filter(Q(pk__in=seated.values("council")) | Q(pk__in=led_by(actor)))


def councils_led_by(actor: AnyActor) -> QuerySet[Council]:
    """Return the councils an actor leads or keeps the papers of."""
    return Council.objects.filter(pk__in=led_by(actor)) if actor.organisation_id else Council.objects.none()


def organisations_in(council: UUID) -> QuerySet[Organisation]:
    """Return the organisations with a seat in a council, by name."""
    return Organisation.objects.filter(seats__council=council).distinct()


def sides_in(council: UUID) -> dict[UUID, str]:
    """Return on which side each organisation sits."""
    return dict(Seat.objects.filter(council=council).values_list("organisation", "side"))


def enter_councils() -> None:
    """Say what councils there are. Called when the app starts."""
    enter(
        Councils(
            all=Council.objects.all,
            around=councils_around,
            joined_by=councils_joined_by,
            led_by=councils_led_by,
            organisations=organisations_in,
            sides=sides_in,
        )
    )
