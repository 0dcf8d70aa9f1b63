"""The API of rooms: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation, Person
from api.base import View
from api.openapi import HAT, IF_MATCH, KEY
from council.rooms import actions, activity
from council.rooms.abilities import in_room
from council.rooms.api import inputs
from council.rooms.api.base import PAGE, InRoom
from council.rooms.models import Room, RoomMember
from council.rooms.queries import (
    read_state,
    rooms_visible_to,
)
from council.rooms.serializers import RoomSerializer
from council.rooms.snapshot import room_snapshot
from council.seats.models import Council
from network.goals.queries import goals_visible_to


class Rooms(View):
    """The rooms one may read."""

    serializer_class = RoomSerializer

    @extend_schema(
        operation_id="rooms_list",
        responses=RoomSerializer(many=True),
        parameters=[OpenApiParameter("council", str, description="Slug of a council."), HAT],
    )
    def get(self, request: Request) -> Response:
        """List rooms."""
        found = rooms_visible_to(self.actor).order_by("title")
        if council := request.query_params.get("council"):
            found = found.filter(council__slug=council)
        return self.paged(found, lambda page: RoomSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=inputs.RoomIn, responses={201: RoomSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request) -> Response:
        """Open a room in the council given as `?council=<slug>`."""
        council = get_object_or_404(Council, slug=request.query_params.get("council", ""))
        room = self.act(actions.open_room, council=council, **self.parsed(inputs.RoomIn))
        return self.with_etag(RoomSerializer(room).data, status.HTTP_201_CREATED)


class OneRoom(InRoom):
    """A room."""

    serializer_class = RoomSerializer

    def _answer(self, room: Room) -> Response:
        return self.with_etag({**RoomSerializer(room).data, "abilities": in_room(self.actor, room)})

    @extend_schema(responses=RoomSerializer)
    def get(self, request: Request, room: UUID) -> Response:
        """Show a room."""
        return self._answer(self.room())

    @extend_schema(request=inputs.RoomChangeIn, responses=RoomSerializer, parameters=[IF_MATCH, KEY, HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Change what a room is for, who may enter, and which goal it belongs to."""
        expected, here, asked = self.expected_revision(), self.room(), self.parsed(inputs.RoomChangeIn)
        if asked.get("goal"):
            asked["goal"] = get_object_or_404(goals_visible_to(self.actor), pk=asked["goal"])
        return self._answer(self.act(actions.change_room, room=here, expected=expected, **asked))


class ArchiveRoom(InRoom):
    """Closing a room for writing."""

    @extend_schema(request=None, responses=RoomSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, room: UUID) -> Response:
        """Archive a room."""
        return Response(RoomSerializer(self.act(actions.archive_room, room=self.room())).data)


class Summary(InRoom):
    """The summary pinned in a room."""

    @extend_schema(request=inputs.TextIn, responses=RoomSerializer, parameters=[IF_MATCH, KEY, HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Write the summary."""
        expected = self.expected_revision()
        changed = self.act(
            actions.edit_summary, room=self.room(), expected=expected, text=self.parsed(inputs.TextIn)["text"]
        )
        return self.with_etag({**RoomSerializer(changed).data, "abilities": in_room(self.actor, changed)})


class Members(InRoom):
    """Who is invited to a room."""

    def _list(self, room: Room) -> list[dict[str, Any]]:
        return [
            {
                "id": one.pk,
                "person": {"id": one.person_id, "name": one.person.name},
                "organisation": {"id": one.organisation_id, "name": one.organisation.name},
                "role": one.role,
            }
            for one in room.members.current().select_related("person", "organisation")
        ]

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request, room: UUID) -> Response:
        """List those invited."""
        return Response({"results": self._list(self.room())})

    @extend_schema(request=inputs.MemberIn, responses={201: OpenApiTypes.OBJECT}, parameters=[KEY, HAT])
    def post(self, request: Request, room: UUID) -> Response:
        """Let a person with one hat into the room."""
        asked, here = self.parsed(inputs.MemberIn), self.room()
        person = get_object_or_404(Person, pk=asked["person"])
        organisation = get_object_or_404(Organisation, pk=asked["organisation"])
        self.act(actions.invite_member, room=here, person=person, organisation=organisation, role=asked["role"])
        return Response({"results": self._list(here)}, status=status.HTTP_201_CREATED)


class OneMember(InRoom):
    """One invitation to a room."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, room: UUID, member: UUID) -> Response:
        """Take the invitation back, at once."""
        found = get_object_or_404(RoomMember, room=self.room(), pk=member)
        self.act(actions.remove_member, member=found)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Snapshot(InRoom):
    """A room with its position in the stream."""

    @extend_schema(
        responses={200: OpenApiTypes.OBJECT},
        parameters=[PAGE, OpenApiParameter("around", int, description="Messages around this number."), HAT],
    )
    def get(self, request: Request, room: UUID) -> Response:
        """Load a room whole: newest messages, what one has read, and where its events go on."""
        limit = self.number("limit", 50, most=200) or 50
        return Response(room_snapshot(self.actor, self.room(), limit=limit, around=self.number("around", None)))


class RoomActivity(InRoom):
    """The log of a room."""

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, parameters=[PAGE])
    def get(self, request: Request, room: UUID) -> Response:
        """List what has happened, newest first."""
        return self.paged(activity.of_room(self.room()), lambda page: activity.as_json(list(page)))


class OwnDraft(InRoom):
    """What one has begun to write."""

    @extend_schema(request=inputs.DraftIn, responses={200: OpenApiTypes.OBJECT}, parameters=[HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Keep it; an empty text forgets it."""
        draft = self.act(actions.save_draft, room=self.room(), **self.parsed(inputs.DraftIn))
        return Response({"draft": {"text": draft.text, "updated_at": draft.updated_at} if draft else None})


class Read(InRoom):
    """What one has read."""

    @extend_schema(request=inputs.ReadIn, responses={200: OpenApiTypes.OBJECT}, parameters=[HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Add ranges of numbers to what one has read."""
        here = self.room()
        self.act(actions.mark_read, room=here, ranges=self.parsed(inputs.ReadIn)["ranges"])
        return Response(read_state(self.actor, here))
