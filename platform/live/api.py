"""Typing without a socket."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import View
from events.errors import NotVisible
from events.streams import may_read
from live.identity import who_is
from live.process import running


class TypingIn(serializers.Serializer[Any]):
    """Whether one types."""

    on = serializers.BooleanField()


class TypingOverHttp(View):
    """`POST /api/v1/streams/{stream}/typing`, for who reads by long poll."""

    @extend_schema(request=TypingIn, responses={204: None})
    def post(self, request: Request, stream: str) -> Response:
        """Say that one types, or has stopped."""
        if not may_read(self.actor, stream):
            raise NotVisible
        process = running()
        who = who_is(self.actor, stream)
        if process is not None and who is not None:
            on = self.parsed(TypingIn)["on"]
            process.loop.call_soon_threadsafe(process.typing, stream, who, on)
        return Response(status=status.HTTP_204_NO_CONTENT)
