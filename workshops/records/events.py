"""Event types of retention. They say that something went and when, and never what it was."""

from uuid import UUID

from events.registry import EventType


class GuestsForgotten(EventType, event="workshops.guests_forgotten"):
    """Which devices guests used is not known any more; who came without an account is let in no longer."""

    audiences = ("people", "workshop")
    changes_rights = True
    people: UUID
    workshop: UUID


class MaterialDisposed(EventType, event="workshops.material_disposed"):
    """Notes, questions, lines and answers in words were disposed of. What was concluded is kept."""

    audiences = ("workshop", "hosts")
    shows = ("workshop",)
    workshop: UUID
    hosts: UUID
