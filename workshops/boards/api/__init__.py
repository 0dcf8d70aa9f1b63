"""The API of boards. None of its calls keeps an idempotency key: see `WorkshopView.contribute`."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import HAT, IF_MATCH, KEY
from workshops.boards import actions
from workshops.boards.models import Group, Late, Note
from workshops.boards.queries import group_for, late_for, note_for
from workshops.boards.serializers import GroupSerializer, LateSerializer, NoteSerializer
from workshops.sessions.api.base import WorkshopView


class NoteIn(serializers.Serializer[Any]):
    """A note that is written."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)
    column = serializers.CharField(allow_blank=True, default="", max_length=12)
    on_behalf = serializers.BooleanField(default=False)


class WordsIn(serializers.Serializer[Any]):
    """Other words."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)


class NotePlaceIn(serializers.Serializer[Any]):
    """Where a note is to stand: in a column after something, or in a group."""

    column = serializers.CharField(allow_blank=True, default="", max_length=12)
    after = serializers.UUIDField(allow_null=True, default=None)
    group = serializers.UUIDField(allow_null=True, default=None)


class RedactIn(serializers.Serializer[Any]):
    """Why words are taken out."""

    reason = serializers.ChoiceField(actions.REASONS)


class GroupIn(serializers.Serializer[Any]):
    """Notes that belong together."""

    notes = serializers.ListField(child=serializers.UUIDField(), max_length=200)
    title = serializers.CharField(allow_blank=True, default="")


class TitleIn(serializers.Serializer[Any]):
    """The title of a group."""

    title = serializers.CharField(allow_blank=True)


class GroupPlaceIn(serializers.Serializer[Any]):
    """Where a group is to stand."""

    column = serializers.CharField(allow_blank=True, default="", max_length=12)
    after = serializers.UUIDField(allow_null=True, default=None)


class NewNote(WorkshopView):
    """A note with an id made by the writer's device."""

    @extend_schema(request=NoteIn, responses={200: NoteSerializer, 202: LateSerializer}, parameters=[KEY, HAT])
    def put(self, request: Request, step: UUID, note: UUID) -> Response:
        """Write a note. 202 when the step is closed: it then waits for the hosts. The same twice makes one."""
        made = self.contribute(actions.write_note, step=self.step(), note=note, **self.parsed(NoteIn))
        if isinstance(made, Late):
            return Response(LateSerializer(made).data, status=status.HTTP_202_ACCEPTED)
        return shown(made)


def shown(note: Note) -> Response:
    """Answer with a note; its entity tag is the revision of its words."""
    return Response(NoteSerializer(note).data, headers={"ETag": f'"{note.revision}"'})


class OneNote(WorkshopView):
    """A note."""

    serializer_class = NoteSerializer

    @extend_schema(request=WordsIn, responses=NoteSerializer, parameters=[IF_MATCH, HAT])
    def put(self, request: Request, note: UUID) -> Response:
        """Give a note other words; 412 when it has changed since."""
        expected, here = self.expected_revision(), note_for(self.who, note)
        return shown(self.contribute(actions.edit_note, note=here, expected=expected, **self.parsed(WordsIn)))

    @extend_schema(request=None, responses={204: None}, parameters=[HAT])
    def delete(self, request: Request, note: UUID) -> Response:
        """Take a note off the board."""
        self.contribute(actions.remove_note, note=note_for(self.who, note))
        return Response(status=status.HTTP_204_NO_CONTENT)


class NotePlace(WorkshopView):
    """Where a note stands."""

    @extend_schema(request=NotePlaceIn, responses=NoteSerializer, parameters=[HAT])
    def put(self, request: Request, note: UUID) -> Response:
        """Put it elsewhere. Of two who move it the later one holds."""
        here = note_for(self.who, note)
        return shown(self.contribute(actions.move_note, note=here, **self.parsed(NotePlaceIn)))


class Redact(WorkshopView):
    """Words that should not have been written."""

    @extend_schema(request=RedactIn, responses=NoteSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, note: UUID) -> Response:
        """Take them out, everywhere."""
        here = note_for(self.who, note)
        return shown(self.act(actions.redact_note, note=here, **self.parsed(RedactIn)))


class NewGroup(WorkshopView):
    """A group with an id made by the device."""

    @extend_schema(request=GroupIn, responses=GroupSerializer, parameters=[HAT])
    def put(self, request: Request, step: UUID, group: UUID) -> Response:
        """Gather notes under a title."""
        made = self.contribute(actions.make_group, step=self.step(), group=group, **self.parsed(GroupIn))
        return _answer(made)


def _answer(group: Group) -> Response:
    return Response(GroupSerializer(group).data)


class OneGroup(WorkshopView):
    """A group."""

    serializer_class = GroupSerializer

    @extend_schema(request=TitleIn, responses=GroupSerializer, parameters=[HAT])
    def put(self, request: Request, group: UUID) -> Response:
        """Give it a title. Of two who do, the later one holds."""
        here = group_for(self.who, group)
        return _answer(self.contribute(actions.name_group, group=here, **self.parsed(TitleIn)))

    @extend_schema(request=None, responses={204: None}, parameters=[HAT])
    def delete(self, request: Request, group: UUID) -> Response:
        """Dissolve it; its notes stay."""
        self.contribute(actions.dissolve_group, group=group_for(self.who, group))
        return Response(status=status.HTTP_204_NO_CONTENT)


class GroupPlace(WorkshopView):
    """Where a group stands."""

    @extend_schema(request=GroupPlaceIn, responses=GroupSerializer, parameters=[HAT])
    def put(self, request: Request, group: UUID) -> Response:
        """Put it elsewhere with all its notes."""
        here = group_for(self.who, group)
        return _answer(self.contribute(actions.move_group, group=here, **self.parsed(GroupPlaceIn)))


class TakeIn(WorkshopView):
    """What came too late."""

    @extend_schema(request=None, responses={200: OpenApiTypes.OBJECT}, parameters=[KEY, HAT])
    def post(self, request: Request, late: UUID) -> Response:
        """Put it where it was meant to be."""
        made = self.act(actions.take_in, late=late_for(self.who, late))
        if isinstance(made, Note):
            return shown(made)
        return Response(LateSerializer(late_for(self.who, late)).data)


class LeaveOut(WorkshopView):
    """What came too late."""

    @extend_schema(request=None, responses=LateSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, late: UUID) -> Response:
        """Leave it out; it stays in the basket."""
        return Response(LateSerializer(self.act(actions.leave_out, late=late_for(self.who, late))).data)
