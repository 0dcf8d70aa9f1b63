"""What the API views of rooms have in common."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.response import Response

from api.base import View
from council.rooms.abilities import on_message
from council.rooms.models import Message, Room
from council.rooms.queries import (
    messages_visible_to,
    rooms_visible_to,
)
from council.rooms.serializers import MessageSerializer
from events.errors import Invalid

PAGE = OpenApiParameter("limit", int, description="How many, at most 100.")
EXAMPLE = OpenApiExample(
    "A message",
    value={"text": "Vi har två lokaler som står tomma i **Fittja**. Vem vill titta på dem?"},
    request_only=True,
)


def whole(message: Message, actor: Any) -> dict[str, Any]:
    """Return a message with what this actor may do with it."""
    fresh = messages_visible_to(actor).get(pk=message.pk)
    return {**MessageSerializer(fresh).data, "abilities": on_message(actor, fresh)}


class InRoom(View):
    """Base: the room named in the address, if the actor may read it."""

    def room(self) -> Room:
        return get_object_or_404(rooms_visible_to(self.actor), pk=self.kwargs["room"])

    def number(self, name: str, default: int | None, most: int = 2**53) -> int | None:
        """Return a whole number from the query string.

        Raises:
            Invalid: it is not one.
        """
        text = self.request.query_params.get(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 2**53:
            raise Invalid(fields={name: ["1 …"]})
        return min(int(text), most)


class OnMessage(View):
    """Base: the message named in the address, if the actor may read its room."""

    def message(self) -> Message:
        return get_object_or_404(messages_visible_to(self.actor), pk=self.kwargs["message"])

    def answer(self, message: Message, code: int = 200) -> Response:
        return self.with_etag(whole(message, self.actor), code)


def as_uuid(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(fields={field: ["UUID"]}) from None
