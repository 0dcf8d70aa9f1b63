"""Event types of programmes: series of workshops that belong together."""

from typing import ClassVar
from uuid import UUID

from events.registry import EventType


class _ProgrammeEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("council",)
    council: UUID
    programme: UUID


class ProgrammePlanned(_ProgrammeEvent, event="workshops.programme_planned"):
    """A council has a programme of workshops."""


class ProgrammeChanged(_ProgrammeEvent, event="workshops.programme_changed"):
    """A programme has another title or another purpose."""
