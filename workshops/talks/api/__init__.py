"""The API of talks. What the room contributes keeps no idempotency key: see `WorkshopView.contribute`."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import HAT, KEY
from live.views import rendered
from workshops.boards.models import Late
from workshops.boards.serializers import LateSerializer
from workshops.sessions.api.base import WorkshopView
from workshops.talks import asking, speaking
from workshops.talks.models import Asked, Hand
from workshops.talks.queries import hand_for, question_for
from workshops.talks.serializers import AskedSerializer, HandSerializer


class HandIn(serializers.Serializer[Any]):
    """Up or down."""

    up = serializers.BooleanField()


class HandForIn(serializers.Serializer[Any]):
    """Whose hand."""

    participant = serializers.UUIDField()


class AskedIn(serializers.Serializer[Any]):
    """A question that is asked."""

    text = serializers.CharField(allow_blank=True, trim_whitespace=False)


class VoiceIn(serializers.Serializer[Any]):
    """Whether one's voice is lent."""

    on = serializers.BooleanField()


class MergeIn(serializers.Serializer[Any]):
    """With which question it is put together."""

    into = serializers.UUIDField()


def hand_shown(hand: Hand, code: int = 200) -> Response:
    """Answer with a hand."""
    return Response(rendered("hand", [hand.pk])[0], status=code)


def question_shown(asked: Asked) -> Response:
    """Answer with a question."""
    return Response(rendered("asked", [asked.pk])[0])


# --- Hands -------------------------------------------------------------------------------------------------------


class OwnHand(WorkshopView):
    """One's own hand."""

    @extend_schema(request=HandIn, responses={200: HandSerializer, 204: None}, parameters=[HAT])
    def put(self, request: Request, step: UUID) -> Response:
        """Raise it or take it down. 204 when there was none to take down."""
        hand = self.contribute(speaking.set_hand, step=self.step(), **self.parsed(HandIn))
        return hand_shown(hand) if hand else Response(status=status.HTTP_204_NO_CONTENT)


class Hands(WorkshopView):
    """The hands of a step."""

    @extend_schema(request=HandForIn, responses={201: HandSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, step: UUID) -> Response:
        """Raise a hand for somebody."""
        hand = self.act(speaking.raise_hand_for, step=self.step(), **self.parsed(HandForIn))
        return hand_shown(hand, status.HTTP_201_CREATED)


class _HandCourse(WorkshopView):
    """Something the hosts do with a hand."""

    does: ClassVar[Any]

    def post(self, request: Request, hand: UUID) -> Response:
        """Do it, and show the hand."""
        here = hand_for(self.who, hand)
        return hand_shown(self.act(type(self).does, step=here.step, hand=here.pk))


class _QuestionCourse(WorkshopView):
    """Something the hosts do with a question."""

    does: ClassVar[Any]

    def post(self, request: Request, question: UUID) -> Response:
        """Do it, and show the question."""
        return question_shown(self.act(type(self).does, question=question_for(self.who, question)))


def _course(base: Any, shown: Any, name: str, action: Any) -> Any:
    """Make the view of something the hosts do, told by the action's own first line."""
    view = type(name, (base,), {"does": staticmethod(action), "__doc__": action.__doc__, "__module__": __name__})
    words = (action.__doc__ or "").split("\n")[0]
    described = extend_schema(methods=["POST"], request=None, responses=shown, parameters=[KEY, HAT], description=words)
    return described(view)


Call = _course(_HandCourse, HandSerializer, "Call", speaking.call)
Done = _course(_HandCourse, HandSerializer, "Done", speaking.end_turn)
Lower = _course(_HandCourse, HandSerializer, "Lower", speaking.lower_hand)


# --- Questions ---------------------------------------------------------------------------------------------------


class NewQuestion(WorkshopView):
    """A question with an id made by the asker's device."""

    @extend_schema(request=AskedIn, responses={200: AskedSerializer, 202: LateSerializer}, parameters=[HAT])
    def put(self, request: Request, step: UUID, question: UUID) -> Response:
        """Ask it. 202 when the step is closed: it then waits for the hosts. The same twice makes one."""
        made = self.contribute(asking.ask, step=self.step(), question=question, **self.parsed(AskedIn))
        if isinstance(made, Late):
            return Response(LateSerializer(made).data, status=status.HTTP_202_ACCEPTED)
        return question_shown(made)


class OwnVoice(WorkshopView):
    """One's own voice for a question."""

    @extend_schema(request=VoiceIn, responses=AskedSerializer, parameters=[HAT])
    def put(self, request: Request, question: UUID) -> Response:
        """Lend it or take it back."""
        here = question_for(self.who, question)
        return question_shown(self.contribute(asking.lend_voice, question=here, **self.parsed(VoiceIn)))


class Merge(WorkshopView):
    """Questions that ask the same."""

    @extend_schema(request=MergeIn, responses=AskedSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, question: UUID) -> Response:
        """Put a question together with another; their voices are joined."""
        here = question_for(self.who, question)
        return question_shown(self.act(asking.merge_question, question=here, **self.parsed(MergeIn)))


Answered = _course(_QuestionCourse, AskedSerializer, "Answered", asking.mark_answered)
Reopen = _course(_QuestionCourse, AskedSerializer, "Reopen", asking.reopen_question)
Remove = _course(_QuestionCourse, AskedSerializer, "Remove", asking.remove_question)
