"""What on the floor below came from a room is shown there with its origin, to those who may read the room.

The chain goes both ways: a goal names its rooms and activities, an activity the message it came from, the message its
room, and a room its goal.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import AnyActor
from council.rooms.markdown import excerpt
from council.rooms.models import Message
from council.rooms.queries import rooms_visible_to
from network.goals.models import Goal
from network.links import Link, links_at_goal
from network.origins import Origin, shows_origins

LENGTH = 100


@shows_origins("message")
def of_messages(actor: AnyActor, ids: Sequence[UUID]) -> dict[UUID, Origin]:
    """Show the messages in rooms the actor may read."""
    found = _in_rooms_of(actor).filter(pk__in=ids)
    return {one.pk: _shown(one) for one in found}


@shows_origins("question")
def of_questions(actor: AnyActor, ids: Sequence[UUID]) -> dict[UUID, Origin]:
    """Show the questions in rooms the actor may read."""
    found = _in_rooms_of(actor).filter(question__in=ids).select_related("question")
    return {one.question.pk: _shown(one) for one in found}


def _in_rooms_of(actor: AnyActor) -> QuerySet[Message]:
    return Message.objects.filter(room__in=rooms_visible_to(actor)).select_related("room__council")


def _shown(message: Message) -> Origin:
    words = excerpt(message.text, LENGTH) if message.state == Message.State.VISIBLE else _("A message that is gone")
    return Origin(f"{words} – {message.room.title}", reverse("council:message", args=[message.pk]))


@links_at_goal
def rooms(actor: AnyActor, goal: Goal) -> Iterable[Link]:
    """Show the rooms that belong to a goal."""
    for room in rooms_visible_to(actor).filter(goal=goal).order_by("title"):
        yield Link(room.title, reverse("council:room", args=[room.council.slug, room.slug]))
