"""What a workshop concludes as input to a policy goes into the draft of an organisation's answer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from cms.consultation.actions import join_consultation, save_answer
from cms.consultation.actions.answering import Said, Words
from cms.consultation.models import Answer, Consultation
from cms.consultation.queries import consultations_visible_to, party_of
from events.errors import Invalid
from workshops.outcomes.handing import Became, addresses, hands_over
from workshops.outcomes.models import Outcome
from workshops.outcomes.ways import origin_url, title_of


@hands_over(Outcome.Kind.INPUT)
def as_input(actor: PersonActor, outcome: Outcome, given: Mapping[str, Any]) -> Became:
    """Add a conclusion to what the host's organisation has written to a `consultation`, with the way to the workshop.

    It is a draft that the organisation alone sees, until it gives its answer.
    """
    wanted = given.get("consultation")
    found = consultations_visible_to(actor).filter(pk=wanted, state=Consultation.State.OPEN).first() if wanted else None
    if found is None:
        raise Invalid(fields={"consultation": [_("Choose a consultation that is open.")]})
    party = party_of(actor, found) or join_consultation(actor=actor, consultation=found)
    answer = Answer.objects.filter(party=party).first()
    words = _with(answer, f"{outcome.text}\n{_from(outcome)}")
    save_answer(actor=actor, party=party, words=words, version=answer.version if answer else 0)
    # Who sees the conclusion need not know of the consultation: it is called what the room called it.
    return Became("input", found.pk, title_of(outcome, {}))


def _from(outcome: Outcome) -> str:
    words = _("From the workshop “%(title)s”: %(url)s")
    return words % {"title": outcome.workshop.title, "url": f"{settings.BASE_URL}{origin_url(outcome)}"}


def _with(answer: Answer | None, text: str) -> Words:
    if answer is None:
        return Words(summary=text)
    return Words(
        summary=f"{answer.summary}\n\n{text}".strip(),
        decided_by=answer.decided_by,
        decided_on=answer.decided_on,
        reference=answer.reference,
        positions={one.question_id: Said(one.stance, one.text) for one in answer.positions.all()},
        remarks={one.section: one.text for one in answer.remarks.all()},
    )


@addresses("input")
def of_inputs(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the pages of consultations."""
    found = Consultation.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("cms:consultation", args=[pk]) for pk in found}
