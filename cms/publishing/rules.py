"""Who may do what with where pages stand. What may be written and published is in `cms.editing`."""

from typing import Any

import rules

from accounts.actor import PersonActor
from accounts.rules import is_installation_admin
from cms.publishing.models import Standing


@rules.predicate
def is_editor(actor: object, target: Any = None) -> bool:
    """Works in the editors' rooms."""
    return isinstance(actor, PersonActor) and actor.person.has_perm("wagtailadmin.access_admin")


@rules.predicate
def answers_for(actor: object, standing: Standing | None) -> bool:
    """Acts for the organisation that owns the page."""
    return (
        standing is not None
        and isinstance(actor, PersonActor)
        and bool(actor.organisation_id)
        and actor.organisation_id == standing.organisation_id
    )


# Wagtail has judged already whether the person may publish, move or delete; these write down that it happened.
rules.add_perm("cms.record_publishing", is_editor)
rules.add_perm("cms.confirm_page", answers_for | is_installation_admin)
rules.add_perm("cms.run_freshness", rules.always_false)  # Time itself asks for it.
rules.add_perm("cms.found_site", is_installation_admin)
