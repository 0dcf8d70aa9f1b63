"""Who may plan a programme, and change it."""

from typing import Any

import rules

from accounts.actor import PersonActor
from council.seats.queries import led_by
from council.seats.rules import takes_part
from workshops.plans.models import Programme
from workshops.sessions.models import Host
from workshops.sessions.queries import hosting


@rules.predicate
def leads_its_council(actor: Any, target: Programme | None) -> bool:
    return (
        target is not None
        and isinstance(actor, PersonActor)
        and led_by(actor).filter(council=target.council_id).exists()
    )


@rules.predicate
def leads_a_workshop_of_it(actor: Any, target: Programme | None) -> bool:
    return target is not None and hosting(actor).filter(workshop__programme=target, role=Host.Role.FACILITATOR).exists()


rules.add_perm("workshops.plan_programme", takes_part)
rules.add_perm("workshops.change_programme", leads_its_council | leads_a_workshop_of_it)
