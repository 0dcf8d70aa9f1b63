"""Event types of conclusions. The hosts write them down in front of all, so these are signed."""

from typing import ClassVar
from uuid import UUID

from events.registry import EventType


class _OutcomeEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("workshop",)
    shows = ("outcome",)
    workshop: UUID
    outcome: UUID


class OutcomeLifted(_OutcomeEvent, event="workshops.outcome_lifted"):
    """Something was concluded, from what the room has written or without."""

    kind: str


class OutcomeChanged(_OutcomeEvent, event="workshops.outcome_changed"):
    """A conclusion has other words, another organisation or another day."""


class OutcomeAgreed(_OutcomeEvent, event="workshops.outcome_agreed"):
    """The group agreed on a conclusion."""


class OutcomeDropped(_OutcomeEvent, event="workshops.outcome_dropped"):
    """A conclusion was dropped."""


class OutcomeMoved(_OutcomeEvent, event="workshops.outcome_moved"):
    """A conclusion has another place in the list."""


class OutcomeHandedOver(_OutcomeEvent, event="workshops.outcome_handed_over"):
    """A conclusion became something outside the workshop: a goal, an activity, a question."""

    kind: str
    became: UUID


class ReviewAsked(EventType, event="workshops.review_asked"):
    """Something that a conclusion was lifted from was redacted; its own words may need the same."""

    audiences = ("hosts",)
    shows = ("review",)
    hosts: UUID
    review: UUID


class ReviewDone(EventType, event="workshops.review_done"):
    """A host has looked at the words of a conclusion whose source was redacted."""

    audiences = ("hosts",)
    shows = ("review",)
    hosts: UUID
    review: UUID
