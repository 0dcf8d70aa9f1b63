"""Reads about rooms and messages. `rooms_visible_to` is the only way into a room."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.actor import AnyActor, PersonActor
from accounts.models import Organisation
from council.rooms.models import Attachment, Draft, Message, Question, Reaction, ReadMark, Room, RoomMember
from council.rooms.ranges import count_outside
from council.seats.models import Council, Mandate
from council.seats.queries import councils_joined_by, led_by, mandates_that_count
from network.goals.models import Activity, Goal
from network.goals.queries import goals_visible_to


def memberships_in_rooms(actor: AnyActor) -> QuerySet[RoomMember]:
    """Return the current invitations to rooms of an actor, with the hat they wear."""
    return RoomMember.objects.current().filter(person=actor.person_id, organisation=actor.organisation_id)


def rooms_visible_to(actor: AnyActor) -> QuerySet[Room]:
    """Return the rooms an actor may read: open ones of their councils, those they lead, those they are invited to."""
    if not actor.organisation_id:
        return Room.objects.none()
    open_here = Q(access=Room.Access.OPEN, council__in=councils_joined_by(actor).values("pk"))
    led = Q(council__in=led_by(actor))
    invited = Q(pk__in=memberships_in_rooms(actor).values("room"))
    return Room.objects.filter(open_here | led | invited).select_related("council", "goal")


def messages_in(rooms: QuerySet[Room] | Room) -> QuerySet[Message]:
    """Return the messages of rooms the caller has already been let into, with all that a view shows."""
    found = Message.objects.filter(room=rooms) if isinstance(rooms, Room) else Message.objects.filter(room__in=rooms)
    return with_parts(found)


def with_parts(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Add everything that a view of a message shows, in a fixed number of queries."""
    return messages.select_related(
        "author",
        "organisation",
        "room__council",
        "thread__question",
        "thread__room__council",
        "quote__author",
        "quote__organisation",
        "question__organisation",
    ).prefetch_related(
        Prefetch("reactions", Reaction.objects.select_related("person", "organisation")),
        Prefetch("attachments", Attachment.objects.order_by("created_at")),
        "mentions__person",
        "mentions__organisation",
    )


def messages_visible_to(actor: AnyActor) -> QuerySet[Message]:
    """Return all messages in rooms an actor may read."""
    return messages_in(rooms_visible_to(actor))


