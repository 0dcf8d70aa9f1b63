"""Reads about ballots: what was counted, and what is somebody's own."""

from typing import Any

from django.utils.crypto import salted_hmac

from workshops.ballots.box import BALLOTS
from workshops.ballots.counting import answered, dots_on
from workshops.ballots.models import Ballot
from workshops.plans.models import Step
from workshops.sessions.models import Participant
from workshops.sessions.owners import marks_of

SALT = "workshops.shuffle"


def choices_in(step: Step) -> list[dict[str, Any]]:
    """Return what was chosen in a step by each who chose something."""
    return [ballot.choices for ballot in step.ballots.all() if ballot.choices]


def shows_results(step: Step) -> bool:
    """Say whether the results are shown: while people choose where the plan says so, or when the hosts do."""
    return step.revealed or bool(step.setting("running"))


def results_of(step: Step, given: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what was chosen, counted."""
    if step.type == Step.Type.VOTE:
        return {"items": dots_on([str(item.pk) for item in step.items.all()], given)}

    def shuffle(text: str) -> str:
        return salted_hmac(SALT, f"{step.pk}:{text}", algorithm="sha256").hexdigest()

    return {"questions": answered(step.settings["questions"], given, shuffle)}


def own_choices(participant: Participant, *types: str) -> dict[str, dict[str, Any]]:
    """Return what somebody has chosen, by step."""
    marks = marks_of(participant, *(types or BALLOTS))
    found = Ballot.objects.filter(owner__in=marks)
    return {str(marks[ballot.owner].pk): ballot.choices for ballot in found if ballot.choices}
