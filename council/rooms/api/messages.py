"""The API of messages: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation
from api.base import View
from api.openapi import HAT, IF_MATCH, KEY
from council.rooms import actions, search
from council.rooms.api import inputs
from council.rooms.api.base import EXAMPLE, PAGE, InRoom, OnMessage, as_uuid, whole
from council.rooms.models import Message
from council.rooms.queries import (
    has_earlier,
    messages_visible_to,
    page_of,
)
from council.rooms.serializers import AttachmentSerializer, MessageSerializer, RevisionSerializer


class MessagesOut(serializers.Serializer[Any]):
    """Some of a room's messages, and whether there are earlier ones."""

    results = MessageSerializer(many=True)
    has_earlier = serializers.BooleanField()


class RevisionsOut(serializers.Serializer[Any]):
    """What a message said before."""

    results = RevisionSerializer(many=True)


class Messages(InRoom):
    """Messages in a room."""

    serializer_class = MessageSerializer

    @extend_schema(
        responses=MessagesOut,
        parameters=[PAGE, OpenApiParameter("before", int, description="Only messages with a lower number.")],
    )
    def get(self, request: Request, room: UUID) -> Response:
        """List messages, the oldest of the page first."""
        here = self.room()
        page = page_of(here, before=self.number("before", None), limit=self.number("limit", 50, most=100) or 50)
        return Response({"results": MessageSerializer(page, many=True).data, "has_earlier": has_earlier(here, page)})

    @extend_schema(
        request=inputs.MessageIn, responses={201: MessageSerializer}, parameters=[KEY, HAT], examples=[EXAMPLE]
    )
    def post(self, request: Request, room: UUID) -> Response:
        """Say something."""
        asked, here = self.parsed(inputs.MessageIn), self.room()
        question = asked.pop("question")
        extra = {}
        if question:
            organisation = get_object_or_404(Organisation, pk=question["organisation"])
            extra = {"question_to": organisation, "question_due": question["due"]}
        message = self.act(actions.post_message, room=here, **asked, **extra)
        return self.with_etag(whole(message, self.actor), status.HTTP_201_CREATED)


class OneMessage(OnMessage):
    """A message."""

    serializer_class = MessageSerializer

    @extend_schema(responses=MessageSerializer)
    def get(self, request: Request, message: UUID) -> Response:
        """Show a message and what one may do with it."""
        return self.answer(self.message())

    @extend_schema(request=inputs.TextIn, responses=MessageSerializer, parameters=[IF_MATCH, KEY, HAT])
    def patch(self, request: Request, message: UUID) -> Response:
        """Give it a new wording."""
        expected = self.expected_revision()
        text = self.parsed(inputs.TextIn)["text"]
        return self.answer(self.act(actions.edit_message, message=self.message(), text=text, expected=expected))

    @extend_schema(request=None, responses={200: MessageSerializer}, parameters=[IF_MATCH, KEY, HAT])
    def delete(self, request: Request, message: UUID) -> Response:
        """Take it back."""
        expected = self.expected_revision()
        return self.answer(self.act(actions.delete_message, message=self.message(), expected=expected))


class Revisions(OnMessage):
    """Earlier wordings."""

    @extend_schema(responses=RevisionsOut)
    def get(self, request: Request, message: UUID) -> Response:
        """List what a message said before."""
        found = self.message()
        visible = found.revisions.all() if found.state == Message.State.VISIBLE else found.revisions.none()
        return Response({"results": RevisionSerializer(visible, many=True).data})


class Reactions(OnMessage):
    """One kind of reaction of one's own."""

    @extend_schema(request=None, responses=MessageSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, message: UUID, kind: str) -> Response:
        """React."""
        return self.answer(self.act(actions.react, message=self.message(), kind=kind))

    @extend_schema(request=None, responses={200: MessageSerializer}, parameters=[KEY, HAT])
    def delete(self, request: Request, message: UUID, kind: str) -> Response:
        """Take the reaction back."""
        return self.answer(self.act(actions.take_back_reaction, message=self.message(), kind=kind))


class Hide(OnMessage):
    """Hiding a message."""

    @extend_schema(request=inputs.ReasonIn, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, message: UUID) -> Response:
        """Hide it, with a reason everybody reads."""
        reason = self.parsed(inputs.ReasonIn)["reason"]
        return self.answer(self.act(actions.hide_message, message=self.message(), reason=reason))


class Moderate(OnMessage):
    """Moderation that needs no words."""

    does: Any = None

    @extend_schema(request=None, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, message: UUID) -> Response:
        """Do it."""
        return self.answer(self.act(type(self).does, message=self.message()))


class Unhide(Moderate):
    """Showing a hidden message again."""

    does = staticmethod(actions.show_message)


class Lock(Moderate):
    """Locking a thread."""

    does = staticmethod(actions.lock_thread)


class Unlock(Moderate):
    """Unlocking a thread."""

    does = staticmethod(actions.unlock_thread)


class Attachments(InRoom):
    """Files in a room."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": inputs.FileIn}, responses={201: AttachmentSerializer}, parameters=[KEY, HAT]
    )
    def post(self, request: Request, room: UUID) -> Response:
        """Upload a file, to be sent with a message."""
        file = self.parsed(inputs.FileIn)["file"]
        attachment = self.act(actions.attach_file, room=self.room(), file=file)
        return Response(AttachmentSerializer(attachment).data, status=status.HTTP_201_CREATED)


class Search(View):
    """Full-text search."""

    serializer_class = MessageSerializer

    @extend_schema(
        responses=MessageSerializer(many=True),
        parameters=[
            OpenApiParameter("q", str, required=True),
            OpenApiParameter("room", OpenApiTypes.UUID),
            OpenApiParameter("council", str),
            OpenApiParameter("organisation", OpenApiTypes.UUID),
            OpenApiParameter("kind", str, enum=["question", "file"]),
            PAGE,
        ],
    )
    def get(self, request: Request) -> Response:
        """Find messages that hold all the words, in rooms one may read."""
        query = request.query_params
        found = search.search(messages_visible_to(self.actor), query.get("q", "")[:200])
        found = search.narrowed(
            found,
            room=as_uuid(query["room"], "room") if query.get("room") else None,
            council=query.get("council", ""),
            organisation=as_uuid(query["organisation"], "organisation") if query.get("organisation") else None,
            kind=query.get("kind", ""),
        )
        return self.paged(found, lambda page: MessageSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]
