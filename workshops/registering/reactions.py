"""What follows from a registration, or from what becomes of the workshop: the waiting list moves, and mail goes out."""

from uuid import UUID

from django.db import transaction

from events.actor import System
from events.models import Event
from events.reactions import reacts_to
from workshops.plans.models import Workshop
from workshops.registering import events, mailing
from workshops.registering.actions import move_waiting_list
from workshops.registering.models import Registration
from workshops.registering.queries import registrations_of
from workshops.sessions.events import WorkshopCancelled, WorkshopChanged

SEATS = System("seats")


@reacts_to(events.RegistrationWithdrawn, WorkshopChanged)
def seat_those_who_wait(happened: events.RegistrationWithdrawn | WorkshopChanged, _event: Event) -> None:
    """Give a seat to whoever is next, when one has become free or there are more."""
    move_waiting_list(actor=SEATS, workshop=Workshop.objects.get(pk=happened.hosts))


@reacts_to(events.RegistrationMade)
def confirm(happened: events.RegistrationMade, event: Event) -> None:
    """Say that somebody has a seat, or is on the waiting list."""
    _tell(happened.registration, mailing.WAITING if happened.waiting else mailing.SEATED, event)


@reacts_to(events.RegistrationRepeated)
def confirm_again(happened: events.RegistrationRepeated, event: Event) -> None:
    """Say once more how it stands."""
    registration = Registration.objects.get(pk=happened.registration)
    waits = registration.state == Registration.State.WAITING
    _tell(happened.registration, mailing.WAITING if waits else mailing.SEATED, event)


@reacts_to(events.SeatGiven)
def tell_of_seat(happened: events.SeatGiven, event: Event) -> None:
    """Say that somebody who waited has a seat now."""
    _tell(happened.registration, mailing.GOT_SEAT, event)


@reacts_to(events.RegistrationReminded)
def send_reminder(happened: events.RegistrationReminded, event: Event) -> None:
    """Remind of tomorrow."""
    _tell(happened.registration, mailing.REMINDER, event)


@reacts_to(WorkshopCancelled)
def tell_that_it_is_off(happened: WorkshopCancelled, event: Event) -> None:
    """Book a mail to everybody who has a seat or waits. Each is tried by itself: one broken mailbox stops none."""
    with transaction.atomic():
        for one in registrations_of(Workshop.objects.get(pk=happened.workshop)):
            mailing.send_called_off.enqueue(str(one.pk), event.pk, 1)


def _tell(registration: UUID, what: str, event: Event) -> None:
    found = Registration.objects.select_related("workshop__council", "person").get(pk=registration)
    # Who has withdrawn meanwhile, or whose workshop was called off, is told that and nothing else.
    if found.state != Registration.State.WITHDRAWN and found.workshop.state != Workshop.State.CANCELLED:
        mailing.letter_about(found, what, event.pk).send()
