"""What an actor may do with a step, from the same rules that the actions ask."""

from accounts.actor import AnyActor
from events.rights import may
from workshops.plans.models import Step

STEP = {"change": "workshops.change_step", "run": "workshops.run_step", "contribute": "workshops.contribute"}


def on_step(actor: AnyActor, step: Step) -> dict[str, bool]:
    """Return what the actor may do with a step."""
    return {name: may(actor, rule, step) for name, rule in STEP.items()}
