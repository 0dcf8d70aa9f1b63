"""Who may report that something is not accessible, and who handles it."""

import rules

from accounts.actor import PersonActor
from accounts.rules import is_installation_admin
from cms.reach.barriers.models import BarrierReport
from cms.reach.barriers.queries import barriers_visible_to, handles_barriers


@rules.predicate
def sees(actor: object, barrier: BarrierReport | None) -> bool:
    """Acts for the organisation that answers it, or runs the installation."""
    return (
        barrier is not None
        and isinstance(actor, PersonActor)
        and actor.may_write
        and barriers_visible_to(actor).filter(pk=barrier.pk).exists()
    )


@rules.predicate
def has_cases(actor: object) -> bool:
    """Acts for an organisation that answers for accessibility, or did when something was reported."""
    return isinstance(actor, PersonActor) and handles_barriers(actor)


rules.add_perm("cms.report_barrier", rules.always_true)
rules.add_perm("cms.see_barriers", has_cases | is_installation_admin)
rules.add_perm("cms.handle_barrier", sees)
rules.add_perm("cms.run_barriers", rules.always_false)  # Time itself asks for it.
