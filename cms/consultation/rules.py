"""Who may do what with consultations."""

from collections.abc import Callable
from typing import Any, cast

import rules

from accounts.actor import PersonActor
from cms.consultation.models import Answer, Consultation, Party
from cms.consultation.queries import consultations_visible_to
from cms.pages.models import PolicyPage
from cms.publishing.rules import is_editor


def about(ask: Callable[[PersonActor, Any], bool]) -> rules.Predicate:
    """Make a predicate that only a person can pass, and only about something."""

    @rules.predicate(name=ask.__name__)
    def answer(actor: object, target: Any) -> bool:
        if target is None or not isinstance(actor, PersonActor):
            return False
        return bool(actor.organisation_id) and ask(actor, target)

    return cast(rules.Predicate, answer)


@about
def drafts(actor: PersonActor, target: PolicyPage | Consultation) -> bool:
    """Works in the editors' rooms for the organisation that owns the policy."""
    return is_editor(actor, None) and actor.organisation_id == target.organisation_id


@about
def is_party(actor: PersonActor, target: Party | Answer) -> bool:
    """Acts for the organisation that answers."""
    party = target.party if isinstance(target, Answer) else target
    return actor.organisation_id == party.organisation_id


@about
def may_join(actor: PersonActor, target: Consultation) -> bool:
    """Acts for an organisation other than the one that asks, where any organisation may answer."""
    if actor.organisation_id == target.organisation_id:
        return False
    open_to_all = target.participation == Consultation.Participation.OPEN
    return open_to_all and consultations_visible_to(actor).filter(pk=target.pk).exists()


rules.add_perm("cms.prepare_consultation", drafts)
rules.add_perm("cms.run_consultation", drafts)
rules.add_perm("cms.write_answer", is_party)
rules.add_perm("cms.join_consultation", may_join)
rules.add_perm("cms.close_when_over", rules.always_false)  # Time itself asks for it.
