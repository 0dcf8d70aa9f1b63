"""What the drafters made of the answers, and making it public."""

from django.utils.translation import gettext as _

from accounts.text import clean_text
from cms.consultation import events
from cms.consultation.actions.common import TEXT_LIMIT, membership_of, must_be_in, touch
from cms.consultation.models import Answer, Consultation, Position, Remark, Response
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict
from events.recording import record
from network.goals.actions.common import chosen, must_be


@action("cms.run_consultation", on="consultation")
def respond(
    *,
    actor: Actor,
    consultation: Consultation,
    verdict: str,
    why: str,
    position: Position | None = None,
    remark: Remark | None = None,
) -> Response:
    """Say what was made of one point of a given answer: a position, or a remark on a section."""
    point = position or remark
    if point is None or (position and remark) or point.answer.party.consultation_id != consultation.pk:
        raise Conflict
    if not Answer.objects.filter(pk=point.answer_id, given_at__isnull=False).exists():
        raise Conflict(_("This answer has not been given yet."))
    response, _new = Response.objects.update_or_create(
        position=position,
        remark=remark,
        defaults={
            "verdict": chosen(verdict, Response.Verdict, "verdict"),
            "why": clean_text(why, field="why", limit=TEXT_LIMIT),
            "made_at": clock.now(),
            "made_by": membership_of(actor),
        },
    )
    touch(consultation)
    record(events.PointAnswered(consultation=consultation.pk, response=response.pk, verdict=response.verdict))
    return response


@action("cms.run_consultation", on="consultation")
def publish_consultation(*, actor: Actor, consultation: Consultation, version: int) -> Consultation:
    """Let everybody read the answers given and what was made of them. It cannot be taken back."""
    must_be(consultation.version, version)
    must_be_in(consultation, Consultation.State.CLOSED)
    if consultation.is_public:
        raise Conflict(_("The answers are public already."))
    consultation.public_at = clock.now()
    touch(consultation, "public_at")
    record(events.ConsultationMadePublic(consultation=consultation.pk))
    record(events.AnswersAnnounced(consultation=consultation.pk))
    return consultation
