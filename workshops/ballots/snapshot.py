"""What of votes and polls is in a snapshot."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from workshops.ballots.box import BALLOTS, POLLS
from workshops.ballots.queries import own_choices
from workshops.plans.models import Step
from workshops.sessions.models import Participant
from workshops.sessions.snapshot import own, part_of


@part_of("workshop", "tally")
def _tallies(workshop: UUID) -> Iterable[UUID]:
    begun = Step.objects.filter(workshop=workshop, type__in=BALLOTS).exclude(state=Step.State.PLANNED)
    return begun.values_list("pk", flat=True)


@own("dots")
def _own_dots(participant: Participant) -> dict[str, dict[str, Any]]:
    """Return somebody's dots on each item, by step."""
    return own_choices(participant, Step.Type.VOTE)


@own("answers")
def _own_answers(participant: Participant) -> dict[str, dict[str, Any]]:
    """Return somebody's answers to each question, by step."""
    return own_choices(participant, *POLLS)
