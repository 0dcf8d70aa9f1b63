"""The API of questions with a clock: parse, call one query or action, answer."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation
from api.base import View
from api.openapi import HAT, KEY
from council.rooms import actions
from council.rooms.api import inputs
from council.rooms.api.base import PAGE, OnMessage, as_uuid
from council.rooms.models import Question
from council.rooms.queries import (
    messages_visible_to,
    open_questions,
    questions_visible_to,
    rooms_visible_to,
)
from council.rooms.serializers import MessageSerializer


class Ask(OnMessage):
    """Putting a message as a question."""

    @extend_schema(request=inputs.QuestionIn, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, message: UUID) -> Response:
        """Put it to an organisation, to be answered by a day."""
        asked, found = self.parsed(inputs.QuestionIn), self.message()
        organisation = get_object_or_404(Organisation, pk=asked["organisation"])
        self.act(actions.ask_question, message=found, organisation=organisation, due=asked["due"])
        return self.answer(found)


class OnQuestion(OnMessage):
    """Base: the question named in the address."""

    def question(self) -> Question:
        return get_object_or_404(questions_visible_to(self.actor), pk=self.kwargs["question"])


class Answer(OnQuestion):
    """Answering a question."""

    @extend_schema(request=inputs.AnswerIn, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, question: UUID) -> Response:
        """Point out the answer."""
        found = self.question()
        self.act(actions.answer_question, question=found, message=self.parsed(inputs.AnswerIn)["message"])
        return self.answer(found.message)


class Withdraw(OnQuestion):
    """Taking a question back."""

    @extend_schema(request=None, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, question: UUID) -> Response:
        """Withdraw it."""
        found = self.question()
        self.act(actions.withdraw_question, question=found)
        return self.answer(found.message)


class Questions(View):
    """Open questions."""

    serializer_class = MessageSerializer

    @extend_schema(
        responses=MessageSerializer(many=True), parameters=[OpenApiParameter("room", OpenApiTypes.UUID), PAGE]
    )
    def get(self, request: Request) -> Response:
        """List the messages whose questions are open, the longest overdue first."""
        found = open_questions(self.actor)
        messages = messages_visible_to(self.actor).filter(question__in=found).order_by("question__due")
        if room := request.query_params.get("room"):
            messages = messages.filter(room__in=rooms_visible_to(self.actor).filter(pk=as_uuid(room, "room")))
        return self.paged(messages, lambda page: MessageSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]
