"""What was chosen in a step, as the whole room sees it."""

from typing import Any

from live.views import kinds, rendered
from workshops.plans.models import Step

CHOSEN_IN = {Step.Type.VOTE, Step.Type.POLL, Step.Type.CHECKIN, Step.Type.EVALUATION}


def results_of(step: Step) -> dict[str, Any] | None:
    """Return the results of a vote or poll; None while they are nobody's to see."""
    if step.type not in CHOSEN_IN or "tally" not in kinds():
        return None
    view = next(iter(rendered("tally", [step.pk])), None)
    return view["results"] if view else None
