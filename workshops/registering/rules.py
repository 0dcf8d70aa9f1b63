"""Who may register, and withdraw."""

from typing import Any

import rules

from accounts.actor import Nobody, PersonActor
from workshops.plans.models import Workshop
from workshops.registering.models import Registration
from workshops.sessions.queries import councils_around, hosting
from workshops.sessions.rules import is_over, runs


@rules.predicate
def may_register(actor: Any, target: Workshop | None) -> bool:
    """As long as it is announced and has not begun: members around the council, and everybody where it is for all.

    Who has no account, or no organisation, registers as nobody with a name and an address.
    """
    if target is None or target.state != Workshop.State.ANNOUNCED:
        return False
    if target.access == Workshop.Access.EVERYBODY:
        return isinstance(actor, Nobody) or (isinstance(actor, PersonActor) and actor.organisation is not None)
    if not isinstance(actor, PersonActor):
        return False
    around = councils_around(actor).filter(pk=target.council_id).exists()
    return around or hosting(actor).filter(workshop=target).exists()


@rules.predicate
def is_own(actor: Any, target: Registration | None) -> bool:
    return target is not None and isinstance(actor, PersonActor) and target.person_id == actor.person_id


rules.add_perm("workshops.register", may_register)
rules.add_perm("workshops.say_needs", is_own & ~is_over)
rules.add_perm("workshops.withdraw", (is_own | runs) & ~is_over)
rules.add_perm("workshops.withdraw_by_link", rules.always_true)  # The link is the right: nobody can make one up.
rules.add_perm("workshops.run_registering", rules.always_false)  # Time and reactions ask for it.
