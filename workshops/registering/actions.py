"""Asking for a seat, getting one, and giving it back."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F

from accounts.actor import Nobody, PersonActor
from accounts.text import clean_text
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Invalid
from events.recording import record
from workshops.plans.models import Workshop
from workshops.registering import events
from workshops.registering.models import Registration
from workshops.registering.queries import (
    organisation_key,
    organisation_named,
    registration_by_secret,
    registrations_of,
    seated_by_organisation,
)

State = Registration.State
LONGEST_NEEDS = 1000


@action("workshops.register", on="workshop")
def register(
    *,
    actor: PersonActor | Nobody,
    workshop: Workshop,
    name: str = "",
    email: str = "",
    organisation: str = "",
    needs: str = "",
) -> Registration:
    """Ask for a seat. Who asks again keeps the place they have, and is sent the same mail once more.

    A member comes with the hat they wear; who has no account gives a name, an address and, if they like, where they
    come from. Nothing tells them whether the address was known: the mail does.

    Raises:
        Invalid: no name, a broken address, or a text that cannot be kept.
    """
    asked = _asked(actor, workshop, name=name, email=email, organisation=organisation)
    asked.needs = _needs(needs)
    if there := registrations_of(workshop).filter(email__iexact=asked.email).first():
        record(events.RegistrationRepeated(hosts=workshop.pk, registration=there.pk))
        return there
    asked.state, asked.asked_at = State.WAITING, clock.now()
    asked.save()
    # Whoever has waited longer comes first, also now: only what is left then is for who has just come.
    for one in _seat_those_who_fit(workshop):
        if one != asked:
            record(events.SeatGiven(hosts=workshop.pk, registration=one.pk))
    asked.refresh_from_db()
    waits = asked.state == State.WAITING
    record(events.RegistrationMade(hosts=workshop.pk, registration=asked.pk, waiting=waits))
    return asked


def _asked(
    actor: PersonActor | Nobody, workshop: Workshop, *, name: str, email: str, organisation: str
) -> Registration:
    if isinstance(actor, PersonActor):
        person = actor.person
        return Registration(
            workshop=workshop,
            person=person,
            organisation=actor.organisation,
            name=person.name[:80],
            email=person.email,
        )
    written = clean_text(organisation, field="organisation", limit=160, required=False, one_line=True)
    known = organisation_named(written)
    return Registration(
        workshop=workshop,
        name=clean_text(name, field="name", limit=80, one_line=True),
        email=_address(email),
        organisation=known,
        organisation_name="" if known else written,
    )


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(fields={"email": error.messages}) from None
    return email


def _needs(text: str) -> str:
    return clean_text(text, field="needs", limit=LONGEST_NEEDS, required=False)


def _seat_those_who_fit(workshop: Workshop) -> list[Registration]:
    """Give what seats are free to those who wait, in the order they asked, as far as their organisation has room.

    Called under the lock of the workshop, so that two do not give the same seat away. Somebody who withdraws at the
    same moment is not brought back: only who still waits is given a seat.
    """
    each = seated_by_organisation(workshop)
    given: list[Registration] = []
    for one in registrations_of(workshop).filter(state=State.WAITING):
        if workshop.seats is not None and each.total() >= workshop.seats:
            break
        key = organisation_key(one)
        if key and workshop.seats_each is not None and each[key] >= workshop.seats_each:
            continue
        still = Registration.objects.filter(pk=one.pk, state=State.WAITING)
        if still.update(state=State.SEATED, version=F("version") + 1):
            each[key] += 1
            given.append(one)
    return given


@action("workshops.run_registering", on="workshop")
def move_waiting_list(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Give free seats to those who wait. It can be done as often as one likes."""
    if workshop.state == Workshop.State.ANNOUNCED:
        for one in _seat_those_who_fit(workshop):
            record(events.SeatGiven(hosts=workshop.pk, registration=one.pk))
    return workshop


@action("workshops.say_needs", on="registration")
def say_needs(*, actor: PersonActor, registration: Registration, needs: str) -> Registration:
    """Say what one needs in order to take part, or that it is something else now. Only the hosts see it."""
    registration.needs = _needs(needs)
    return _changed(registration, events.NeedsSaid, "needs")


@action("workshops.withdraw", on="registration")
def withdraw(*, actor: Actor, registration: Registration) -> Registration:
    """Give a seat or a place on the waiting list back; what was needed is deleted at once."""
    return _withdrawn(registration)


@action("workshops.withdraw_by_link")
def withdraw_by_link(*, actor: Actor, secret: str) -> Registration:
    """Withdraw the registration whose link one has. Doing so twice changes nothing.

    Raises:
        NotVisible: the link is not one of ours.
    """
    found = registration_by_secret(secret)
    return _withdrawn(Registration.objects.select_for_update(no_key=True).get(pk=found.pk))


def _withdrawn(registration: Registration) -> Registration:
    if registration.state == State.WITHDRAWN:
        return registration
    registration.state, registration.needs = State.WITHDRAWN, ""
    return _changed(registration, events.RegistrationWithdrawn, "state", "needs")


@action("workshops.run_registering", on="registration")
def remind_registered(*, actor: Actor, registration: Registration) -> Registration:
    """Remind somebody of tomorrow, once; the mail follows from the event and is sent even if a machine stops."""
    if registration.reminded_at is None and registration.state == State.SEATED:
        registration.reminded_at = clock.now()
        _changed(registration, events.RegistrationReminded, "reminded_at")
    return registration


@action("workshops.run_registering", on="registration")
def delete_needs(*, actor: Actor, registration: Registration) -> Registration:
    """Delete what somebody needed, when the workshop is over."""
    if registration.needs:
        registration.needs = ""
        _changed(registration, events.NeedsDeleted, "needs")
    return registration


def _changed(registration: Registration, told: type[events._RegistrationEvent], *fields: str) -> Registration:
    registration.version += 1
    registration.save(update_fields=[*fields, "version"])
    record(told(hosts=registration.workshop_id, registration=registration.pk))
    return registration
