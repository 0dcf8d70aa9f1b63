"""The API of conclusions."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation
from api.openapi import HAT, IF_MATCH, KEY
from workshops.outcomes import actions
from workshops.outcomes.models import Outcome, Source
from workshops.outcomes.queries import outcome_for, outcomes_of
from workshops.outcomes.serializers import OutcomeSerializer, shown
from workshops.sessions.api.base import WorkshopView


class SourceIn(serializers.Serializer[Any]):
    """What a conclusion is lifted from."""

    kind = serializers.ChoiceField(Source.Kind.choices)
    thing = serializers.UUIDField()


class OutcomeIn(serializers.Serializer[Any]):
    """The words of a conclusion, whom it concerns and by when."""

    type = serializers.ChoiceField(Outcome.Kind.choices)
    text = serializers.CharField(allow_blank=True, trim_whitespace=False)
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), required=False, allow_null=True, default=None
    )
    due = serializers.DateField(required=False, allow_null=True, default=None)


class NewOutcomeIn(OutcomeIn):
    """A new conclusion."""

    sources = SourceIn(many=True, required=False, default=list)


class OutcomePlaceIn(serializers.Serializer[Any]):
    """Before which conclusion; null is the end."""

    before = serializers.UUIDField(allow_null=True)


class HandOverIn(serializers.Serializer[Any]):
    """What is needed to hand a conclusion over.

    A goal needs `starts_on` and `ends_on`; an activity `goal`; a question `room`. The last two also an organisation
    and a day, unless the conclusion has them.
    """

    title = serializers.CharField(required=False, allow_blank=True)
    story = serializers.CharField(required=False, allow_blank=True)
    note = serializers.CharField(required=False, allow_blank=True)
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    goal = serializers.UUIDField(required=False, allow_null=True)
    room = serializers.UUIDField(required=False, allow_null=True)
    consultation = serializers.UUIDField(required=False, allow_null=True)
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), required=False, allow_null=True
    )
    due = serializers.DateField(required=False, allow_null=True)


class OutcomeView(WorkshopView):
    """Base: answers with a conclusion."""

    serializer_class = OutcomeSerializer

    def answer(self, outcome: Outcome, code: int = 200) -> Response:
        """Answer with a conclusion as it is now."""
        return self.with_etag(shown([outcome_for(self.who, outcome.pk)])[0], code)


class Outcomes(OutcomeView):
    """The conclusions of a workshop."""

    @extend_schema(operation_id="workshop_outcomes_list", responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request, workshop: UUID) -> Response:
        """List them in order, to those in the room."""
        return Response({"results": shown(list(outcomes_of(self.room())))})

    @extend_schema(request=NewOutcomeIn, responses={201: OutcomeSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, workshop: UUID) -> Response:
        """Write one down."""
        asked = self.parsed(NewOutcomeIn)
        return self.answer(self.act(actions.lift_outcome, workshop=self.room(), **asked), 201)


class OneOutcome(OutcomeView):
    """A conclusion."""

    @extend_schema(responses=OutcomeSerializer, parameters=[HAT])
    def get(self, request: Request, outcome: UUID) -> Response:
        """Show a conclusion."""
        return self.answer(outcome_for(self.who, outcome))

    @extend_schema(request=OutcomeIn, responses=OutcomeSerializer, parameters=[IF_MATCH, KEY, HAT])
    def put(self, request: Request, outcome: UUID) -> Response:
        """Change a conclusion."""
        expected, here = self.expected_revision(), outcome_for(self.who, outcome)
        asked = self.parsed(OutcomeIn)
        return self.answer(self.act(actions.change_outcome, outcome=here, expected=expected, **asked))


class OutcomePlace(OutcomeView):
    """Where in the list a conclusion stands."""

    @extend_schema(request=OutcomePlaceIn, responses=OutcomeSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, outcome: UUID) -> Response:
        """Put it elsewhere."""
        here, asked = outcome_for(self.who, outcome), self.parsed(OutcomePlaceIn)
        return self.answer(self.act(actions.move_outcome, outcome=here, **asked))


class HandOver(OutcomeView):
    """Handing a conclusion over."""

    @extend_schema(request=HandOverIn, responses=OutcomeSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, outcome: UUID) -> Response:
        """Let it become a goal, an activity, a question or an input, as it says."""
        here, asked = outcome_for(self.who, outcome), self.parsed(HandOverIn)
        return self.answer(self.act(actions.hand_over, outcome=here, **asked))


class _Said(OutcomeView):
    """Something the hosts say of a conclusion."""

    does: ClassVar[Any]

    def post(self, request: Request, outcome: UUID) -> Response:
        """Say it, and show the conclusion."""
        return self.answer(self.act(type(self).does, outcome=outcome_for(self.who, outcome)))


def said(name: str, action: Any) -> Any:
    """Make the view of something the hosts say of a conclusion, told by the action's own first line."""
    view = type(name, (_Said,), {"does": staticmethod(action), "__doc__": action.__doc__, "__module__": __name__})
    words = (action.__doc__ or "").split("\n")[0]
    return extend_schema(
        methods=["POST"], request=None, responses=OutcomeSerializer, parameters=[KEY, HAT], description=words
    )(view)


Agree = said("Agree", actions.agree_on_outcome)
Drop = said("Drop", actions.drop_outcome)
KeepWords = said("KeepWords", actions.keep_words)
