"""What of the talks is in a snapshot."""

from collections.abc import Iterable
from uuid import UUID

from workshops.sessions.models import Participant
from workshops.sessions.owners import marks_of
from workshops.sessions.snapshot import own, part_of
from workshops.talks.models import VOICES, Asked, Hand, Voice


@part_of("workshop", "hand")
def _hands(workshop: UUID) -> Iterable[UUID]:
    up = Hand.objects.filter(step__workshop=workshop).exclude(state=Hand.State.DOWN)
    return up.values_list("pk", flat=True)


@part_of("workshop", "order")
def _orders(workshop: UUID) -> Iterable[UUID]:
    """Return the steps in which somebody has raised a hand: until then there is no order to speak of."""
    return Hand.objects.filter(step__workshop=workshop).order_by("step").values_list("step", flat=True).distinct()


@part_of("workshop", "asked")
def _questions(workshop: UUID) -> Iterable[UUID]:
    there = Asked.objects.filter(step__workshop=workshop).exclude(state=Asked.State.REMOVED)
    return there.values_list("pk", flat=True)


@own("asked")
def _own_questions(participant: Participant) -> list[str]:
    found = Asked.objects.filter(owner__in=marks_of(participant, "questions")).exclude(state=Asked.State.REMOVED)
    return [str(pk) for pk in found.order_by("position").values_list("pk", flat=True)]


@own("voices")
def _own_voices(participant: Participant) -> list[str]:
    """Return the questions to which somebody has lent their voice."""
    found = Voice.objects.filter(owner__in=marks_of(participant, "questions", secrets=(VOICES,))).exclude(
        question__state=Asked.State.REMOVED
    )
    return [str(pk) for pk in found.order_by("question__position").values_list("question", flat=True)]
