"""Event types of webhooks. Neither addresses nor secrets are in the log."""

from uuid import UUID

from events.registry import EventType


class SubscriptionCreated(EventType, event="api.webhook_created"):
    """An organisation's system listens from now on."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID


class SubscriptionChanged(EventType, event="api.webhook_changed"):
    """A webhook got another address, description, other streams or other kinds of event; `fields` names which."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID
    fields: tuple[str, ...]


class SecretRotated(EventType, event="api.webhook_rekeyed"):
    """A webhook got a new secret; the old one signs too until `previous_until`."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID
    previous_until: str


class SubscriptionPaused(EventType, event="api.webhook_paused"):
    """Nothing is sent until the webhook is resumed."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID


class SubscriptionResumed(EventType, event="api.webhook_resumed"):
    """A paused or disabled webhook is sent to again."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID


class SubscriptionDisabled(EventType, event="api.webhook_disabled"):
    """The installation itself turned a webhook off; `reason` is gone, failing, membership or unreadable."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID
    reason: str


class SubscriptionDeleted(EventType, event="api.webhook_deleted"):
    """A webhook was removed, with its secrets and its delivery log."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID


class PingSent(EventType, event="api.ping_sent"):
    """Somebody sent a test to a webhook."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID
    delivery: UUID


class DeliveryReplayed(EventType, event="api.delivery_replayed"):
    """Somebody had one delivery sent again."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID
    delivery: UUID


class SubscriptionReplayed(EventType, event="api.webhook_replayed"):
    """Somebody had all that a webhook would have heard since a moment sent again: `count` events."""

    audiences = ("organisation",)
    organisation: UUID
    subscription: UUID
    since: str
    count: int
