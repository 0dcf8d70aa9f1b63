"""The API of consultations: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response as Answered

from accounts.models import Organisation
from api.base import View
from api.openapi import FIELDS, HAT, IF_MATCH, IF_NONE_MATCH, KEY, OPEN
from api.pagination import Pages
from api.permissions import OpenToRead
from cms.consultation import actions
from cms.consultation.actions.answering import Said, Words
from cms.consultation.actions.preparing import Asked
from cms.consultation.api import shapes
from cms.consultation.models import Answer, Consultation, Position, Remark, Response
from cms.consultation.queries import (
    answers_visible_to,
    consultations_visible_to,
    party_of,
    with_parties,
    with_points,
)
from cms.consultation.serializers import AnswerSerializer, ConsultationSerializer
from cms.pages.models import PolicyPage
from cms.publishing.models import Standing
from events.errors import NotVisible
from events.rights import may

TAGS = ["consultations"]
READ, WRITE, CHANGE = [IF_NONE_MATCH, FIELDS, HAT], [KEY, HAT], [IF_MATCH, KEY, HAT]
_ANSWER = OpenApiExample(
    "An answer",
    value={
        "summary": "Vi är för, med ett tillägg.",
        "decided_by": "Styrelsen",
        "decided_on": "2017-10-02",
        "positions": [
            {
                "question": "7b1f9c34-8b5a-4a57-9a2b-3a1f0f6f0b01",
                "stance": "approve-with-changes",
                "text": "Skriv om köp.",
            }
        ],
        "remarks": [],
    },
    request_only=True,
)


class OnConsultation(View):
    """Base: the consultation named in the address, as far as the caller may see it."""

    permission_classes = (OpenToRead,)
    serializer_class: Any = shapes.ConsultationDetailOut
    strict = True
    pagination_class: Any = None

    def there(self) -> Consultation:
        return get_object_or_404(with_parties(consultations_visible_to(self.reader)), pk=self.kwargs["consultation"])

    def shown(self, found: Consultation, code: int = 200) -> Answered:
        """Answer with a consultation as it is now."""
        fresh = with_parties(Consultation.objects.filter(pk=found.pk)).select_related("organisation", "subject").get()
        who = self.reader
        party = party_of(who, fresh)
        able = {
            "run": may(who, "cms.run_consultation", fresh),
            "join": party is None and may(who, "cms.join_consultation", fresh),
            "answer": party is not None and may(who, "cms.write_answer", party),
        }
        view = {**ConsultationSerializer(fresh).data, "revision": fresh.version, "abilities": able}
        return self.with_etag(view, code)


class Consultations(OnConsultation):
    """Policies that organisations are asked about."""

    pagination_class = Pages
    serializer_class = ConsultationSerializer
    queryset = Consultation.objects.none()

    @extend_schema(
        operation_id="consultations_list",
        responses=ConsultationSerializer(many=True),
        parameters=[FIELDS, HAT],
        tags=TAGS,
        auth=OPEN,
    )
    def get(self, request: Request) -> Answered:
        """List the consultations one may see, the next to close first."""
        found = with_parties(consultations_visible_to(self.reader)).order_by("closes_on", "pk")
        return self.paged(found, lambda page: ConsultationSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(
        request=shapes.NewConsultationIn,
        responses={201: shapes.ConsultationDetailOut},
        parameters=WRITE,
        tags=TAGS,
    )
    def post(self, request: Request) -> Answered:
        """Begin to prepare a consultation on a policy. Nobody else sees it until it is opened."""
        asked = self.parsed(shapes.NewConsultationIn)
        standing = Standing.objects.filter(pk=asked.pop("policy"), kind=PolicyPage.kind).first()
        policy = PolicyPage.objects.filter(pk=standing.page_id).first() if standing else None
        if policy is None or not (policy.live or may(self.actor, "cms.prepare_consultation", policy)):
            raise NotVisible(fields={"policy": [NotVisible.message]})
        return self.shown(self.act(actions.prepare_consultation, policy=policy, **asked), status.HTTP_201_CREATED)


class OneConsultation(OnConsultation):
    """A consultation."""

    @extend_schema(responses=shapes.ConsultationDetailOut, parameters=READ, tags=TAGS, auth=OPEN)
    def get(self, request: Request, consultation: UUID) -> Answered:
        """Show what is asked, who is asked and who has answered."""
        return self.shown(self.there())

    @extend_schema(request=shapes.ConsultationIn, responses=shapes.ConsultationDetailOut, parameters=CHANGE, tags=TAGS)
    def put(self, request: Request, consultation: UUID) -> Answered:
        """Change what is being prepared."""
        found, version = self.there(), self.expected_revision()
        words = self.parsed(shapes.ConsultationIn)
        return self.shown(self.act(actions.change_consultation, consultation=found, version=version, **words))


class Questions(OnConsultation):
    """What is asked."""

    @extend_schema(
        request=shapes.ConsultationQuestionsIn, responses=shapes.ConsultationDetailOut, parameters=CHANGE, tags=TAGS
    )
    def put(self, request: Request, consultation: UUID) -> Answered:
        """Say which questions every answer takes a position on, in order."""
        found, version = self.there(), self.expected_revision()
        asked = [Asked(**one) for one in self.parsed(shapes.ConsultationQuestionsIn)["questions"]]
        self.act(actions.set_questions, consultation=found, version=version, questions=asked)
        return self.shown(found)


class Parties(OnConsultation):
    """Who is asked."""

    @extend_schema(request=shapes.PartyIn, responses={201: shapes.ConsultationDetailOut}, parameters=WRITE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Ask an organisation."""
        found = self.there()
        organisation = Organisation.objects.filter(pk=self.parsed(shapes.PartyIn)["organisation"]).first()
        if organisation is None:
            raise NotVisible(fields={"organisation": [NotVisible.message]})
        self.act(actions.add_party, consultation=found, organisation=organisation)
        return self.shown(found, status.HTTP_201_CREATED)


