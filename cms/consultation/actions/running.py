"""Opening a consultation, giving more time, changing the text asked about, and closing."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.text import clean_text
from cms.consultation import events
from cms.consultation.actions.common import REASON_LIMIT, last_day, must_be_in, touch
from cms.consultation.models import Consultation, Party
from cms.policy.actions import freeze_version
from cms.policy.models import PolicyVersion
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from network.goals.actions.common import must_be

State = Consultation.State


@action("cms.run_consultation", on="consultation")
def open_consultation(*, actor: Actor, consultation: Consultation, version: int) -> Consultation:
    """Freeze the policy as its latest draft stands, and let those who are asked answer."""
    must_be(consultation.version, version)
    must_be_in(consultation, State.DRAFT)
    _must_be_ready(consultation)
    consultation.subject = _frozen(actor, consultation)
    consultation.state, consultation.opened_at = State.OPEN, clock.now()
    touch(consultation, "subject", "state", "opened_at")
    record(
        events.ConsultationOpened(
            consultation=consultation.pk, subject=consultation.subject.pk, closes_on=consultation.closes_on
        )
    )
    if consultation.participation == Consultation.Participation.OPEN:
        record(events.ConsultationAnnounced(consultation=consultation.pk))
    return consultation


def _must_be_ready(consultation: Consultation) -> None:
    wrong: dict[str, list[object]] = {}
    if not consultation.questions.exists():
        wrong["questions"] = [_("Ask at least one question.")]
    closed = consultation.participation == Consultation.Participation.CLOSED
    if closed and not consultation.parties.exists():
        wrong["organisation"] = [_("Say which organisations are asked, or let any organisation answer.")]
    if wrong:
        raise Invalid(fields=wrong)
    last_day(consultation.closes_on)


def _frozen(actor: Actor, consultation: Consultation) -> PolicyVersion:
    latest = consultation.policy.get_latest_revision_as_object()
    return freeze_version(actor=actor, policy=latest, reason=PolicyVersion.Reason.CONSULTATION)


@action("cms.run_consultation", on="consultation")
def replace_subject(*, actor: Actor, consultation: Consultation, version: int) -> Consultation:
    """Ask about the policy as its latest draft stands now. Answers already given are kept, marked as older."""
    must_be(consultation.version, version)
    must_be_in(consultation, State.OPEN)
    newer = _frozen(actor, consultation)
    if newer.pk == consultation.subject_id:
        raise Conflict(_("The text has not changed since it was sent out."))
    consultation.subject = newer
    touch(consultation, "subject")
    record(events.SubjectReplaced(consultation=consultation.pk, subject=newer.pk))
    return consultation


@action("cms.run_consultation", on="consultation")
def extend_deadline(
    *, actor: Actor, consultation: Consultation, to: date, reason: str, party: Party | None = None
) -> Consultation:
    """Give more time, to everybody or to one party, and say why. After the end it opens again for those concerned."""
    must_be_in(consultation, State.OPEN, State.CLOSED)
    if consultation.is_public:
        raise Conflict(_("The answers are public; no more can be given."))
    why = clean_text(reason, field="reason", limit=REASON_LIMIT, one_line=True)
    if party is None:
        consultation.closes_on = last_day(to, after=consultation.closes_on, field="to")
        consultation.why_extended = why
    else:
        _extend_party(consultation, party, to, why)
    reopened = consultation.state == State.CLOSED
    consultation.state, consultation.closed_at = State.OPEN, None
    touch(consultation, "closes_on", "why_extended", "state", "closed_at")
    organisation = party.organisation_id if party else None
    record(events.DeadlineExtended(consultation=consultation.pk, to=to, organisation=organisation))
    if reopened:
        record(events.ConsultationReopened(consultation=consultation.pk))
    return consultation


def _extend_party(consultation: Consultation, party: Party, to: date, why: str) -> None:
    if party.consultation_id != consultation.pk:
        raise Conflict
    party.extended_to = last_day(to, after=party.answers_by, field="to")
    party.why_extended, party.reminded = why, 0
    party.save(update_fields=["extended_to", "why_extended", "reminded"])


@action("cms.run_consultation", on="consultation")
def close_consultation(*, actor: Actor, consultation: Consultation, version: int) -> Consultation:
    """End the time to answer, when everybody who was asked has answered or the last day has passed."""
    must_be(consultation.version, version)
    must_be_in(consultation, State.OPEN)
    waiting = [party for party in _unanswered(consultation) if party.answers_by >= clock.today()]
    open_to_all = consultation.participation == Consultation.Participation.OPEN
    if waiting or (open_to_all and consultation.closes_on >= clock.today()):
        raise Conflict(_("There is still time to answer. It closes by itself after the last day."))
    _close(consultation)
    return consultation


@action("cms.close_when_over", on="consultation")
def close_when_over(*, actor: Actor, consultation: Consultation) -> bool:
    """Close a consultation whose last day has passed for everybody; say whether it was."""
    last = max([consultation.closes_on, *(party.answers_by for party in _unanswered(consultation))])
    if consultation.state != State.OPEN or last >= clock.today():
        return False
    _close(consultation)
    return True


def _close(consultation: Consultation) -> None:
    consultation.state, consultation.closed_at = State.CLOSED, clock.now()
    touch(consultation, "state", "closed_at")
    record(events.ConsultationClosed(consultation=consultation.pk))


def _unanswered(consultation: Consultation) -> list[Party]:
    parties = consultation.parties.select_related("consultation", "answer")
    return [party for party in parties if not (hasattr(party, "answer") and party.answer.is_given)]


@action("cms.run_consultation", on="consultation")
def withdraw_consultation(*, actor: Actor, consultation: Consultation, reason: str) -> Consultation:
    """Stop asking, and say why. What was answered stays with those who wrote it and with the drafters."""
    must_be_in(consultation, State.DRAFT, State.OPEN)
    consultation.why_withdrawn = clean_text(reason, field="reason", limit=400, one_line=True)
    was_open = consultation.state == State.OPEN
    consultation.state = State.WITHDRAWN
    touch(consultation, "why_withdrawn", "state")
    if was_open:
        record(events.ConsultationWithdrawn(consultation=consultation.pk))
    else:
        record(events.ConsultationChanged(consultation=consultation.pk))
    return consultation


@action("cms.close_when_over", on="party")
def note_party_reminded(*, actor: Actor, party: Party, days: int) -> None:
    """Write down that a party was reminded so many working days ahead."""
    party.reminded = days
    party.save(update_fields=["reminded"])