def page_of(room: Room, *, before: int | None = None, around: int | None = None, limit: int = 50) -> list[Message]:
    """Return up to `limit` messages in order: the newest, those before a number, or those around one."""
    found = messages_in(room)
    if around is not None:
        older = list(found.filter(seq__lte=around).order_by("-seq")[: limit // 2 + 1])
        newer = list(found.filter(seq__gt=around).order_by("seq")[: limit // 2])
        return older[::-1] + newer
    if before is not None:
        found = found.filter(seq__lt=before)
    return list(found.order_by("-seq")[:limit])[::-1]


def has_earlier(room: Room, messages: list[Message]) -> bool:
    """Say whether there are messages before the first of a page."""
    return bool(messages) and room.messages.filter(seq__lt=messages[0].seq).exists()


def attachments_visible_to(actor: PersonActor) -> QuerySet[Attachment]:
    """Return the files an actor may open: those of visible messages in their rooms, and their own unsent ones."""
    return Attachment.objects.filter(
        Q(message__state=Message.State.VISIBLE) | Q(message__isnull=True, uploader=actor.person),
        room__in=rooms_visible_to(actor),
    )


def questions_visible_to(actor: AnyActor) -> QuerySet[Question]:
    """Return the questions in rooms an actor may read, overdue ones first."""
    return Question.objects.filter(message__room__in=rooms_visible_to(actor)).select_related(
        "organisation", "message__room__council", "message__author", "message__organisation"
    )


def open_questions(actor: AnyActor) -> QuerySet[Question]:
    """Return the open questions an actor sees, the longest overdue first. What is hidden or gone asks nothing."""
    found = questions_visible_to(actor).filter(state=Question.State.OPEN, message__state=Message.State.VISIBLE)
    return found.order_by("due")


def is_overdue(question: Question) -> bool:
    """Say whether a question should have been answered by now. Computed when read, never stored."""
    return question.state == Question.State.OPEN and question.due < timezone.localdate()


def askable_organisations(council: Council) -> QuerySet[Organisation]:
    """Return the organisations a question can be put to: those with a seat in the council."""
    return Organisation.objects.filter(seats__council=council).distinct()


# --- What ties rooms to goals ------------------------------------------------------------------------------------


def goals_to_choose(actor: AnyActor, room: Room) -> QuerySet[Goal]:
    """Return the goals that a room can belong to: its council's that are still worked for, and the one it has."""
    still = ~Q(state=Goal.State.CLOSED) | Q(pk=room.goal_id)
    return goals_visible_to(actor).filter(still, council=room.council_id).order_by("number")


def adopted_goals(actor: AnyActor, council: Council) -> QuerySet[Goal]:
    """Return the goals of a council that an activity can be for."""
    return goals_visible_to(actor).filter(council=council, state=Goal.State.ADOPTED).order_by("number")


def origin_of(message: Message) -> tuple[str, UUID]:
    """Return what a message is to the activity that comes from it: a question with a clock, or something said."""
    question = getattr(message, "question", None)
    if question is not None and question.state != Question.State.WITHDRAWN:
        return "question", question.pk
    return "message", message.pk


def activities_from(messages: Iterable[Message]) -> dict[UUID, list[Activity]]:
    """Return what has become of messages, by message. One query for any number of messages with their parts."""
    there = list(messages)
    behind = {("message", one.pk): one.pk for one in there}
    behind |= {("question", one.question.pk): one.pk for one in there if hasattr(one, "question")}
    ids = {kind: [pk for of, pk in behind if of == kind] for kind in ("message", "question")}
    made = Q()
    for kind, found in ids.items():
        made |= Q(origin_kind=kind, origin__in=found)
    by_message: dict[UUID, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(made).select_related("goal__council") if there else []:
        by_message[behind[activity.origin_kind, activity.origin]].append(activity)  # type: ignore[index]
    return by_message


def side_of(council: Council, organisation: UUID) -> str:
    """Return the side an organisation sits on in a council; empty without a seat."""
    return council.seats.filter(organisation=organisation).values_list("side", flat=True).first() or ""


# --- What one person has read and begun to write -----------------------------------------------------------------


def unread_counts(actor: PersonActor, rooms: Iterable[Room]) -> dict[UUID, int]:
    """Return the number of unread messages for each room. Two queries for any number of rooms."""
    ids = [room.pk for room in rooms]
    numbers: dict[UUID, list[int]] = defaultdict(list)
    rows = Message.objects.filter(room__in=ids, state=Message.State.VISIBLE).order_by("seq")
    for room, seq in rows.values_list("room", "seq"):
        numbers[room].append(seq or 0)
    marks = dict(ReadMark.objects.filter(person=actor.person, room__in=ids).values_list("room", "ranges"))
    return {room: count_outside(marks.get(room, []), numbers[room]) for room in ids}


def read_state(actor: PersonActor, room: Room) -> dict[str, object]:
    """Return what an actor has read in a room: ranges, and how many messages lie outside them."""
    mark = ReadMark.objects.filter(person=actor.person, room=room).first()
    return {"ranges": mark.ranges if mark else [], "unread": unread_counts(actor, [room])[room.pk]}


def draft_of(actor: PersonActor, room: Room) -> Draft | None:
    """Return what an actor has begun to write in a room."""
    return Draft.objects.filter(person=actor.person, room=room, reply_to__isnull=True).first()


def people_in(council: Council) -> QuerySet[Mandate]:
    """Return the current mandates of a council, to name people by."""
    return mandates_that_count().filter(seat__council=council).select_related("person", "seat__organisation")
