"""Subscriptions, what they hear, and what has been sent to them."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from events.models import Event


class Subscription(models.Model):
    """An address that an organisation's system listens at, in the name of one of its people.

    It hears what that person may read with that hat, and only as long as it is so.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("In use")
        PAUSED = "paused", _("Paused")
        DISABLED = "disabled", _("Turned off")

    class Reason(models.TextChoices):
        GONE = "gone", _("The receiver answered that the address is no longer there (410).")
        FAILING = "failing", _("Nothing has come through for five days.")
        MEMBERSHIP = "membership", _("The person who added it no longer acts for the organisation.")
        UNREADABLE = "unreadable", _("The person who added it may no longer read one of the streams.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="subscriptions")
    url = models.CharField(_("address"), max_length=500)
    description = models.CharField(_("what it is for"), max_length=160)
    event_types = models.JSONField(default=list, blank=True, help_text="Names of event types; all when empty.")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    reason = models.CharField(max_length=12, choices=Reason, blank=True, help_text="Why it was turned off.")
    secret = models.CharField(max_length=300, help_text="Encrypted: it signs what is sent.")
    previous_secret = models.CharField(max_length=300, blank=True)
    previous_secret_until = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True, help_text="First of the failures not yet ended.")
    failed_at = models.DateTimeField(null=True, blank=True, help_text="Newest of them.")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="disabled", reason__gt="")
                | (~models.Q(state="disabled") & models.Q(reason="")),
                name="subscription_reason_when_disabled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.description}: {self.state}"

    @property
    def streams(self) -> list[str]:
        """Names of the streams it hears, in order."""
        return sorted(one.stream for one in self.heard.all())


class Heard(models.Model):
    """One stream that a subscription hears. A table, so that a write finds its subscriptions by index."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="heard")
    stream = models.CharField(max_length=100, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "stream"], name="heard_once")]

    def __str__(self) -> str:
        return self.stream


class Delivery(models.Model):
    """One event on its way to one subscription, or a test without an event."""

    class State(models.TextChoices):
        WAITING = "waiting", _("On its way")
        DELIVERED = "delivered", _("Delivered")
        DEAD = "dead", _("Given up")
        DROPPED = "dropped", _("Not sent")

    class Reason(models.TextChoices):
        DISABLED = "disabled", _("The webhook was turned off.")
        MEMBERSHIP = "membership", _("The person who added the webhook no longer acts for the organisation.")
        UNREADABLE = "unreadable", _("The person who added the webhook may no longer read this.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+", help_text="None in a test.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=12, choices=Reason, blank=True, help_text="Why it was not sent.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="Attempts that failed since it was last sent off.")
    turn = models.PositiveIntegerField(default=1, help_text="Which task may send it; an older one does nothing.")
    next_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-event_id"]
        constraints = [models.UniqueConstraint(fields=["subscription", "event"], name="delivery_once")]
        indexes = [
            models.Index(fields=["subscription", "-created_at"], name="delivery_newest"),
            models.Index(fields=["state", "next_at"], name="delivery_due"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.state}"

    @property
    def message_id(self) -> str:
        """What `webhook-id` says, however often it is sent."""
        return f"msg_{self.pk.hex}"

    @property
    def type(self) -> str:
        """Name of what is told."""
        return self.event.type if self.event else PING

    @staticmethod
    def key(subscription: uuid.UUID, event: Any) -> uuid.UUID:
        """Return the id of the delivery of an event; it is the same when an old one is sent again."""
        return uuid.uuid5(subscription, str(event))


PING = "webhook.ping"
"""Type of a test. It is in no stream, and no event of the log has this name."""


class Attempt(models.Model):
    """One time a delivery was sent, and what came of it."""

    class Error(models.TextChoices):
        STATUS = "status", _("The receiver answered with an error.")
        REDIRECT = "redirect", _("The receiver pointed to another address. Webhooks do not follow.")
        TIMEOUT = "timeout", _("The receiver did not answer in ten seconds.")
        CONNECTION = "connection", _("No connection could be made.")
        CERTIFICATE = "certificate", _("The receiver's certificate could not be trusted.")
        UNKNOWN_HOST = "unknown_host", _("No server has this name.")
        ADDRESS = "address", _("The address leads to a network that webhooks may not reach.")

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, help_text="HTTP status; none without an answer.")
    milliseconds = models.PositiveIntegerField()
    error = models.CharField(max_length=12, choices=Error, blank=True)
    excerpt = models.CharField(max_length=500, blank=True, help_text="How the answer began.")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at}: {self.status or self.error}"


class Replay(models.Model):
    """What somebody asked to have sent again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="replays")
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True, help_text="When the last of them happened.")
    complete = models.BooleanField(default=True, help_text="False when there are more after `until`.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.since}–{self.until}: {self.count}"
