"""Turning a webhook off: the one action here that no person does.

It stands apart from `actions` because sending needs it, and people's actions need sending.
"""

from typing import Any

from api.webhooks import events
from api.webhooks.models import Delivery, Subscription
from events import clock
from events.action import action
from events.actor import System
from events.recording import record
from events.registry import EventType


@action("api.disable_webhook", on="subscription")
def disable_webhook(*, actor: System, subscription: Subscription, reason: str) -> Subscription:
    """Turn a webhook off that must not or cannot be sent to; a person may resume it when that has been put right."""
    if subscription.state != Subscription.State.DISABLED:
        subscription.state, subscription.reason = Subscription.State.DISABLED, reason
        keep(subscription)
        subscription.deliveries.filter(state=Delivery.State.WAITING).update(
            state=Delivery.State.DROPPED, reason=Delivery.Reason.DISABLED, next_at=None, finished_at=clock.now()
        )
        tell(events.SubscriptionDisabled, subscription, reason=reason)
    return subscription


def keep(subscription: Subscription) -> None:
    """Write a changed webhook under its next revision."""
    subscription.revision += 1
    subscription.save()


def tell(event_type: type[EventType], subscription: Subscription, **facts: Any) -> None:
    """Record what happened to a webhook, in the stream of its organisation."""
    whose = {"organisation": subscription.membership.organisation_id, "subscription": subscription.pk}
    record(event_type.model_validate({**whose, **facts}))
