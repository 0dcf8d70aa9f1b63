"""The API of what becomes of messages: parse, call one query or action, answer."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation
from api.openapi import HAT, KEY
from council.rooms import actions
from council.rooms.api import inputs
from council.rooms.api.base import OnMessage
from council.rooms.serializers import MessageSerializer
from network.goals.queries import goals_visible_to


class Activities(OnMessage):
    """What a message has become."""

    serializer_class = MessageSerializer

    @extend_schema(request=inputs.ActivityIn, responses={201: MessageSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, message: UUID) -> Response:
        """Make an activity of what a message says; the answer is the message, which now names it."""
        asked, found = self.parsed(inputs.ActivityIn), self.message()
        asked["goal"] = get_object_or_404(goals_visible_to(self.actor), pk=asked["goal"])
        asked["organisation"] = get_object_or_404(Organisation, pk=asked["organisation"])
        self.act(actions.make_activity, message=found, **asked)
        return self.answer(found, status.HTTP_201_CREATED)
