"""Who may do what in a workshop."""

from collections.abc import Callable
from typing import Any, cast

import rules

from accounts.actor import GuestActor, PersonActor
from council.seats.queries import led_by
from council.seats.rules import takes_part as takes_part_in_council
from workshops.plans.models import Step, Workshop
from workshops.sessions.models import Host, Participant
from workshops.sessions.queries import hosting, participant_in


def workshop_of(target: Any) -> Workshop:
    """Return the workshop that something belongs to."""
    match target:
        case Workshop():
            return target
        case Step() | Host() | Participant():
            return target.workshop
        case _:
            return workshop_of(target.step if hasattr(target, "step") else target.workshop)


def about(ask: Callable[[Any, Workshop], bool]) -> rules.Predicate:
    """Make a predicate of a question about the workshop that the target belongs to."""

    @rules.predicate(name=ask.__name__)
    def answer(actor: object, target: Any) -> bool:
        return target is not None and ask(actor, workshop_of(target))

    return cast(rules.Predicate, answer)


def hosting_as(actor: Any, workshop: Workshop, *roles: str) -> bool:
    """Say whether the actor leads a workshop in one of these roles."""
    return hosting(actor).filter(workshop=workshop, role__in=roles).exists()


@about
def is_facilitator(actor: Any, workshop: Workshop) -> bool:
    return hosting_as(actor, workshop, Host.Role.FACILITATOR)


@about
def runs(actor: Any, workshop: Workshop) -> bool:
    """Facilitator and co-facilitators; the deputy looks on until they take the wheel."""
    return hosting_as(actor, workshop, Host.Role.FACILITATOR, Host.Role.COHOST)


@about
def looks_behind(actor: Any, workshop: Workshop) -> bool:
    """All who lead it, the deputy too."""
    return hosting_as(actor, workshop, *Host.Role.values)


@about
def stands_by(actor: Any, workshop: Workshop) -> bool:
    return hosting_as(actor, workshop, Host.Role.DEPUTY, Host.Role.COHOST)


@about
def leads_council(actor: Any, workshop: Workshop) -> bool:
    return isinstance(actor, PersonActor) and led_by(actor).filter(council=workshop.council_id).exists()


@about
def is_in(actor: Any, workshop: Workshop) -> bool:
    """Whoever has a place in the room and is no mere screen."""
    found = participant_in(actor, workshop)
    return found is not None and found.role != Participant.Role.SCREEN


@about
def is_over(actor: Any, workshop: Workshop) -> bool:
    return workshop.state in {Workshop.State.ENDED, Workshop.State.CANCELLED}


@about
def goes_on(actor: Any, workshop: Workshop) -> bool:
    return workshop.goes_on


@about
def may_enter(actor: Any, workshop: Workshop) -> bool:
    """From when it is announced until it ends; members with a hat, and guests where the plan lets them in."""
    if workshop.state not in {Workshop.State.ANNOUNCED, Workshop.State.RUNNING, Workshop.State.PAUSED}:
        return False
    if isinstance(actor, PersonActor):
        return actor.organisation is not None
    return isinstance(actor, GuestActor) and workshop.guests


@rules.predicate
def is_planned(actor: object, target: Any) -> bool:
    return isinstance(target, Step) and target.state == Step.State.PLANNED


@rules.predicate
def is_current(actor: object, target: Any) -> bool:
    return isinstance(target, Step) and target.state == Step.State.OPEN


plans = (runs | leads_council) & ~is_over

rules.add_perm("workshops.plan_workshop", takes_part_in_council)
rules.add_perm("workshops.change_workshop", plans)
rules.add_perm("workshops.announce_workshop", plans)
rules.add_perm("workshops.call_off", (is_facilitator | leads_council) & ~is_over)
rules.add_perm("workshops.choose_hosts", (is_facilitator | leads_council) & ~is_over)
rules.add_perm("workshops.change_plan", plans)
rules.add_perm("workshops.change_step", plans & is_planned)
rules.add_perm("workshops.see_behind", looks_behind)
rules.add_perm("workshops.run", runs & ~is_over)
rules.add_perm("workshops.run_step", runs & goes_on)
rules.add_perm("workshops.end", is_facilitator & goes_on)
rules.add_perm("workshops.take_wheel", stands_by & ~is_over)
rules.add_perm("workshops.join", may_enter)
rules.add_perm("workshops.contribute", is_in & goes_on)
