"""What ties a room to a goal: the room as a whole, and what is said there that becomes an activity."""

from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from council.rooms import events
from council.rooms.models import Message, Question, Room
from council.rooms.queries import origin_of
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from network.goals.actions import add_activity
from network.goals.models import Activity, Goal


@action("council.tie_room", on="room")
def tie_room(*, actor: Actor, room: Room, goal: Goal | None) -> Room:
    """Let a room belong to one of its council's goals, or to none."""
    if goal is not None and goal.council_id != room.council_id:
        raise Invalid(fields={"goal": [_("Choose one of the council's own goals.")]})
    before = room.goal
    if before == goal:
        return room
    room.goal = goal
    room.version += 1
    room.save(update_fields=["goal", "version"])
    record(events.RoomTied(room=room.pk, council=room.council_id, goal=goal.pk if goal else None))
    for one in filter(None, (before, goal)):
        record(events.GoalRoomsChanged(goals=room.council_id, goal=one.pk))
    return room


@action("council.make_activity", on="message")
def make_activity(
    *, actor: Actor, message: Message, goal: Goal, title: str, organisation: Organisation, due: date, note: str = ""
) -> Activity:
    """Let what a message says become something to be done for a goal, by whom and by when.

    Raises:
        Invalid: the goal is another council's, or one of the texts cannot be accepted.
        Conflict: the goal has not been adopted, or is closed.
    """
    if goal.council_id != message.room.council_id:
        raise Invalid(fields={"goal": [_("Choose one of the council's own goals.")]})
    if goal.state != Goal.State.ADOPTED:
        raise Conflict(_("Only an adopted goal can get activities from a room."))
    kind, origin = origin_of(message)
    activity = add_activity(
        actor=actor,
        goal=goal,
        title=title,
        organisation=organisation,
        due=due,
        note=note,
        origin_kind=kind,
        origin=origin,
    )
    _touch(message)
    record(events.ActivityMade(room=message.room_id, message=message.pk, activity=activity.pk, goal=goal.pk))
    return activity


@action("council.tell_room", on="activity")
def tell_of_activity(*, actor: Actor, activity: Activity) -> Message | None:
    """Tell the room that an activity which came from one of its messages looks different now."""
    message = _message_behind(activity)
    if message is not None:
        _touch(message)
        record(events.ActivityMoved(room=message.room_id, message=message.pk, activity=activity.pk))
    return message


@action("council.tell_room", on="room")
def tell_of_goal(*, actor: Actor, room: Room) -> Room:
    """Tell a room that the goal it belongs to has other words."""
    if room.goal_id:
        Room.objects.filter(pk=room.pk).update(version=F("version") + 1)
        record(events.TiedGoalChanged(room=room.pk, goal=room.goal_id))
    return room


def _message_behind(activity: Activity) -> Message | None:
    if activity.origin is None:
        return None
    asked = Question.objects.filter(pk=activity.origin).values("message")
    behind = {"message": Q(pk=activity.origin), "question": Q(pk__in=asked)}.get(activity.origin_kind)
    return Message.objects.filter(behind).first() if behind else None


def _touch(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(version=F("version") + 1)
