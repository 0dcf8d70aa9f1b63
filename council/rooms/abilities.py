"""What an actor may do here, for pages and API to show; from the same rules that the actions ask."""

from accounts.actor import AnyActor
from council.rooms.models import Message, Room
from events.rights import may

ROOM = {
    "post": "council.post_message",
    "react": "council.post_message",
    "moderate": "council.lock_thread",
    "edit_summary": "council.edit_summary",
    "ask": "council.post_message",
    "make_activity": "council.make_activities",
    "manage": "council.change_room",
}
MESSAGE = {
    "edit": "council.edit_message",
    "delete": "council.delete_message",
    "hide": "council.hide_message",
    "lock": "council.lock_thread",
    "ask": "council.ask_question",
    "make_activity": "council.make_activity",
    "react": "council.react",
    "reply": "council.reply",
}


def in_room(actor: AnyActor, room: Room) -> dict[str, bool]:
    """Return what the actor may do in a room."""
    return {name: may(actor, rule, room) for name, rule in ROOM.items()}


def on_message(actor: AnyActor, message: Message) -> dict[str, bool]:
    """Return what the actor may do with a message."""
    return {name: may(actor, rule, message) for name, rule in MESSAGE.items()}
