"""Actions and event types with which the log itself is tried, apart from any council.

The types stay out of the catalogue, so that what is proved of every type is proved of the house's own.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

from accounts.models import Organisation
from events.action import action, actions
from events.actor import Actor
from events.recording import record
from events.registry import EventType
from tests.world import SYSTEM


class Noted(EventType):
    """Something was noted in a room."""

    name: ClassVar[str] = "tests.thing_noted"
    version: ClassVar[int] = 1
    audiences: ClassVar[tuple[str, ...]] = ("room",)
    room: UUID
    what: str = ""


class Told(Noted):
    """Something was told to a person too."""

    name: ClassVar[str] = "tests.thing_told"
    audiences: ClassVar[tuple[str, ...]] = ("room", "person")
    person: UUID


class Changed:
    """One action that writes to several streams in the order it is given."""

    @staticmethod
    def in_all(rooms: Sequence[UUID]) -> None:
        """Note something in each of the rooms, in one transaction."""
        _note_in_all(actor=SYSTEM, rooms=rooms)


@action("accounts.add_organisation")
def _note_in_all(*, actor: Actor, rooms: Sequence[UUID]) -> None:
    for room in rooms:
        record(Noted(room=room))


@action("accounts.add_organisation")
def note(*, actor: Actor, room: UUID, times: int = 1, what: str = "") -> None:
    """Note something."""
    for _ in range(times):
        record(Noted(room=room, what=what))


@action("accounts.add_organisation")
def tell(*, actor: Actor, room: UUID, person: UUID, numbered: Callable[[int], Any] | None = None) -> None:
    """Tell a person something about a room."""
    record(Told(room=room, person=person), numbered=numbered)


@action("accounts.add_organisation")
def note_and_fail(*, actor: Actor, room: UUID, error: Exception) -> None:
    """Note something and give up."""
    record(Noted(room=room, what="never"))
    raise error


@action("accounts.accept_invitation")  # Everybody may, unlike what is done inside.
def note_inside(*, actor: Actor, room: UUID) -> None:
    """Note something, within which another action notes something."""
    record(Noted(room=room, what="before"))
    note(actor=actor, room=room, what="inside")
    record(Noted(room=room, what="after"))


@action("accounts.add_organisation")
def note_inside_and_catch(*, actor: Actor, room: UUID, error: Exception) -> None:
    """Go on although the inner action gave up."""
    record(Noted(room=room, what="before"))
    try:
        note_and_fail(actor=actor, room=room, error=error)
    except type(error):
        record(Noted(room=room, what="after"))


@action("accounts.add_organisation")
def enter(*, actor: Actor, name: str, fails: bool = False) -> Organisation:
    """Enter an organisation; something with an answer, for idempotency keys."""
    made = Organisation.objects.create(name=name, slug=f"org-{uuid4().hex[:12]}", kind="nonprofit")
    record(Noted(room=made.pk, what="entered"))
    if fails:
        raise RuntimeError("failed on the way")
    return made


for name in [name for name in actions if name.startswith("tests.")]:
    del actions[name]  # They are the tests' own, not something the house offers.
