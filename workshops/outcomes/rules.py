"""Who may conclude, and hand over what was concluded."""

from typing import Any

import rules

from workshops.plans.models import Workshop
from workshops.sessions.rules import about, runs


@about
def has_begun(actor: Any, workshop: Workshop) -> bool:
    """While it runs and when it is over; not of one that was called off or has not begun."""
    return workshop.goes_on or workshop.state == Workshop.State.ENDED


rules.add_perm("workshops.conclude", runs & has_begun)
rules.add_perm("workshops.hand_over", runs & has_begun)
