"""All tables of this app, where Django looks for them. They are defined by concept."""

from council.rooms.models import (
    Attachment,
    Draft,
    Mention,
    Message,
    Question,
    Reaction,
    ReadMark,
    Revision,
    Room,
    RoomMember,
)
from council.seats.models import Council, Mandate, Office, Seat

__all__ = [
    "Attachment",
    "Council",
    "Draft",
    "Mandate",
    "Mention",
    "Message",
    "Office",
    "Question",
    "Reaction",
    "ReadMark",
    "Revision",
    "Room",
    "RoomMember",
    "Seat",
]
