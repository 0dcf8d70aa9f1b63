"""Everything a person can do with councils, seats, mandates and offices."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from accounts.text import clean_text
from council.seats import events
from council.seats.models import Council, Mandate, Office, Seat
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record


@action("council.found_council")
def found_council(
    *, actor: Actor, name: str, slug: str = "", area: str = "", description: str = "", parent: Council | None = None
) -> Council:
    """Found a council, below another one if it is local."""
    council = Council(
        name=clean_text(name, field="name", limit=160, one_line=True),
        slug=slug or slugify(name)[:60],
        area=clean_text(area, field="area", limit=160, required=False, one_line=True),
        description=clean_text(description, field="description", limit=4000, required=False),
        parent=parent,
    )
    council.full_clean()
    council.save()
    record(events.CouncilFounded(council=council.pk, parent=parent.pk if parent else None))
    return council


@action("council.add_seat", on="council")
def add_seat(*, actor: Actor, council: Council, organisation: Organisation, side: str, title: str = "") -> Seat:
    """Give an organisation a seat. It is vacant until somebody is appointed."""
    if side not in Seat.Side.values:
        raise Invalid(fields={"side": [_("Choose one of the four sides.")]})
    title = clean_text(title, field="title", limit=120, required=False, one_line=True)
    seat = Seat.objects.create(council=council, organisation=organisation, side=side, title=title)
    record(events.SeatAdded(council=council.pk, seat=seat.pk, organisation=organisation.pk, side=side))
    return seat


@action("council.appoint", on="seat")
def appoint(
    *,
    actor: Actor,
    seat: Seat,
    person: Person,
    kind: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    decision: str = "",
) -> Mandate:
    """Appoint a holder or a deputy, who must act for the organisation that owns the seat.

    Raises:
        Conflict: somebody else holds the seat on one of the days.
    """
    if kind not in Mandate.Kind.values:
        raise Invalid(fields={"kind": [_("Choose holder or deputy.")]})
    starts_on = starts_on or clock.today()
    if ends_on and ends_on < starts_on:
        raise Invalid(fields={"ends_on": [_("The last day comes before the first.")]})
    if not _acts_for(person, seat.organisation, starts_on):
        raise Invalid(fields={"person": [_("Only somebody who acts for the organisation can hold its seat.")]})
    mandate = Mandate(
        seat=seat,
        person=person,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        decision=clean_text(decision, field="decision", limit=300, required=False, one_line=True),
    )
    try:
        with transaction.atomic():
            mandate.save()
    except IntegrityError:
        raise Conflict(_("Somebody already holds this seat on one of those days.")) from None
    _touch(seat)
    record(
        events.MandateStarted(council=seat.council_id, seat=seat.pk, mandate=mandate.pk, person=person.pk, kind=kind)
    )
    return mandate


@action("council.end_mandate", on="mandate")
def end_mandate(*, actor: Actor, mandate: Mandate) -> Mandate:
    """End a mandate this very second."""
    _end(mandate)
    _touch(mandate.seat)
    record(
        events.MandateEnded(
            council=mandate.seat.council_id, seat=mandate.seat_id, mandate=mandate.pk, person=mandate.person_id
        )
    )
    return mandate


@action("council.give_office", on="council")
def give_office(
    *,
    actor: Actor,
    council: Council,
    person: Person,
    organisation: Organisation,
    kind: str,
    starts_on: date | None = None,
) -> Office:
    """Make somebody chair, vice chair or secretary."""
    if kind not in Office.Kind.values:
        raise Invalid(fields={"kind": [_("Choose an office.")]})
    if not _acts_for(person, organisation, starts_on or clock.today()):
        raise Invalid(fields={"person": [_("This person does not act for the organisation.")]})
    office = Office.objects.create(
        council=council,
        person=person,
        organisation=organisation,
        kind=kind,
        starts_on=starts_on or clock.today(),
    )
    Council.objects.filter(pk=council.pk).update(version=F("version") + 1)
    record(events.OfficeGiven(council=council.pk, office=office.pk, person=person.pk, kind=kind))
    return office


@action("council.end_office", on="office")
def end_office(*, actor: Actor, office: Office) -> Office:
    """End an office this very second."""
    _end(office)
    Council.objects.filter(pk=office.council_id).update(version=F("version") + 1)
    record(events.OfficeEnded(council=office.council_id, office=office.pk, person=office.person_id))
    return office


def _acts_for(person: Person, organisation: Organisation, day: date) -> bool:
    """Say whether a membership is there that has not run out by `day`."""
    memberships = person.memberships.filter(organisation=organisation, ended_at__isnull=True)
    return memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).exists()


def _end(term: Mandate | Office) -> None:
    if term.ended_at:
        raise Conflict(_("This has already ended."))
    term.ended_at = clock.now()
    term.ends_on = max(clock.today(), term.starts_on)
    term.save(update_fields=["ended_at", "ends_on"])


def _touch(seat: Seat) -> None:
    Seat.objects.filter(pk=seat.pk).update(version=F("version") + 1)
