"""What a request about consultations may hold, and what answers look like."""

from typing import Any

from rest_framework import serializers

from cms.consultation.actions.preparing import QUESTIONS_MOST
from cms.consultation.models import Consultation, Position, Response
from cms.consultation.serializers import AnswerSerializer, ConsultationSerializer, ResponseSerializer


class ConsultationIn(serializers.Serializer[Any]):
    """Why one asks, whom, and until when."""

    title = serializers.CharField()
    need = serializers.CharField(help_text="Why one asks, and what one wants to know.")
    closes_on = serializers.DateField(help_text="Last day to answer; a working day.")
    participation = serializers.ChoiceField(
        Consultation.Participation.choices, default=Consultation.Participation.CLOSED
    )
    influence = serializers.ChoiceField(Consultation.Influence.choices, default=Consultation.Influence.DIALOGUE)


class NewConsultationIn(ConsultationIn):
    """A consultation on a policy."""

    policy = serializers.UUIDField(help_text="Id of the policy's page, as `GET /pages` has it.")


class ConsultationQuestionIn(serializers.Serializer[Any]):
    """A question, to the whole text or to one section."""

    text = serializers.CharField()
    section = serializers.UUIDField(required=False, allow_null=True, default=None)


class ConsultationQuestionsIn(serializers.Serializer[Any]):
    """All questions, in order."""

    questions = serializers.ListField(child=ConsultationQuestionIn(), max_length=QUESTIONS_MOST)


class PartyIn(serializers.Serializer[Any]):
    """Which organisation is asked."""

    organisation = serializers.UUIDField()


class ExtendIn(serializers.Serializer[Any]):
    """A later last day, and why; for everybody, or for one party."""

    to = serializers.DateField()
    reason = serializers.CharField()
    party = serializers.UUIDField(required=False, allow_null=True, default=None)


class WithdrawIn(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField()


class AnswerPositionIn(serializers.Serializer[Any]):
    """What is said to a question."""

    question = serializers.UUIDField()
    stance = serializers.ChoiceField(Position.Stance.choices, allow_blank=True, default="")
    text = serializers.CharField(allow_blank=True, default="")


class AnswerRemarkIn(serializers.Serializer[Any]):
    """What is said about a section."""

    section = serializers.UUIDField()
    text = serializers.CharField(allow_blank=True)


class ConsultationAnswerIn(serializers.Serializer[Any]):
    """An answer as far as it has come. Everything must be there when it is given, not when it is saved."""

    summary = serializers.CharField(allow_blank=True, default="")
    decided_by = serializers.CharField(allow_blank=True, default="")
    decided_on = serializers.DateField(allow_null=True, default=None)
    reference = serializers.CharField(allow_blank=True, default="")
    positions = AnswerPositionIn(many=True, default=list)
    remarks = AnswerRemarkIn(many=True, default=list)


class ResponseIn(serializers.Serializer[Any]):
    """What the drafters made of a point."""

    verdict = serializers.ChoiceField(Response.Verdict.choices)
    why = serializers.CharField()


class ConsultationAbilities(serializers.Serializer[Any]):
    """What the actor may do."""

    run = serializers.BooleanField()
    join = serializers.BooleanField()
    answer = serializers.BooleanField()


class ConsultationDetailOut(ConsultationSerializer):
    """A consultation, its revision and what the actor may do."""

    revision = serializers.IntegerField()
    abilities = ConsultationAbilities()

    class Meta(ConsultationSerializer.Meta):
        fields = [*ConsultationSerializer.Meta.fields, "revision", "abilities"]


class AnswerDetailOut(AnswerSerializer):
    """One's own answer, and its revision."""

    revision = serializers.IntegerField()

    class Meta(AnswerSerializer.Meta):
        fields = [*AnswerSerializer.Meta.fields, "revision"]


class ResponseOut(ResponseSerializer):
    """What the drafters made of a point, and which."""

    position = serializers.UUIDField(allow_null=True)
    remark = serializers.UUIDField(allow_null=True)

    class Meta(ResponseSerializer.Meta):
        fields = [*ResponseSerializer.Meta.fields, "position", "remark"]
