"""The councils enter themselves on the floor below, which asks who sits where but knows no council."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import AnyActor
from accounts.models import Membership, Organisation
from council.seats.models import Council, Mandate, Office, Seat
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
    """Return on which side each organisation sits; a public body that also keeps another seat open is public."""
    seats = Seat.objects.filter(council=council)
    public = dict.fromkeys(seats.filter(side=Seat.Side.PUBLIC).values_list("organisation", flat=True), "public")
    return dict(seats.order_by("-side").values_list("organisation", "side")) | public


def leaders_of(council: UUID) -> QuerySet[Membership]:
    """Return the current hats of those who lead a council or keep its papers."""
    offices = Office.objects.current().filter(
        council=council, person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    return _hats().filter(Exists(offices))


def holders_in(council: UUID) -> QuerySet[Membership]:
    """Return the current hats of those who hold the seats of a council; deputies are not among them."""
    mandates = Mandate.objects.current().filter(
        seat__council=council,
        kind=Mandate.Kind.HOLDER,
        person=OuterRef("person"),
        seat__organisation=OuterRef("organisation"),
    )
    return _hats().filter(Exists(mandates))


def _hats() -> QuerySet[Membership]:
    return Membership.objects.current().filter(person__is_active=True).select_related("person", "organisation")


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
            leaders=leaders_of,
            holders=holders_in,
        )
    )
