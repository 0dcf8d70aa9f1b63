"""Rooms and messages as the server-made pages show them: the views of the API with real dates and rights."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.actor import AnyActor, PersonActor
from council.rooms import abilities
from council.rooms.activity import entries as log_entries
from council.rooms.markdown import excerpt
from council.rooms.models import Message, Question, Room
from council.rooms.queries import is_overdue, unread_counts
from council.rooms.rules import remembering
from council.rooms.serializers import MessageSerializer, RoomSerializer
from events.models import Event
from events.rights import may

SOON_DAYS = 7


def shown(messages: Sequence[Message], actor: AnyActor) -> list[dict[str, Any]]:
    """Return messages for templates, each with what the actor may do with it."""
    views = MessageSerializer(messages, many=True).data
    with remembering():
        return [_message(view, message, actor) for view, message in zip(views, messages, strict=True)]


def _message(view: dict[str, Any], message: Message, actor: AnyActor) -> dict[str, Any]:
    question = view["question"]
    if question:
        question = {**question, "due": message.question.due}
    answers = question_answered_by(message, actor)
    return {
        **view,
        "id": str(message.pk),
        "posted_at": message.posted_at,
        "edited_at": message.edited_at,
        "question": question,
        "reactions": [_reaction(one, actor) for one in view["reactions"]],
        "abilities": {**abilities.on_message(actor, message), "answer": bool(answers)},
    }


def _reaction(view: dict[str, Any], actor: AnyActor) -> dict[str, Any]:
    people = {str(person["id"]) for person in view["people"]}
    return {**view, "mine": str(actor.person_id) in people}


def question_answered_by(message: Message, actor: AnyActor) -> Question | None:
    """Return the open question that a message may be marked as the answer to: the one it replies to."""
    asked = message.thread
    question = getattr(asked, "question", None) if asked else None
    if question is None or question.state != Question.State.OPEN or question.organisation_id != message.organisation_id:
        return None
    return question if may(actor, "council.answer_question", question) else None


def room_rows(rooms: Iterable[Room], actor: PersonActor) -> list[dict[str, Any]]:
    """Return rooms for lists, with unread counts and the time of the newest message."""
    found = list(rooms)
    unread = unread_counts(actor, found)
    newest = dict(
        Message.objects.filter(room__in=found).values("room").annotate(at=Max("posted_at")).values_list("room", "at")
    )
    return [{**RoomSerializer(room).data, "unread": unread[room.pk], "last_at": newest.get(room.pk)} for room in found]


def question_rows(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Return questions for lists."""
    today = timezone.localdate()
    return [
        {
            "url": reverse("council:message", args=[one.message_id]),
            "excerpt": excerpt(one.message.text, 200),
            "organisation": one.organisation,
            "asker": one.message.organisation,
            "due": one.due,
            "state": one.state,
            "overdue": is_overdue(one),
            "soon": (one.due - today).days <= SOON_DAYS,
            "room": one.message.room,
        }
        for one in questions
    ]


def log_rows(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Return events for lists: when, who, what, and where it can be seen."""
    return [
        {
            "at": entry["at"],
            "organisation": {"name": entry["organisation"]} if entry["organisation"] else None,
            "text": f"{entry['words']} · {entry['room'].title}" if entry["room"] else entry["words"],
            "url": _where(entry),
        }
        for entry in log_entries(events)
    ]


def _where(entry: dict[str, Any]) -> str:
    if entry["message"]:
        return reverse("council:message", args=[entry["message"]])
    if entry["room"]:
        return reverse("council:room", args=[entry["room"].council.slug, entry["room"].slug])
    return ""


def highlighted(text: str, words: Sequence[str]) -> SafeString:
    """Return the part of a text around the first of `words`, safe, with the words marked."""
    plain = excerpt(text, 100_000)
    low = plain.lower()
    places = [place for word in words if (place := low.find(word.lower())) >= 0]
    first = min(places, default=0)
    start = max(0, first - 60)
    if start:
        start = max(start, plain.find(" ", start, first) + 1)  # Not in the middle of a word.
    piece = ("… " if start else "") + plain[start : start + 240] + ("…" if len(plain) > start + 240 else "")
    marked: str = escape(piece)
    for word in sorted(set(words), key=len, reverse=True):
        marked = _mark(marked, word)
    return mark_safe(marked)  # noqa: S308 - escaped above; only <mark> was added


def _mark(text: str, word: str) -> str:
    return re.sub(rf"(?i)(?<![&\w])({re.escape(escape(word))}\w*)", r"<mark>\1</mark>", text)
