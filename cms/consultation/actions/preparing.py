"""Preparing a consultation: why, what is asked, and who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.text import clean_text
from cms.consultation import events
from cms.consultation.actions.common import TEXT_LIMIT, last_day, membership_of, must_be_in, touch
from cms.consultation.models import Answer, Consultation, Party, Question
from cms.pages.models import PolicyPage
from cms.policy.text import sections_of
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from network.goals.actions.common import chosen, must_be

QUESTIONS_MOST = 30
QUESTION_LIMIT = 400


@dataclass(frozen=True)
class Asked:
    """A question as it is written: to the whole text, or to one section of it."""

    text: str
    section: UUID | None = None


@action("cms.prepare_consultation", on="policy")
def prepare_consultation(
    *,
    actor: Actor,
    policy: PolicyPage,
    title: str,
    need: str,
    closes_on: date,
    participation: str = Consultation.Participation.CLOSED,
    influence: str = Consultation.Influence.DIALOGUE,
) -> Consultation:
    """Begin to prepare a consultation on a policy. Nobody else sees it until it is opened."""
    made = Consultation(
        policy=policy, organisation=policy.organisation, created_at=clock.now(), created_by=membership_of(actor)
    )
    _describe(made, title, need, closes_on, participation, influence)
    made.save()
    record(events.ConsultationPrepared(consultation=made.pk))
    return made


@action("cms.run_consultation", on="consultation")
def change_consultation(*, actor: Actor, consultation: Consultation, version: int, **words: Any) -> Consultation:
    """Change what is being prepared. Takes what `prepare_consultation` takes."""
    must_be(consultation.version, version)
    must_be_in(consultation, Consultation.State.DRAFT)
    _describe(consultation, **words)
    touch(consultation, "title", "need", "closes_on", "participation", "influence")
    _told(consultation)
    return consultation


def _describe(made: Consultation, title: str, need: str, closes_on: date, participation: str, influence: str) -> None:
    made.title = clean_text(title, field="title", limit=160, one_line=True)
    made.need = clean_text(need, field="need", limit=TEXT_LIMIT)
    made.participation = chosen(participation, Consultation.Participation, "participation")
    made.influence = chosen(influence, Consultation.Influence, "influence")
    made.closes_on = last_day(closes_on)


@action("cms.run_consultation", on="consultation")
def set_questions(*, actor: Actor, consultation: Consultation, version: int, questions: Sequence[Asked]) -> None:
    """Say which questions every answer takes a position on, in order. Only while the consultation is prepared."""
    must_be(consultation.version, version)
    must_be_in(consultation, Consultation.State.DRAFT)
    if len(questions) > QUESTIONS_MOST:
        raise Invalid(fields={"questions": [_("At most %(most)d questions can be asked.") % {"most": QUESTIONS_MOST}]})
    known = {UUID(section["id"]) for section in sections_of(_as_it_stands(consultation.policy))}
    rows = [_question(consultation, place, asked, known) for place, asked in enumerate(questions, start=1)]
    consultation.questions.all().delete()
    Question.objects.bulk_create(rows)
    touch(consultation)
    _told(consultation)


def _question(consultation: Consultation, place: int, asked: Asked, known: set[UUID]) -> Question:
    if asked.section and asked.section not in known:
        wrong = _("Question %(number)d is about a section that is not in the text.") % {"number": place}
        raise Invalid(fields={"questions": [wrong]})
    text = clean_text(asked.text, field="questions", limit=QUESTION_LIMIT, one_line=True)
    return Question(consultation=consultation, place=place, text=text, section=asked.section)


def _as_it_stands(policy: PolicyPage) -> PolicyPage:
    latest: PolicyPage = policy.get_latest_revision_as_object()
    return latest


@action("cms.run_consultation", on="consultation")
def add_party(*, actor: Actor, consultation: Consultation, organisation: Organisation) -> Party:
    """Ask an organisation, before the consultation opens or while it is open."""
    must_be_in(consultation, Consultation.State.DRAFT, Consultation.State.OPEN)
    if organisation.pk == consultation.organisation_id:
        raise Invalid(fields={"organisation": [_("This organisation is the one that asks.")]})
    party, new = Party.objects.get_or_create(consultation=consultation, organisation=organisation)
    if not new and party.asked:
        raise Conflict(_("%(organisation)s is already asked.") % {"organisation": organisation})
    party.asked = True
    party.save(update_fields=["asked"])
    touch(consultation)
    if consultation.state == Consultation.State.OPEN:
        record(events.PartyAdded(consultation=consultation.pk, organisation=organisation.pk, asked=True))
    else:
        _told(consultation)
    return party


@action("cms.run_consultation", on="consultation")
def remove_party(*, actor: Actor, consultation: Consultation, party: Party) -> None:
    """Take back that an organisation is to be asked, before the consultation opens."""
    must_be_in(consultation, Consultation.State.DRAFT)
    if party.consultation_id != consultation.pk or Answer.objects.filter(party=party).exists():
        raise Conflict
    Party.objects.filter(pk=party.pk).delete()
    touch(consultation)
    _told(consultation)


def _told(consultation: Consultation) -> None:
    record(events.ConsultationChanged(consultation=consultation.pk))
