"""Reads about boards: which notes somebody in the room may see."""

from typing import Any
from uuid import UUID

from accounts.actor import AnyActor
from events.errors import NotVisible
from workshops.boards.events import audience_of
from workshops.boards.models import Group, Late, Note
from workshops.boards.rules import wrote_it
from workshops.sessions.queries import hosting, rooms_of
from workshops.tables.queries import sits_at


def _in_room(model: Any, actor: AnyActor, pk: UUID) -> Any:
    found = model.objects.filter(pk=pk, step__workshop__in=rooms_of(actor)).select_related(
        "step__workshop__council", "table"
    )
    thing = found.first()
    if thing is None:
        raise NotVisible
    return thing


def _leads(actor: AnyActor, thing: Note | Group | Late) -> bool:
    return hosting(actor).filter(workshop=thing.step.workshop_id).exists()


def note_for(actor: AnyActor, pk: UUID) -> Note:
    """Return a note that an actor may see: shown to all, at their table, their own, or a room of which they lead.

    Raises:
        NotVisible: there is none for them.
    """
    note: Note = _in_room(Note, actor, pk)
    audience = audience_of(note)
    seen = audience == "workshop" or _leads(actor, note) or wrote_it(actor, note)
    if not seen and not (audience == "table" and note.table_id and sits_at(actor, note.table_id)):
        raise NotVisible
    return note


def group_for(actor: AnyActor, pk: UUID) -> Group:
    """Return a group that an actor may see.

    Raises:
        NotVisible: there is none for them.
    """
    group: Group = _in_room(Group, actor, pk)
    audience = audience_of(group)
    seen = audience == "workshop" or _leads(actor, group)
    if not seen and not (audience == "table" and group.table_id and sits_at(actor, group.table_id)):
        raise NotVisible
    return group


def late_for(actor: AnyActor, pk: UUID) -> Late:
    """Return what came too late, to the hosts.

    Raises:
        NotVisible: the actor leads no such workshop.
    """
    late: Late = _in_room(Late, actor, pk)
    if not _leads(actor, late):
        raise NotVisible
    return late
