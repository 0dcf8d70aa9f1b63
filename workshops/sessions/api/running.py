"""The API of a workshop that runs: its course, its room, and the snapshot everything live begins with."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import HAT, KEY
from api.parsers import StrictJSONParser
from workshops.sessions import actions
from workshops.sessions.api import inputs
from workshops.sessions.api.base import WorkshopView
from workshops.sessions.entering import enter_by_code
from workshops.sessions.models import Participant
from workshops.sessions.queries import hosting, taking_part
from workshops.sessions.serializers import ParticipantSerializer, StepSerializer, WorkshopSerializer
from workshops.sessions.snapshot import mine, workshop_snapshot


class _Course(WorkshopView):
    """Something the hosts do with the whole workshop."""

    does: ClassVar[Any]

    def post(self, request: Request, workshop: UUID) -> Response:
        """Do it, and show the workshop."""
        return self.show_workshop(self.act(type(self).does, workshop=self.room()))


def course(name: str, action: Any) -> Any:
    """Make the view of something the hosts do with a workshop, told by the action's own first line."""
    view = type(name, (_Course,), {"does": staticmethod(action), "__doc__": action.__doc__, "__module__": __name__})
    words = (action.__doc__ or "").split("\n")[0]
    return extend_schema(
        methods=["POST"], request=None, responses=WorkshopSerializer, parameters=[KEY, HAT], description=words
    )(view)


Start = course("Start", actions.start_workshop)
Pause = course("Pause", actions.pause_workshop)
Resume = course("Resume", actions.resume_workshop)
End = course("End", actions.end_workshop)
Lock = course("Lock", actions.lock_room)
Unlock = course("Unlock", actions.unlock_room)


class TakeWheel(WorkshopView):
    """Who is at the wheel."""

    @extend_schema(request=None, responses=WorkshopSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, workshop: UUID) -> Response:
        """Become the facilitator, as deputy or co-facilitator."""
        here = self.room()
        self.act(actions.take_wheel, workshop=here)
        return self.show_workshop(here)


class Notice(WorkshopView):
    """A few words on all screens."""

    @extend_schema(request=inputs.NoticeIn, responses=WorkshopSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, workshop: UUID) -> Response:
        """Show them; an empty text takes them away."""
        return self.show_workshop(self.act(actions.give_notice, workshop=self.room(), **self.parsed(inputs.NoticeIn)))


class CurrentStep(WorkshopView):
    """Which step is open."""

    @extend_schema(request=inputs.GoIn, responses=WorkshopSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, workshop: UUID) -> Response:
        """Go to a step; 409 when another host has gone elsewhere since."""
        return self.show_workshop(self.act(actions.open_step, workshop=self.room(), **self.parsed(inputs.GoIn)))


class _StepCourse(WorkshopView):
    """Something the hosts do with a step."""

    does: ClassVar[Any]

    def post(self, request: Request, step: UUID) -> Response:
        """Do it, and show the step."""
        return self.show_step(self.act(type(self).does, step=self.step()))


def step_course(name: str, action: Any) -> Any:
    """Make the view of something the hosts do with a step, told by the action's own first line."""
    view = type(name, (_StepCourse,), {"does": staticmethod(action), "__doc__": action.__doc__, "__module__": __name__})
    words = (action.__doc__ or "").split("\n")[0]
    return extend_schema(
        methods=["POST"], request=None, responses=StepSerializer, parameters=[KEY, HAT], description=words
    )(view)


Close = step_course("Close", actions.close_step)
Reveal = step_course("Reveal", actions.reveal)
HideAuthors = step_course("HideAuthors", actions.hide_authors)


class MoreTime(WorkshopView):
    """The time of a step."""

    @extend_schema(request=inputs.MinutesIn, responses=StepSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, step: UUID) -> Response:
        """Give everybody more time."""
        return self.show_step(self.act(actions.extend_time, step=self.step(), **self.parsed(inputs.MinutesIn)))


# --- The room ----------------------------------------------------------------------------------------------------


class Join(WorkshopView):
    """The way in."""

    permission_classes = [AllowAny]
    parser_classes = [StrictJSONParser]  # A form of another site cannot send that.
    throttle_classes = []  # Many come from behind one address; wrong codes are counted instead.

    @extend_schema(request=inputs.JoinIn, responses={200: OpenApiTypes.OBJECT})
    def post(self, request: Request) -> Response:
        """Come into the room that a code stands for; a browser without an account becomes a guest there."""
        asked = self.parsed(inputs.JoinIn)
        participant = enter_by_code(request._request, request.auth, **asked)
        body = {"workshop": participant.workshop_id, "participant": ParticipantSerializer(participant).data}
        return Response(body)


class Snapshot(WorkshopView):
    """A workshop whole, with its positions."""

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, parameters=[HAT])
    def get(self, request: Request, workshop: UUID) -> Response:
        """Load all one sees of a workshop, and where its streams go on."""
        return Response(workshop_snapshot(self.who, self.room()))


class Mine(WorkshopView):
    """What is one's own in a workshop."""

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, parameters=[HAT])
    def get(self, request: Request, workshop: UUID) -> Response:
        """List what one may still change, and what one has chosen: for oneself alone."""
        places = taking_part(self.who).exclude(role=Participant.Role.SCREEN)
        me = get_object_or_404(places, workshop=self.room())
        return Response(mine(me))


class OnParticipant(WorkshopView):
    """Base: somebody in the room."""

    def participant(self) -> Participant:
        """Return the participant in the address, to those who lead the workshop."""
        led = Participant.objects.filter(workshop__in=hosting(self.who).values("workshop"))
        return get_object_or_404(led.select_related("workshop", "organisation"), pk=self.kwargs["participant"])


class OneParticipant(OnParticipant):
    """Somebody in the room."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, participant: UUID) -> Response:
        """Show somebody out."""
        self.act(actions.remove_participant, participant=self.participant())
        return Response(status=status.HTTP_204_NO_CONTENT)


class ExtraTime(OnParticipant):
    """More time for somebody who needs it."""

    @extend_schema(request=inputs.ExtraIn, responses={200: OpenApiTypes.OBJECT}, parameters=[KEY, HAT])
    def put(self, request: Request, participant: UUID) -> Response:
        """Give it, in per cent."""
        found = self.act(actions.give_extra_time, participant=self.participant(), **self.parsed(inputs.ExtraIn))
        return Response({"id": found.pk, "extra": found.extra})
