"""Answering: on its own initiative, in drafts, and for good."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.text import clean_text
from cms.consultation import events
from cms.consultation.actions.common import (
    POINT_LIMIT,
    TEXT_LIMIT,
    membership_of,
    must_be_in,
    touch,
    touch_answer,
)
from cms.consultation.models import Answer, Consultation, Party, Position, Remark
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from network.goals.actions.common import chosen, must_be


@dataclass(frozen=True)
class Said:
    """What is said to one question."""

    stance: str = ""
    text: str = ""


@dataclass(frozen=True)
class Words:
    """An answer as it is written. What is left out is empty."""

    summary: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    reference: str = ""
    positions: Mapping[UUID, Said] = field(default_factory=dict)
    """By question."""
    remarks: Mapping[UUID, str] = field(default_factory=dict)
    """By section of the text; an empty one is left out."""


@action("cms.join_consultation", on="consultation")
def join_consultation(*, actor: Actor, consultation: Consultation) -> Party:
    """Take part on one's own initiative, where any organisation may answer."""
    must_be_in(consultation, Consultation.State.OPEN)
    organisation = membership_of(actor).organisation
    _must_have_time(Party(consultation=consultation, organisation=organisation))
    party, new = Party.objects.get_or_create(
        consultation=consultation, organisation=organisation, defaults={"asked": False}
    )
    if new:
        touch(consultation)
        record(events.PartyAdded(consultation=consultation.pk, organisation=organisation.pk, asked=False))
    return party


@action("cms.write_answer", on="party")
def save_answer(*, actor: Actor, party: Party, words: Words, version: int = 0) -> Answer:
    """Keep what has been written so far. Only the own organisation sees it; it may be kept after the last day too.

    Args:
        version: the version of the answer that the words were written from; 0 when there was none.
    """
    consultation = party.consultation
    must_be_in(consultation, Consultation.State.OPEN, Consultation.State.CLOSED)
    answer = Answer.objects.select_related("subject").filter(party=party).first()
    must_be(answer.version if answer else 0, version)
    if answer is None:
        assert consultation.subject is not None
        answer = Answer(party=party, subject=consultation.subject, version=0)
    _must_be_unsaid(answer)
    _write(answer, words)
    _told(answer)
    return answer


def _told(answer: Answer) -> None:
    party = answer.party
    record(events.AnswerSaved(organisation=party.organisation_id, consultation=party.consultation_id, answer=answer.pk))


def _must_be_unsaid(answer: Answer) -> None:
    if answer.is_given:
        raise Conflict(_("The answer has been given and cannot be changed."))


def _write(answer: Answer, words: Words) -> None:
    answer.summary = clean_text(words.summary, field="summary", limit=TEXT_LIMIT, required=False)
    answer.decided_by = clean_text(words.decided_by, field="decided_by", limit=160, required=False, one_line=True)
    answer.reference = clean_text(words.reference, field="reference", limit=120, required=False, one_line=True)
    if words.decided_on and words.decided_on > clock.today():
        raise Invalid(fields={"decided_on": [_("This day has not come yet.")]})
    answer.decided_on = words.decided_on
    answer.version, answer.changed_at = answer.version + 1, clock.now()
    answer.save()
    _write_positions(answer, words.positions)
    _write_remarks(answer, words.remarks)


def _write_positions(answer: Answer, positions: Mapping[UUID, Said]) -> None:
    questions = {question.pk: question for question in answer.party.consultation.questions.all()}
    if unknown := set(positions) - set(questions):
        raise Invalid(fields={f"position-{one}": [_("This question is not asked.")] for one in unknown})
    for pk, question in questions.items():
        said = positions.get(pk, Said())
        stance = chosen(said.stance, Position.Stance, f"stance-{pk}") if said.stance else ""
        text = clean_text(said.text, field=f"text-{pk}", limit=POINT_LIMIT, required=False)
        Position.objects.update_or_create(answer=answer, question=question, defaults={"stance": stance, "text": text})


def _write_remarks(answer: Answer, remarks: Mapping[UUID, str]) -> None:
    known = {UUID(section["id"]) for section in answer.subject.sections}
    if unknown := set(remarks) - known:
        raise Invalid(fields={f"remark-{one}": [_("This section is not in the text.")] for one in unknown})
    cleaned = {
        section: clean_text(text, field=f"remark-{section}", limit=POINT_LIMIT, required=False)
        for section, text in remarks.items()
    }
    kept = {section: text for section, text in cleaned.items() if text}
    Remark.objects.filter(answer=answer).exclude(section__in=kept).delete()
    for section, text in kept.items():
        Remark.objects.update_or_create(answer=answer, section=section, defaults={"text": text})


@action("cms.write_answer", on="answer")
def adopt_subject(*, actor: Actor, answer: Answer, version: int) -> Answer:
    """Let a draft be about the newest text. Remarks on sections that are gone go to the end of the summary."""
    must_be(answer.version, version)
    _must_be_unsaid(answer)
    newest = answer.party.consultation.subject
    assert newest is not None
    known = {UUID(section["id"]) for section in newest.sections}
    gone = [remark for remark in answer.remarks.all() if remark.section not in known]
    answer.summary = "\n\n".join([answer.summary, *(remark.text for remark in gone)]).strip()
    answer.remarks.filter(pk__in=[remark.pk for remark in gone]).delete()
    answer.subject = newest
    touch_answer(answer, "subject", "summary")
    _told(answer)
    return answer


@action("cms.write_answer", on="answer")
def give_answer(*, actor: Actor, answer: Answer, version: int) -> Answer:
    """Give the answer on behalf of the organisation. From now on nobody can change it."""
    must_be(answer.version, version)
    _must_be_unsaid(answer)
    party = answer.party
    must_be_in(party.consultation, Consultation.State.OPEN, Consultation.State.CLOSED)
    _must_have_time(party)
    _must_be_whole(answer)
    answer.given_at, answer.given_by = clock.now(), membership_of(actor)
    answer.digest = digest_of(answer)
    touch_answer(answer, "given_at", "given_by", "digest")
    touch(party.consultation)
    _told(answer)
    record(
        events.AnswerGiven(
            consultation=party.consultation_id,
            organisation=party.organisation_id,
            answer=answer.pk,
            subject=answer.subject_id,
            digest=answer.digest,
        )
    )
    return answer


def _must_have_time(party: Party) -> None:
    if party.consultation.state == Consultation.State.CLOSED or party.answers_by < clock.today():
        raise Conflict(
            _("The last day to answer was %(day)s. What you have written is kept. Ask those who sent it for more time.")
            % {"day": date_format(party.answers_by, "j F Y")}
        )


def _must_be_whole(answer: Answer) -> None:
    needed = _("Write something first.")
    wrong: dict[str, list[object]] = {
        name: [needed] for name in ("summary", "decided_by", "decided_on") if not getattr(answer, name)
    }
    for position in answer.positions.all():
        if not position.stance:
            wrong[f"stance-{position.question_id}"] = [_("Choose where you stand.")]
    if wrong:
        raise Invalid(fields=wrong)


def digest_of(answer: Answer) -> str:
    """Return the SHA-256 of everything an answer says, in one fixed order."""
    said = {
        "consultation": str(answer.party.consultation_id),
        "organisation": str(answer.party.organisation_id),
        "subject": answer.subject.digest,
        "summary": answer.summary,
        "decided": [answer.decided_by, str(answer.decided_on), answer.reference],
        "positions": [
            [str(one.question_id), one.stance, one.text] for one in answer.positions.order_by("question__place")
        ],
        "remarks": [[str(one.section), one.text] for one in answer.remarks.order_by("section")],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
