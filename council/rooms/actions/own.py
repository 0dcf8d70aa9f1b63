"""What concerns one reader alone: drafts and read marks. It is not in the log; nobody's reading is recorded there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.text import clean_text
from council.rooms.actions.messages import LIMIT
from council.rooms.models import Draft, Message, ReadMark, Room
from council.rooms.queries import read_state
from council.rooms.ranges import merge, snap
from events.action import action
from events.errors import Invalid
from live.hints import note

MOST_RANGES = 500


@action("council.mark_read", on="room")
def mark_read(*, actor: PersonActor, room: Room, ranges: Sequence[Sequence[int]]) -> ReadMark:
    """Add ranges of sequence numbers to what one has read; other devices hear of it."""
    if len(ranges) > MOST_RANGES or any(len(one) != 2 or not 1 <= one[0] <= one[1] <= 2**53 for one in ranges):
        raise Invalid(fields={"ranges": [_("Ranges are pairs of numbers, the first not above the second.")]})
    mark, _new = ReadMark.objects.select_for_update().get_or_create(person=actor.person, room=room)
    numbers = [seq or 0 for seq in room.messages.order_by("seq").values_list("seq", flat=True)]
    mark.ranges = snap(merge([*mark.ranges, *ranges]), numbers)
    mark.save()
    body = {"room": str(room.pk), **read_state(actor, room)}
    transaction.on_commit(lambda: note(str(actor.person_id), "read", body))
    return mark


@action("council.save_draft", on="room")
def save_draft(*, actor: PersonActor, room: Room, text: str, reply_to: UUID | None = None) -> Draft | None:
    """Keep what one has begun to write, so that it is there on the next device; an empty text forgets it."""
    text = clean_text(text, field="text", limit=LIMIT, required=False)
    answered = Message.objects.filter(room=room, pk=reply_to).first() if reply_to else None
    where: dict[str, Any] = {"person": actor.person, "room": room, "reply_to": answered}
    body = {"room": str(room.pk), "reply_to": str(reply_to) if reply_to else None, "text": text}
    transaction.on_commit(lambda: note(str(actor.person_id), "draft", body))
    if not text:
        Draft.objects.filter(**where).delete()
        return None
    draft, _new = Draft.objects.update_or_create(**where, defaults={"text": text})
    return draft