class OneParty(OnConsultation):
    """An organisation that is to be asked."""

    @extend_schema(request=None, responses={204: None}, parameters=WRITE, tags=TAGS)
    def delete(self, request: Request, consultation: UUID, party: UUID) -> Answered:
        """Take an organisation off the list before it has been asked."""
        found = self.there()
        self.act(actions.remove_party, consultation=found, party=get_object_or_404(found.parties, pk=party))
        return Answered(status=status.HTTP_204_NO_CONTENT)


class _Step(OnConsultation):
    does: Any = None

    def take(self) -> Answered:
        found, version = self.there(), self.expected_revision()
        return self.shown(self.act(self.does, consultation=found, version=version))


class Open(_Step):
    """The opening."""

    does = staticmethod(actions.open_consultation)

    @extend_schema(request=None, responses=shapes.ConsultationDetailOut, parameters=CHANGE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Freeze the policy as its latest draft stands, and let those who are asked answer."""
        return self.take()


class Subject(_Step):
    """The text asked about."""

    does = staticmethod(actions.replace_subject)

    @extend_schema(request=None, responses=shapes.ConsultationDetailOut, parameters=CHANGE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Ask about the policy as its latest draft stands now. Answers already given are kept and marked."""
        return self.take()


class Close(_Step):
    """The end."""

    does = staticmethod(actions.close_consultation)

    @extend_schema(request=None, responses=shapes.ConsultationDetailOut, parameters=CHANGE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """End the time to answer, when everybody has answered or the last day has passed."""
        return self.take()


class Publish(_Step):
    """The publication of the answers."""

    does = staticmethod(actions.publish_consultation)

    @extend_schema(request=None, responses=shapes.ConsultationDetailOut, parameters=CHANGE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Let everybody read the answers and what was made of them. It cannot be taken back."""
        return self.take()


class Deadline(OnConsultation):
    """The last day."""

    @extend_schema(request=shapes.ExtendIn, responses=shapes.ConsultationDetailOut, parameters=WRITE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Give more time, to everybody or to one party, and say why."""
        found, asked = self.there(), self.parsed(shapes.ExtendIn)
        wanted = asked.pop("party")
        party = found.parties.filter(pk=wanted).first() if wanted else None
        if wanted and party is None:
            raise NotVisible(fields={"party": [NotVisible.message]})
        return self.shown(self.act(actions.extend_deadline, consultation=found, party=party, **asked))


class Withdraw(OnConsultation):
    """The end before the end."""

    @extend_schema(request=shapes.WithdrawIn, responses=shapes.ConsultationDetailOut, parameters=WRITE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Stop asking, and say why."""
        found = self.there()
        return self.shown(self.act(actions.withdraw_consultation, consultation=found, **self.parsed(shapes.WithdrawIn)))


class Answers(OnConsultation):
    """The answers that have been given."""

    pagination_class = Pages
    serializer_class = AnswerSerializer
    queryset = Answer.objects.none()

    @extend_schema(
        operation_id="consultation_answers_list",
        responses=AnswerSerializer(many=True),
        parameters=[FIELDS, HAT],
        tags=TAGS,
        auth=OPEN,
    )
    def get(self, request: Request, consultation: UUID) -> Answered:
        """List the given answers that one may read: one's own, and all once they are public."""
        found = answers_visible_to(self.reader, self.there()).filter(given_at__isnull=False)
        rows = with_points(found).order_by("given_at", "pk")
        return self.paged(rows, lambda page: AnswerSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]


class OnAnswer(OnConsultation):
    """Base: the answer of one's own organisation."""

    serializer_class = shapes.AnswerDetailOut

    def party(self) -> Any:
        """Return one's own organisation as a party.

        Raises:
            NotVisible: it is not asked and has not joined.
        """
        party = party_of(self.reader, self.there())
        if party is None:
            raise NotVisible
        return party

    def whole(self, answer: Answer) -> Answered:
        """Answer with an answer as it is now."""
        rows = Answer.objects.filter(pk=answer.pk).select_related("party__organisation", "subject")
        fresh = with_points(rows).get()
        return self.with_etag({**AnswerSerializer(fresh).data, "revision": fresh.version})


class OwnAnswer(OnAnswer):
    """The answer of one's own organisation."""

    @extend_schema(responses=shapes.AnswerDetailOut, parameters=READ, tags=TAGS)
    def get(self, request: Request, consultation: UUID) -> Answered:
        """Show what one's organisation has written so far, or has given."""
        return self.whole(get_object_or_404(Answer, party=self.party()))

    @extend_schema(
        request=shapes.ConsultationAnswerIn,
        responses=shapes.AnswerDetailOut,
        parameters=CHANGE,
        examples=[_ANSWER],
        tags=TAGS,
    )
    def put(self, request: Request, consultation: UUID) -> Answered:
        """Save what has been written. `If-Match: "0"` when nothing has been saved before."""
        party, version, asked = self.party(), self.expected_revision(), self.parsed(shapes.ConsultationAnswerIn)
        words = Words(
            **{name: asked[name] for name in ("summary", "decided_by", "decided_on", "reference")},
            positions={one["question"]: Said(one["stance"], one["text"]) for one in asked["positions"]},
            remarks={one["section"]: one["text"] for one in asked["remarks"]},
        )
        return self.whole(self.act(actions.save_answer, party=party, words=words, version=version))


class GiveAnswer(OnAnswer):
    """The giving of an answer."""

    @extend_schema(request=None, responses=shapes.AnswerDetailOut, parameters=CHANGE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Give the answer on behalf of one's organisation. From now on nobody can change it."""
        answer, version = get_object_or_404(Answer, party=self.party()), self.expected_revision()
        return self.whole(self.act(actions.give_answer, answer=answer, version=version))


class AdoptSubject(OnAnswer):
    """The text that a draft is about."""

    @extend_schema(request=None, responses=shapes.AnswerDetailOut, parameters=CHANGE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Let one's draft be about the newest text."""
        answer, version = get_object_or_404(Answer, party=self.party()), self.expected_revision()
        return self.whole(self.act(actions.adopt_subject, answer=answer, version=version))


class Join(OnConsultation):
    """Taking part on one's own initiative."""

    @extend_schema(request=None, responses=shapes.ConsultationDetailOut, parameters=WRITE, tags=TAGS)
    def post(self, request: Request, consultation: UUID) -> Answered:
        """Take part, where any organisation may answer."""
        found = self.there()
        self.act(actions.join_consultation, consultation=found)
        return self.shown(found)


class _OnPoint(OnConsultation):
    serializer_class = shapes.ResponseOut

    def respond(self, **point: Any) -> Answered:
        made: Response = self.act(actions.respond, consultation=self.there(), **point, **self.parsed(shapes.ResponseIn))
        return Answered(
            {
                "id": made.pk,
                "verdict": made.verdict,
                "why": made.why,
                "made_at": made.made_at,
                "position": made.position_id,
                "remark": made.remark_id,
            }
        )

    def given(self, model: type[Position] | type[Remark], pk: UUID) -> Any:
        """Return a point of an answer that the caller may read."""
        readable = answers_visible_to(self.reader, self.there()).filter(given_at__isnull=False)
        return get_object_or_404(model, pk=pk, answer__in=readable.values("pk"))


class OnPosition(_OnPoint):
    """What the drafters made of a position."""

    @extend_schema(request=shapes.ResponseIn, responses=shapes.ResponseOut, parameters=WRITE, tags=TAGS)
    def put(self, request: Request, consultation: UUID, position: UUID) -> Answered:
        """Say whether a position was followed, and why."""
        return self.respond(position=self.given(Position, position))


class OnRemark(_OnPoint):
    """What the drafters made of a remark."""

    @extend_schema(request=shapes.ResponseIn, responses=shapes.ResponseOut, parameters=WRITE, tags=TAGS)
    def put(self, request: Request, consultation: UUID, remark: UUID) -> Answered:
        """Say whether a remark was followed, and why."""
        return self.respond(remark=self.given(Remark, remark))
