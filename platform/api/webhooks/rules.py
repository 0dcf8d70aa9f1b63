"""Who may do what with webhooks."""

import rules

from accounts.actor import PersonActor
from accounts.models import Membership
from accounts.rules import is_own_membership
from api.webhooks.models import Delivery, Subscription
from api.webhooks.queries import subscriptions_visible_to


@rules.predicate
def may_write(actor: object) -> bool:
    """A token that may only read changes nothing here."""
    return isinstance(actor, PersonActor) and actor.may_write


@rules.predicate
def wears_the_hat(actor: object, target: Membership | None) -> bool:
    return isinstance(actor, PersonActor) and target is not None and actor.membership == target and target.is_current()


@rules.predicate
def looks_after(actor: object, target: Subscription | Delivery | None) -> bool:
    if target is None or not isinstance(actor, PersonActor):
        return False
    subscription = target.subscription_id if isinstance(target, Delivery) else target.pk
    return subscriptions_visible_to(actor).filter(pk=subscription).exists()


rules.add_perm("api.create_webhook", may_write & is_own_membership & wears_the_hat)
rules.add_perm("api.change_webhook", looks_after)
rules.add_perm("api.delete_webhook", looks_after)
rules.add_perm("api.replay_delivery", looks_after)
rules.add_perm("api.disable_webhook", rules.always_false)  # The installation alone does this.
