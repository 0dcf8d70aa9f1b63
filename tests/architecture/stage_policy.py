"""What the table of rights speaks of in policies: versions of one, and what it promises."""

from collections.abc import Callable
from typing import Any

from cms.policy import actions
from cms.policy.text import words_of
from tests.cms.kinds import policy
from tests.cms.shared import site
from tests.world import World


def things(here: World) -> dict[str, Any]:
    """Return two versions of a public policy of the municipality, and what it promises."""
    made = policy(site(here), here, promises=["Tio platser"])
    made.title = "Policy med nya ord"
    made.save_revision().publish()
    older, newer = made.versions.order_by("number")
    return {"policy_version": older, "newer_version": newer, "promise": made.commitments.get()}


def deeds(found: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    promise = found["promise"]
    made = promise.policy
    return {
        "cms.keep_version the municipality's": lambda who: actions.keep_version(
            actor=who, policy=made, words=words_of(made), reason="consultation"
        ),
        "cms.tie_commitment the municipality's": lambda who: actions.tie_commitment(
            actor=who, policy=made, commitment=promise
        ),
    }
