"""Who may do what with people and organisations."""

import rules

from accounts.actor import PersonActor
from accounts.models import ApiToken, Invitation, Membership, Organisation
from accounts.queries import organisations_managed_by


@rules.predicate
def is_signed_in(actor: object) -> bool:
    return isinstance(actor, PersonActor) and actor.person.is_active


@rules.predicate
def is_installation_admin(actor: object) -> bool:
    return isinstance(actor, PersonActor) and actor.person.is_active and actor.person.is_superuser


@rules.predicate
def manages(actor: object, target: Organisation | Membership | Invitation | None) -> bool:
    if target is None or not isinstance(actor, PersonActor):
        return False
    organisation = target.pk if isinstance(target, Organisation) else target.organisation_id
    return organisations_managed_by(actor).filter(pk=organisation).exists()


@rules.predicate
def is_own_membership(actor: object, target: Membership | None) -> bool:
    return target is not None and isinstance(actor, PersonActor) and target.person_id == actor.person_id


@rules.predicate
def token_is_ours(actor: object, token: ApiToken | None) -> bool:
    return (
        token is not None
        and isinstance(actor, PersonActor)
        and (token.membership.person_id == actor.person_id or manages(actor, token.membership))
    )


rules.add_perm("accounts.add_organisation", is_installation_admin)
rules.add_perm("accounts.invite", manages)
rules.add_perm("accounts.withdraw_invitation", manages)
rules.add_perm("accounts.accept_invitation", rules.always_true)  # Who holds the secret of the link may use it.
rules.add_perm("accounts.add_membership", manages)
rules.add_perm("accounts.end_membership", manages | is_own_membership)
rules.add_perm("accounts.create_token", is_own_membership)
rules.add_perm("accounts.revoke_token", token_is_ours)
