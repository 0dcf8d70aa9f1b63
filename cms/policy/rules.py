"""Who may do what with policies and their versions."""

import rules

from accounts.actor import PersonActor
from accounts.rules import is_installation_admin
from cms.pages.models import PolicyPage
from cms.publishing.rules import is_editor
from network.councils import councils


@rules.predicate
def drafts_it(actor: object, policy: PolicyPage | None) -> bool:
    """Acts for the organisation that owns the policy, or for one that it is drafted together with."""
    if policy is None or not isinstance(actor, PersonActor) or not actor.organisation_id:
        return False
    return actor.organisation_id == policy.organisation_id or any(
        actor.organisation_id == one.pk for one in policy.shared_with.all()
    )


@rules.predicate
def leads_a_council_of_its_owner(actor: object, policy: PolicyPage | None) -> bool:
    """Leads a council, or keeps its papers, in which the policy's owner has a seat."""
    if policy is None or not isinstance(actor, PersonActor):
        return False
    there = councils()
    return any(there.organisations(one.pk).filter(pk=policy.organisation_id).exists() for one in there.led_by(actor))


# Editors freeze a version by publishing, which Wagtail has judged already.
rules.add_perm("cms.freeze_version", is_editor | drafts_it)
rules.add_perm("cms.tie_commitment", drafts_it | leads_a_council_of_its_owner | is_installation_admin)
