"""What has happened, read from the log: one list for a room, one for a council."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actor import AnyActor
from accounts.models import Organisation, Person
from council.rooms.models import Room
from council.rooms.queries import rooms_visible_to
from council.seats.models import Council
from events.models import Event

WORDS = {
    "council.council_founded": _("founded the council"),
    "council.seat_added": _("added a seat"),
    "council.mandate_started": _("appointed somebody to a seat"),
    "council.mandate_ended": _("ended a mandate"),
    "council.office_given": _("gave an office"),
    "council.office_ended": _("ended an office"),
    "council.room_opened": _("opened the room"),
    "council.room_changed": _("changed the room"),
    "council.room_archived": _("archived the room"),
    "council.room_tied": _("tied the room to a goal, or to none"),
    "council.tied_goal_changed": _("told the room that its goal has changed"),
    "council.summary_written": _("wrote the summary"),
    "council.member_invited": _("let somebody into the room"),
    "council.member_removed": _("ended an invitation to the room"),
    "council.message_posted": _("wrote"),
    "council.message_edited": _("edited a message"),
    "council.message_deleted": _("took a message back"),
    "council.message_hidden": _("hid a message"),
    "council.message_shown": _("made a message visible again"),
    "council.quote_changed": _("changed what a message quotes"),
    "council.thread_locked": _("locked a thread"),
    "council.thread_unlocked": _("unlocked a thread"),
    "council.reaction_added": _("reacted"),
    "council.reaction_removed": _("took a reaction back"),
    "council.question_asked": _("asked a question"),
    "council.question_answered": _("marked an answer"),
    "council.question_withdrawn": _("withdrew a question"),
    "council.activity_made": _("made an activity of a message"),
    "council.activity_moved": _("told the room that an activity has changed"),
    "council.content_disposed": _("disposed of a message whose time was over"),
}


_from_above: set[str] = set()


def tells(words: Mapping[str, Any]) -> None:
    """Enter words for events of a higher floor that a council's list shows, by type."""
    WORDS.update(words)
    _from_above.update(words)


def of_room(room: Room) -> QuerySet[Event]:
    """Return the events of a room the caller has been let into, newest first."""
    return Event.objects.filter(stream__name=room.stream).order_by("-seq")


def of_council(actor: AnyActor, council: Council) -> QuerySet[Event]:
    """Return the events of a council and of those of its rooms that the actor may read, newest first."""
    rooms = rooms_visible_to(actor).filter(council=council)
    names = [f"council:{council.pk}", *(room.stream for room in rooms)]
    # What is primary elsewhere among these streams is there already; what higher floors tell has its home with them.
    found = Event.objects.filter(Q(primary=True) | Q(type__in=_from_above), stream__name__in=names)
    return found.order_by("-occurred_at", "-pk")


def entries(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Return events as lines to show: when, who for which organisation, did what, and where."""
    people = _named(Person, [event.actor for event in events])
    organisations = _named(Organisation, [event.acting_for for event in events])
    rooms = {str(room.pk): room for room in Room.objects.select_related("council").filter(pk__in=_rooms(events))}
    return [
        {
            "seq": event.seq,
            "type": event.type,
            "at": event.occurred_at,
            "words": str(WORDS.get(event.type, event.type)),
            "person": people.get(event.actor, ""),
            "organisation": organisations.get(event.acting_for, ""),
            "room": rooms.get(str(event.data.get("room", ""))),
            "message": event.data.get("message"),
            "data": event.data,
        }
        for event in events
    ]


def _named(model: type[Person] | type[Organisation], refs: Sequence[str]) -> dict[str, str]:
    kind = model._meta.model_name
    ids = {ref.partition(":")[2] for ref in refs if ref.startswith(f"{kind}:")}
    found: QuerySet[Any] = model._default_manager.filter(pk__in=ids)
    return {f"{kind}:{one.pk}": one.name for one in found}


def _rooms(events: Sequence[Event]) -> set[UUID]:
    return {UUID(event.data["room"]) for event in events if "room" in event.data}


def as_json(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Return events as the API lists them."""
    return [
        {**entry, "room": {"id": str(entry["room"].pk), "title": entry["room"].title} if entry["room"] else None}
        for entry in entries(events)
    ]
