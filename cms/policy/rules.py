"""Who may do what with policies and their versions."""


import rules

from accounts.actor import PersonActor
from cms.pages.models import PolicyPage
from cms.publishing.rules import is_editor


@rules.predicate
def drafts_it(actor: object, policy: PolicyPage | None) -> bool:
    """Acts for the organisation that owns the policy, or for one that it is drafted together with."""
    if policy is None or not isinstance(actor, PersonActor) or not actor.organisation_id:
        return False
    return actor.organisation_id == policy.organisation_id or any(
        actor.organisation_id == one.pk for one in policy.shared_with.all()
    )


# Editors freeze a version by publishing, which Wagtail has judged already.
rules.add_perm("cms.freeze_version", is_editor | drafts_it)
