"""What the council does when something has happened elsewhere in the house."""

from accounts.events import MembershipEnded
from council.rooms.actions import remove_member
from council.rooms.models import RoomMember
from council.seats.actions import end_mandate, end_office
from council.seats.models import Mandate, Office
from events.actor import System
from events.models import Event
from events.reactions import reacts_to

LEAVING = System("membership")


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
