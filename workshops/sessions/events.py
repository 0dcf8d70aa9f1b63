"""Event types of workshops as such: their plan, their state, who leads them and who is in the room.

What people contribute is told by other types, and never signed: see `workshops.boards.events` and its kin.
"""

from typing import ClassVar
from uuid import UUID

from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare
from workshops.plans.models import Workshop
from workshops.sessions.models import Participant
from workshops.sessions.queries import hosting, taking_part


def _is_host(actor: Actor, workshop: UUID) -> bool:
    return hosting(actor).filter(workshop=workshop).exists()


def _in_the_room(actor: Actor, workshop: UUID) -> bool:
    return taking_part(actor).filter(workshop=workshop).exists() or _is_host(actor, workshop)


def _among_the_people(actor: Actor, workshop: UUID) -> bool:
    people = taking_part(actor).filter(workshop=workshop).exclude(role=Participant.Role.SCREEN)
    return people.exists() or _is_host(actor, workshop)


def _is_that_one(actor: Actor, participant: UUID) -> bool:
    return taking_part(actor).filter(pk=participant).exists()


declare(StreamKind("workshop", "What everybody in the room may see, the screen at the front too.", _in_the_room))
declare(StreamKind("people", "Who is in the room of a workshop, for those who are.", _among_the_people))
declare(StreamKind("hosts", "What only those who lead a workshop see.", _is_host))
declare(StreamKind("participant", "What concerns one participant alone.", _is_that_one))


class _WorkshopEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("workshop", "hosts", "council")
    shows = ("workshop",)
    workshop: UUID
    hosts: UUID
    council: UUID

    @classmethod
    def about(cls, workshop: Workshop) -> "_WorkshopEvent":
        """Return the event for a workshop."""
        return cls(workshop=workshop.pk, hosts=workshop.pk, council=workshop.council_id)


class WorkshopPlanned(EventType, event="workshops.workshop_planned"):
    """Somebody has begun to plan a workshop."""

    audiences = ("hosts",)
    hosts: UUID
    council: UUID


class WorkshopChanged(EventType, event="workshops.workshop_changed"):
    """A workshop's title, time, place, rules or order of steps changed."""

    audiences = ("workshop", "hosts")
    shows = ("workshop",)
    changes_rights = True
    workshop: UUID
    hosts: UUID


class WorkshopAnnounced(_WorkshopEvent, event="workshops.workshop_announced"):
    """A workshop is open for registration."""


class WorkshopCancelled(_WorkshopEvent, event="workshops.workshop_cancelled"):
    """A workshop was called off."""


class WorkshopStarted(_WorkshopEvent, event="workshops.workshop_started"):
    """A workshop has begun."""


class WorkshopEnded(_WorkshopEvent, event="workshops.workshop_ended"):
    """A workshop is over."""


class _RunEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows: ClassVar[tuple[str, ...]] = ("workshop",)
    workshop: UUID


class WorkshopPaused(_RunEvent, event="workshops.workshop_paused"):
    """Everybody has a break; nothing can be contributed."""


class WorkshopResumed(_RunEvent, event="workshops.workshop_resumed"):
    """The break is over; the step's time has been moved by its length."""

    step: UUID | None
    shows = ("workshop", "step")


class RoomLocked(_RunEvent, event="workshops.room_locked"):
    """Nothing can be contributed for a while."""


class RoomUnlocked(_RunEvent, event="workshops.room_unlocked"):
    """People can contribute again."""


class NoticeGiven(_RunEvent, event="workshops.notice_given"):
    """The hosts show all screens a few words, or have taken them away."""


class _StepEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows = ("workshop", "step")
    workshop: UUID
    step: UUID


class StepAdded(_StepEvent, event="workshops.step_added"):
    """The plan has one more step."""


class StepChanged(_StepEvent, event="workshops.step_changed"):
    """A step has other words, another time or other settings."""


class StepRemoved(EventType, event="workshops.step_removed"):
    """The plan has a step less."""

    audiences = ("workshop",)
    shows = ("workshop",)
    workshop: UUID
    step: UUID


class StepOpened(_StepEvent, event="workshops.step_opened"):
    """A step has begun."""


class StepClosed(_StepEvent, event="workshops.step_closed"):
    """A step is closed; what it brought stays to be read."""


class StepRevealed(_StepEvent, event="workshops.step_revealed"):
    """What was hidden while people worked is shown: notes, or results."""


class AuthorsHidden(_StepEvent, event="workshops.authors_hidden"):
    """Who wrote what is no longer shown in this step."""


class TimeExtended(_StepEvent, event="workshops.time_extended"):
    """A step has more time, or an end where it had none."""


class HostAdded(EventType, event="workshops.host_added"):
    """Somebody leads the workshop from now on."""

    audiences = ("hosts", "person")
    shows = ("host",)
    changes_rights = True
    hosts: UUID
    person: UUID
    host: UUID
    role: str


class HostRemoved(EventType, event="workshops.host_removed"):
    """Somebody no longer leads the workshop."""

    audiences = ("hosts", "person")
    shows = ("host",)
    changes_rights = True
    hosts: UUID
    person: UUID
    host: UUID


class WheelTaken(EventType, event="workshops.wheel_taken"):
    """The deputy or a co-facilitator has become the facilitator."""

    audiences = ("hosts",)
    shows = ("host",)
    changes_rights = True
    hosts: UUID
    host: UUID


class HostChanged(EventType, event="workshops.host_changed"):
    """A host has another task: who was at the wheel is deputy when somebody else has taken it."""

    audiences = ("hosts",)
    shows = ("host",)
    changes_rights = True
    hosts: UUID
    host: UUID
    role: str


class ParticipantJoined(EventType, event="workshops.participant_joined"):
    """Somebody came into the room."""

    audiences = ("people",)
    shows = ("participant",)
    people: UUID
    participant: UUID


class ParticipantRemoved(EventType, event="workshops.participant_removed"):
    """The hosts have shown somebody out. Takes effect at once."""

    audiences = ("people", "participant")
    shows = ("participant",)
    changes_rights = True
    people: UUID
    participant: UUID


class ExtraTimeGiven(EventType, event="workshops.extra_time_given"):
    """Somebody has more time in every timed step. That is nobody's business but theirs and the hosts'."""

    audiences = ("participant",)
    shows = ("pace",)
    participant: UUID
    pace: UUID


class ExtraTimeNoted(EventType, event="workshops.extra_time_noted"):
    """The hosts see who has more time."""

    audiences = ("hosts",)
    shows = ("pace",)
    hosts: UUID
    pace: UUID
