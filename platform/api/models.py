"""All tables of this app, where Django looks for them. They are defined by concept."""

from api.webhooks.models import Attempt, Delivery, Heard, Replay, Subscription

__all__ = ["Attempt", "Delivery", "Heard", "Replay", "Subscription"]
