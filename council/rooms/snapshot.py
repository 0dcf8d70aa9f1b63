"""A room as it stands, with the position from which its events go on."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from accounts.actor import PersonActor
from council.rooms.abilities import in_room
from council.rooms.models import Room
from council.rooms.queries import askable_organisations, draft_of, has_earlier, page_of, people_in, read_state
from council.rooms.serializers import MessageSerializer, RoomSerializer
from events.reading import position


def room_snapshot(actor: PersonActor, room: Room, *, limit: int = 50, around: int | None = None) -> dict[str, Any]:
    """Return the newest messages of a room (or those around a number) and all that belongs to the page.

    The position is read before the rows: an event that comes in between is delivered again, and the views it
    brings are the same or newer.
    """
    where = position(room.stream)
    room.refresh_from_db()
    messages = page_of(room, limit=limit, around=around)
    draft = draft_of(actor, room)
    return {
        "stream": room.stream,
        "epoch": where.epoch,
        "seq": where.head,
        "room": {**RoomSerializer(room).data, "abilities": in_room(actor, room)},
        "messages": MessageSerializer(messages, many=True).data,
        "has_earlier": has_earlier(room, messages),
        "read": read_state(actor, room),
        "draft": {"text": draft.text, "updated_at": draft.updated_at} if draft else None,
        "me": {"person": str(actor.person_id), "membership": actor.membership_id},
    }


def bootstrap(actor: PersonActor, room: Room, snapshot: dict[str, Any]) -> dict[str, Any]:
    """Return all that the live room needs to start without asking."""
    organisations = [
        {"id": str(one.pk), "name": one.name, "short_name": one.label} for one in askable_organisations(room.council)
    ]
    people = {
        str(one.person_id): {
            "id": str(one.person_id),
            "name": one.person.name,
            "organisation": one.seat.organisation.label,
        }
        for one in people_in(room.council)
    }
    return {
        "snapshot": snapshot,
        "me": {
            "person": str(actor.person_id),
            "membership": actor.membership_id,
            "name": actor.person.name,
            "organisation": actor.organisation.label if actor.organisation else "",
        },
        "urls": {"api": "/api/v1", "live": "/live/"},
        "language": get_language() or settings.LANGUAGE_CODE,
        "organisations": organisations,
        "people": list(people.values()),
    }
