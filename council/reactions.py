"""What the council does when something has happened elsewhere in the house."""

from accounts.events import MembershipEnded
from council.rooms.actions import remove_member, tell_of_activity, tell_of_goal
from council.rooms.events import ActivityMade
from council.rooms.models import Room, RoomMember
from council.seats.actions import end_mandate, end_office
from council.seats.models import Mandate, Office
from events.actor import System
from events.models import Event
from events.reactions import reacts_to
from network.goals.events import ActivityAdded, ActivityChanged, GoalChanged
from network.goals.models import Activity

LEAVING = System("membership")
GOALS = System("goals")


@reacts_to(MembershipEnded)
def leave_the_council(happened: MembershipEnded, _event: Event) -> None:
    """End the mandates, offices and invitations that hung on a membership, so that a successor can be appointed.

    Nothing hangs on how soon this runs: rights need the membership itself and have ended with it.
    """
    who = {"person": happened.person}
    for mandate in Mandate.objects.current().filter(**who, seat__organisation=happened.organisation):
        end_mandate(actor=LEAVING, mandate=mandate)
    for office in Office.objects.current().filter(**who, organisation=happened.organisation):
        end_office(actor=LEAVING, office=office)
    for member in RoomMember.objects.current().filter(**who, organisation=happened.organisation):
        remove_member(actor=LEAVING, member=member)


@reacts_to(ActivityAdded, ActivityChanged)
def tell_where_it_came_from(happened: ActivityAdded | ActivityChanged, event: Event) -> None:
    """Tell the room from which an activity came, unless the room did it itself and knows."""
    if not Event.objects.filter(command=event.command, type=ActivityMade.name).exists():
        tell_of_activity(actor=GOALS, activity=Activity.objects.get(pk=happened.activity))


@reacts_to(GoalChanged)
def tell_the_rooms_of_a_goal(happened: GoalChanged, _event: Event) -> None:
    """Tell the rooms that name a goal, on their own or at an activity, that its words may be others now."""
    for room in Room.objects.filter(goal=happened.goal):
        tell_of_goal(actor=GOALS, room=room)
    for activity in Activity.objects.filter(goal=happened.goal, origin_kind__in=["message", "question"]):
        tell_of_activity(actor=GOALS, activity=activity)
