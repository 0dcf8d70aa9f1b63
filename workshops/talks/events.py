"""Event types of the speaking order and of questions.

Whose hand is up everybody sees, but the log does not say who raised it; what the hosts do with hands and questions it
says. Each event of a hand shows the order too, which is that of its step.
"""

from typing import ClassVar
from uuid import UUID

from events.registry import EventType
from workshops.talks.models import Asked, Hand


class _HandEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows: ClassVar[tuple[str, ...]] = ("hand", "order")
    workshop: UUID
    hand: UUID
    order: UUID
    """The step."""
    what: str
    """raised, lowered, called or done."""


class HandMoved(_HandEvent, event="workshops.hand_moved"):
    """Somebody has raised the own hand, or taken it down."""

    unsigned = True


class HandLed(_HandEvent, event="workshops.hand_led"):
    """The hosts have raised or taken down somebody's hand, given somebody the word, or ended a turn."""


class OrderShown(EventType, event="workshops.order_shown"):
    """The speaking order of a step has another version, for something else in the step."""

    audiences = ("workshop",)
    shows = ("order",)
    workshop: UUID
    order: UUID


class _AskedEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows: ClassVar[tuple[str, ...]] = ("asked",)
    workshop: UUID
    asked: UUID
    what: str
    """asked, voiced, answered, reopened, removed, merged or shown."""


class QuestionMoved(_AskedEvent, event="workshops.question_moved"):
    """Somebody has asked the room a question, or lent one a voice or taken it back."""

    unsigned = True


class QuestionLed(_AskedEvent, event="workshops.question_led"):
    """The hosts have marked a question as answered, opened it again, removed it or put it together with another."""


def of_hand(hand: Hand, what: str, *, led: bool) -> EventType:
    """Return the event that tells of a hand; `led` when the hosts did it."""
    told = HandLed if led else HandMoved
    return told(workshop=hand.step.workshop_id, hand=hand.pk, order=hand.step_id, what=what)


def of_question(asked: Asked, what: str, *, led: bool) -> EventType:
    """Return the event that tells of a question; `led` when the hosts did it."""
    told = QuestionLed if led else QuestionMoved
    return told(workshop=asked.step.workshop_id, asked=asked.pk, what=what)
