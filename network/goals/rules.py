"""Who may do what with shared goals."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import rules

from accounts.actor import PersonActor
from accounts.models import Membership, Person
from accounts.rules import is_installation_admin
from network.councils import councils
from network.goals.models import (
    Activity,
    Assignment,
    Benchmark,
    Commitment,
    Goal,
    ImpactCall,
    Indicator,
    Period,
    Return,
    Scenario,
)
from network.goals.queries import goals_visible_to, is_around

REVIEWING = {Membership.Role.MANAGER, Membership.Role.COORDINATOR}
"""Roles that approve what colleagues report for the same organisation."""


def council_of(target: Any) -> UUID:
    """Return the id of the council that something belongs to; a council stands for itself."""
    if isinstance(target, Goal | Indicator | Period | Benchmark | ImpactCall | Scenario):
        return target.council_id
    if isinstance(target, Commitment | Activity):
        return target.goal.council_id
    if isinstance(target, Return | Assignment):
        return target.indicator.council_id
    pk: UUID = target.pk
    return pk


def about(ask: Callable[[PersonActor, Any], bool]) -> rules.Predicate:
    """Make a predicate that only a person can pass, and only about something."""

    @rules.predicate(name=ask.__name__)
    def answer(actor: object, target: Any) -> bool:
        return target is not None and isinstance(actor, PersonActor) and ask(actor, target)

    return cast(rules.Predicate, answer)


@about
def leads(actor: PersonActor, target: Any) -> bool:
    return councils().led_by(actor).filter(pk=council_of(target)).exists()


@about
def has_a_voice(actor: PersonActor, target: Any) -> bool:
    """Holds a seat or an office in the council, or looks after an organisation with a seat there."""
    council = council_of(target)
    if councils().joined_by(actor).filter(pk=council).exists():
        return True
    manages = actor.membership is not None and actor.membership.role == Membership.Role.MANAGER
    return manages and is_around(actor, council)


@about
def shares(actor: PersonActor, target: Any) -> bool:
    return is_around(actor, council_of(target))


@about
def reads(actor: PersonActor, target: Goal) -> bool:
    return goals_visible_to(actor).filter(pk=target.pk).exists()


@about
def is_of_its_organisation(actor: PersonActor, target: Any) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == target.organisation_id


@about
def reports_it(actor: PersonActor, target: Indicator) -> bool:
    return target.assignments.filter(organisation=actor.organisation_id, ended_at__isnull=True).exists()


@about
def proposed_it(actor: PersonActor, target: Goal) -> bool:
    return (
        target.state == Goal.State.PROPOSED
        and target.proposed_by_id is not None
        and target.proposed_by_id == actor.organisation_id
    )


@about
def is_proposed(actor: PersonActor, target: Goal) -> bool:
    return target.state == Goal.State.PROPOSED


@about
def is_open(actor: PersonActor, target: Goal) -> bool:
    return target.state != Goal.State.CLOSED


@about
def reviews_for_its_organisation(actor: PersonActor, target: Return) -> bool:
    return actor.membership is not None and actor.membership.role in REVIEWING


@about
def did_not_write_it(actor: PersonActor, target: Return) -> bool:
    """Nobody who has written a value of a return, or sent it, approves it."""
    if target.author_id == actor.person_id:
        return False
    return not target.values.filter(written_by=actor.person_id, approved=False).exists()


@about
def is_an_enterprise_here(actor: PersonActor, target: ImpactCall) -> bool:
    """The social enterprises' side of the council answers, each for itself."""
    return councils().sides(target.council_id).get(actor.organisation_id or target.pk) == "asf"


@about
def is_its_author(actor: PersonActor, target: Scenario) -> bool:
    return target.author_id == actor.person_id and target.organisation_id == actor.organisation_id


@about
def is_the_person(actor: PersonActor, target: Person) -> bool:
    return target.pk == actor.person_id


decides = leads | is_installation_admin
reviews = did_not_write_it & ((is_of_its_organisation & reviews_for_its_organisation) | leads)

rules.add_perm("network.propose_goal", has_a_voice | decides)
rules.add_perm("network.change_goal", (leads | (proposed_it & has_a_voice)) & is_open)
rules.add_perm("network.adopt_goal", leads & is_proposed)
rules.add_perm("network.close_goal", leads & is_open)
rules.add_perm("network.state_status", leads & is_open)
rules.add_perm("network.state_position", has_a_voice & is_open)
rules.add_perm("network.make_commitment", (leads | has_a_voice) & is_open)
rules.add_perm("network.confirm_commitment", has_a_voice & is_of_its_organisation)
rules.add_perm("network.end_commitment", leads | (has_a_voice & is_of_its_organisation))
rules.add_perm("network.add_activity", has_a_voice & is_open)
rules.add_perm("network.change_activity", leads | (shares & is_of_its_organisation))

rules.add_perm("network.add_dimension", leads)
rules.add_perm("network.add_indicator", leads & is_open)
rules.add_perm("network.change_indicator", leads)
rules.add_perm("network.set_target", leads)
rules.add_perm("network.assign_reporter", leads | (shares & reports_it))
rules.add_perm("network.end_reporting", leads)
rules.add_perm("network.open_period", leads)
rules.add_perm("network.change_period", leads)

rules.add_perm("network.open_return", shares & reports_it)
rules.add_perm("network.write_values", shares & is_of_its_organisation)
rules.add_perm("network.import_values", shares)
rules.add_perm("network.submit_return", shares & is_of_its_organisation)
rules.add_perm("network.reopen_return", shares & is_of_its_organisation)
rules.add_perm("network.approve_return", reviews)
rules.add_perm("network.send_back_return", reviews)

rules.add_perm("network.publish_benchmark", leads)
rules.add_perm("network.open_impact_call", leads)
rules.add_perm("network.close_impact_call", leads)
rules.add_perm("network.answer_impact_call", is_an_enterprise_here)
rules.add_perm("network.tell_impact_sum", rules.always_false)  # The system alone does this, so that nobody is named.
rules.add_perm("network.save_scenario", shares)
rules.add_perm("network.change_scenario", is_its_author | leads)
rules.add_perm("network.publish_scenario", leads)

rules.add_perm("network.choose_reminders", is_the_person)
rules.add_perm("network.see_reminders", leads)
