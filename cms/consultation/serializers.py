"""How consultations and answers are shown in the API and on open pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer
from cms.consultation.models import Answer, Consultation, Party, Position, Question, Remark, Response
from cms.consultation.queries import with_parties, with_points
from live.views import renders


class ConsultationQuestionSerializer(serializers.ModelSerializer[Question]):
    """A question, to the whole text or to one section."""

    class Meta:
        model = Question
        fields = ["id", "place", "text", "section"]


class PartySerializer(serializers.ModelSerializer[Party]):
    """Who is asked, until when, and whether they have answered. Nothing of what an answer says."""

    organisation = OrganisationBriefSerializer()
    answers_by = serializers.DateField()
    given_at = serializers.SerializerMethodField()
    on_older_version = serializers.SerializerMethodField()

    class Meta:
        model = Party
        fields = ["id", "organisation", "asked", "answers_by", "why_extended", "given_at", "on_older_version"]

    def get_given_at(self, party: Party) -> str | None:
        given = _given(party)
        return given.given_at.isoformat() if given and given.given_at else None

    def get_on_older_version(self, party: Party) -> bool:
        given = _given(party)
        return given is not None and given.subject_id != party.consultation.subject_id


def _given(party: Party) -> Answer | None:
    answer = getattr(party, "answer", None)
    return answer if answer is not None and answer.is_given else None


class ConsultationSerializer(serializers.ModelSerializer[Consultation]):
    """A consultation as everybody in its audience sees it."""

    kind = serializers.SerializerMethodField()
    organisation = OrganisationBriefSerializer()
    questions = ConsultationQuestionSerializer(many=True)
    parties = PartySerializer(many=True)
    subject_number = serializers.IntegerField(source="subject.number", default=None)

    class Meta:
        model = Consultation
        fields = [
            "kind",
            "id",
            "version",
            "title",
            "need",
            "state",
            "participation",
            "influence",
            "organisation",
            "subject",
            "subject_number",
            "opened_at",
            "closes_on",
            "why_extended",
            "closed_at",
            "public_at",
            "why_withdrawn",
            "questions",
            "parties",
        ]

    def get_kind(self, _one: Consultation) -> str:
        return "consultation"


class AnswerPositionSerializer(serializers.ModelSerializer[Position]):
    """What an answer says to a question."""

    class Meta:
        model = Position
        fields = ["id", "question", "stance", "text"]


class RemarkSerializer(serializers.ModelSerializer[Remark]):
    """What an answer says about a section."""

    class Meta:
        model = Remark
        fields = ["id", "section", "text"]


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """An answer whole, to those who may read it. What the drafters made of it is told apart, when it is public."""

    kind = serializers.SerializerMethodField()
    organisation = OrganisationBriefSerializer(source="party.organisation")
    consultation = serializers.UUIDField(source="party.consultation_id")
    subject_number = serializers.IntegerField(source="subject.number")
    positions = AnswerPositionSerializer(many=True)
    remarks = RemarkSerializer(many=True)

    class Meta:
        model = Answer
        fields = [
            "kind",
            "id",
            "version",
            "consultation",
            "organisation",
            "subject",
            "subject_number",
            "summary",
            "decided_by",
            "decided_on",
            "reference",
            "given_at",
            "changed_at",
            "digest",
            "positions",
            "remarks",
        ]

    def get_kind(self, _one: Answer) -> str:
        return "answer"


class ResponseSerializer(serializers.ModelSerializer[Response]):
    """What the drafters made of a point."""

    class Meta:
        model = Response
        fields = ["id", "verdict", "why", "made_at"]


@renders("consultation")
def _consultations(ids: Sequence[UUID]) -> Iterable[Mapping[str, Any]]:
    found = Consultation.objects.filter(pk__in=ids).select_related("organisation", "subject")
    return ConsultationSerializer(with_parties(found), many=True).data


@renders("answer")
def _answers(ids: Sequence[UUID]) -> Iterable[Mapping[str, Any]]:
    found = Answer.objects.filter(pk__in=ids).select_related("party__organisation", "subject")
    return AnswerSerializer(with_points(found), many=True).data
