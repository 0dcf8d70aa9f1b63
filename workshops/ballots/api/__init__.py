"""The API of votes and polls. What people choose keeps no idempotency key: see `WorkshopView.contribute`."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import HAT, KEY
from workshops.ballots import actions
from workshops.ballots.serializers import DotsSerializer, GivenSerializer, TallySerializer
from workshops.plans.models import Step
from workshops.sessions.api.base import WorkshopView


class DotsIn(serializers.Serializer[Any]):
    """How many dots an item is to have of one's own."""

    item = serializers.UUIDField()
    dots = serializers.IntegerField()


class AnswersIn(serializers.Serializer[Any]):
    """Answers by question: an id, a list of ids or words, a number or a text; null takes an answer back."""

    answers = serializers.DictField(child=serializers.JSONField(allow_null=True))


class AnswerRedactIn(serializers.Serializer[Any]):
    """Which answer to take out, just as the results show it."""

    question = serializers.CharField()
    text = serializers.CharField(trim_whitespace=False)


class Dots(WorkshopView):
    """One's own dots in a vote."""

    serializer_class = DotsSerializer

    @extend_schema(request=DotsIn, responses=DotsSerializer, parameters=[HAT])
    def put(self, request: Request, step: UUID) -> Response:
        """Put so many dots on an item, whatever was there before. The same sent twice is once."""
        here = self.step()
        dots = self.contribute(actions.put_dots, step=here, **self.parsed(DotsIn))
        return Response({"dots": dots, "left": here.settings["budget"] - sum(dots.values())})


class Answers(WorkshopView):
    """One's own answers in a poll, a check-in or an evaluation."""

    serializer_class = GivenSerializer

    @extend_schema(request=AnswersIn, responses={200: GivenSerializer, 202: GivenSerializer}, parameters=[HAT])
    def put(self, request: Request, step: UUID) -> Response:
        """Answer questions; others keep their answers. 202 when words came too late: they wait for the hosts."""
        given = self.contribute(actions.give_answers, step=self.step(), **self.parsed(AnswersIn))
        code = status.HTTP_202_ACCEPTED if given.late else status.HTTP_200_OK
        return Response(GivenSerializer(given).data, status=code)


class RedactAnswer(WorkshopView):
    """Words that should not have been written."""

    @extend_schema(request=AnswerRedactIn, responses=TallySerializer, parameters=[KEY, HAT])
    def post(self, request: Request, step: UUID) -> Response:
        """Take an answer or a word out of all ballots."""
        here = self.step()
        self.act(actions.redact_answer, step=here, **self.parsed(AnswerRedactIn))
        return Response(TallySerializer(Step.objects.get(pk=here.pk)).data)
