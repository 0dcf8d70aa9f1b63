"""Event types of reports that something is not accessible: for those who answer. Who reported is not in them."""

from typing import ClassVar
from uuid import UUID

from events.registry import EventType


class _AboutBarrier(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("organisation",)
    shows: ClassVar[tuple[str, ...]] = ("barrier",)
    organisation: UUID
    barrier: UUID


class BarrierReported(_AboutBarrier, event="cms.barrier_reported"):
    """Somebody told of something on the site that does not work for them."""


class BarrierTaken(_AboutBarrier, event="cms.barrier_taken"):
    """Somebody in the organisation took a report in hand."""


class BarrierAnswered(_AboutBarrier, event="cms.barrier_answered"):
    """A report got its answer; `closed` says whether that was the last of it."""

    closed: bool
    becomes_fault: bool
