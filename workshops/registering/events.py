"""Event types of registration, for the hosts alone. What somebody needs is in none of them."""

from typing import ClassVar
from uuid import UUID

from events.registry import EventType


class _RegistrationEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("hosts",)
    shows: ClassVar[tuple[str, ...]] = ("registration",)
    hosts: UUID
    registration: UUID


class RegistrationMade(_RegistrationEvent, event="workshops.registration_made"):
    """Somebody has asked for a seat, and has it or waits for it."""

    waiting: bool


class RegistrationRepeated(_RegistrationEvent, event="workshops.registration_repeated"):
    """Somebody has asked for the seat they have already; they are told so by mail."""


class SeatGiven(_RegistrationEvent, event="workshops.seat_given"):
    """Somebody on the waiting list has got a seat."""


class RegistrationWithdrawn(_RegistrationEvent, event="workshops.registration_withdrawn"):
    """A registration was withdrawn; a seat may be free."""


class RegistrationReminded(_RegistrationEvent, event="workshops.registration_reminded"):
    """Somebody with a seat is reminded that the workshop is soon."""


class NeedsSaid(_RegistrationEvent, event="workshops.needs_said"):
    """Somebody has said what they need in order to take part, or need no more."""


class NeedsDeleted(_RegistrationEvent, event="workshops.needs_deleted"):
    """What somebody needed was deleted, since the workshop is over."""
