"""Event types of councils, seats, mandates and offices."""

from uuid import UUID

from accounts.actor import NOBODY, AnyActor, PersonActor
from council.seats.queries import councils_joined_by
from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare


def _has_joined(actor: Actor, council: UUID) -> bool:
    who: AnyActor = actor if isinstance(actor, PersonActor) else NOBODY
    return councils_joined_by(who).filter(pk=council).exists()


declare(StreamKind("council", "What concerns everybody in one council.", _has_joined))


class CouncilFounded(EventType, event="council.council_founded"):
    """A council came to be."""

    audiences = ("council",)
    shows = ("council",)
    council: UUID
    parent: UUID | None = None


class SeatAdded(EventType, event="council.seat_added"):
    """An organisation got a seat."""

    audiences = ("council",)
    shows = ("seat",)
    council: UUID
    seat: UUID
    organisation: UUID
    side: str


class MandateStarted(EventType, event="council.mandate_started"):
    """A person holds a seat, or deputises in it."""

    audiences = ("council", "person")
    shows = ("seat",)
    changes_rights = True
    council: UUID
    seat: UUID
    mandate: UUID
    person: UUID
    kind: str


class MandateEnded(EventType, event="council.mandate_ended"):
    """A mandate is over. Takes effect at once."""

    audiences = ("council", "person")
    shows = ("seat",)
    changes_rights = True
    council: UUID
    seat: UUID
    mandate: UUID
    person: UUID


class OfficeGiven(EventType, event="council.office_given"):
    """A person leads the council or keeps its papers from now on."""

    audiences = ("council", "person")
    shows = ("council",)
    changes_rights = True
    council: UUID
    office: UUID
    person: UUID
    kind: str


class OfficeEnded(EventType, event="council.office_ended"):
    """An office is over. Takes effect at once."""

    audiences = ("council", "person")
    shows = ("council",)
    changes_rights = True
    council: UUID
    office: UUID
    person: UUID
