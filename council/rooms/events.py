"""Event types of rooms: everything that happens in one, for everybody who may read it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from accounts.actor import NOBODY, PersonActor
from council.rooms.queries import rooms_visible_to
from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare


def _may_read(actor: Actor, room: UUID) -> bool:
    who = actor if isinstance(actor, PersonActor) else NOBODY
    return rooms_visible_to(who).filter(pk=room).exists()


declare(StreamKind("room", "What happens in one room, for all who may read it.", _may_read))


class RoomOpened(EventType, event="council.room_opened"):
    """A room came to be."""

    audiences = ("room", "council")
    shows = ("room",)
    room: UUID
    council: UUID
    kind: str
    access: str


class RoomChanged(EventType, event="council.room_changed"):
    """A room's title, purpose, kind, access or retention changed."""

    audiences = ("room", "council")
    shows = ("room",)
    changes_rights = True
    room: UUID
    council: UUID


class RoomArchived(EventType, event="council.room_archived"):
    """A room was closed for writing and stays readable."""

    audiences = ("room", "council")
    shows = ("room",)
    room: UUID
    council: UUID


class RoomTied(EventType, event="council.room_tied"):
    """A room belongs to one of the council's goals from now on, or to none."""

    audiences = ("room", "council")
    shows = ("room",)
    room: UUID
    council: UUID
    goal: UUID | None = None


class GoalRoomsChanged(EventType, event="council.goal_rooms_changed"):
    """A room was tied to a goal, or is so no longer. Which room is told only to those who may see it."""

    audiences = ("goals",)
    shows = ("goal",)
    goals: UUID
    goal: UUID


class TiedGoalChanged(EventType, event="council.tied_goal_changed"):
    """The goal that a room belongs to has other words."""

    audiences = ("room",)
    shows = ("room",)
    room: UUID
    goal: UUID


class SummaryWritten(EventType, event="council.summary_written"):
    """The pinned summary of a room changed."""

    audiences = ("room",)
    shows = ("room",)
    room: UUID


class MemberInvited(EventType, event="council.member_invited"):
    """A person may enter a room from now on."""

    audiences = ("room", "person")
    changes_rights = True
    room: UUID
    person: UUID
    organisation: UUID
    role: str


class MemberRemoved(EventType, event="council.member_removed"):
    """A person may no longer enter a room. Takes effect at once."""

    audiences = ("room", "person")
    changes_rights = True
    room: UUID
    person: UUID
    organisation: UUID


class _MessageEvent(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("room",)
    shows = ("message",)
    room: UUID
    message: UUID


class MessagePosted(_MessageEvent, event="council.message_posted"):
    """Something was said."""

    thread: UUID | None = None
    attachments: int = 0


class MessageEdited(_MessageEvent, event="council.message_edited"):
    """A message got a new wording; the earlier one can be read in its history."""

    revision: int


class MessageDeleted(_MessageEvent, event="council.message_deleted"):
    """The author took a message back; its text is gone and a tombstone stays."""


class MessageHidden(_MessageEvent, event="council.message_hidden"):
    """A moderator hid a message; the reason stands in its place."""


class MessageShown(_MessageEvent, event="council.message_shown"):
    """A hidden message is visible again."""


class QuoteChanged(_MessageEvent, event="council.quote_changed"):
    """What a message quotes has another wording, is gone, or is there again."""

    quoted: UUID


class ThreadLocked(_MessageEvent, event="council.thread_locked"):
    """Nobody can reply in this thread any more."""


class ThreadUnlocked(_MessageEvent, event="council.thread_unlocked"):
    """One can reply in this thread again."""


class ReactionAdded(_MessageEvent, event="council.reaction_added"):
    """Somebody reacted to a message."""

    kind: str


class ReactionRemoved(_MessageEvent, event="council.reaction_removed"):
    """Somebody took a reaction back."""

    kind: str


class QuestionAsked(_MessageEvent, event="council.question_asked"):
    """A message was put as a question to an organisation, to be answered by a day."""

    audiences = ("room", "organisation")
    question: UUID
    organisation: UUID
    due: date


class QuestionAnswered(_MessageEvent, event="council.question_answered"):
    """A question got its answer."""

    audiences = ("room", "organisation")
    question: UUID
    organisation: UUID
    answer: UUID
    in_time: bool


class QuestionWithdrawn(_MessageEvent, event="council.question_withdrawn"):
    """A question needs no answer any more."""

    audiences = ("room", "organisation")
    question: UUID
    organisation: UUID


class ActivityMade(_MessageEvent, event="council.activity_made"):
    """What a message says is to be done became an activity of a goal."""

    activity: UUID
    goal: UUID


class ActivityMoved(_MessageEvent, event="council.activity_moved"):
    """An activity that came from a message has changed, or its goal has other words."""

    activity: UUID


class ContentDisposed(_MessageEvent, event="council.content_disposed"):
    """A message in a working room reached the end of its time; its text and files are gone."""
