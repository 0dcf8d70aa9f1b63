"""Tables of the log. Rows of `Event` are written once and never changed."""

import secrets
import uuid
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_epoch() -> str:
    """Return a name for one life of a stream; a number from another life must not be trusted."""
    return secrets.token_hex(8)


class Stream(models.Model):
    """One sequence of events with one audience."""

    name = models.CharField(max_length=100, unique=True)
    epoch = models.CharField(max_length=16, default=new_epoch)
    head = models.BigIntegerField(default=0, help_text="Number of the newest event; 0 before the first.")
    floor = models.BigIntegerField(default=1, help_text="Lowest number still delivered to readers.")
    head_hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(head__gte=0), name="stream_head_not_negative"),
            models.CheckConstraint(
                condition=models.Q(floor__gte=1) & models.Q(floor__lte=models.F("head") + 1),
                name="stream_floor_within",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}@{self.epoch}:{self.head}"


class AppendOnlyError(TypeError):
    """Code tried to change or remove a recorded event."""


class AppendOnlyQuerySet(models.QuerySet["Event"]):
    """A query set that can add and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Events are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("Events are never removed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Events are never changed.")


class Event(models.Model):
    """One fact. It holds identifiers and facts for an auditor, no free text and no personal data but ids."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="events")
    seq = models.BigIntegerField()
    type = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    actor = models.CharField(max_length=80)
    acting_for = models.CharField(max_length=80, blank=True)
    command = models.UUIDField(help_text="Shared by all events of one action.")
    caused_by = models.BigIntegerField(null=True, help_text="Event that this is a reaction to.")
    primary = models.BooleanField(help_text="False for the copy of an event in its second, third … stream.")
    occurred_at = models.DateTimeField()
    hash = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["stream", "seq"]
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="event_stream_seq")]
        indexes = [models.Index(fields=["command"])]

    def __str__(self) -> str:
        return f"{self.stream_id}/{self.seq} {self.type}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert a new event; refuse to write an existing one again."""
        if not self._state.adding:
            raise AppendOnlyError("Events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Events are never removed.")


class StoredAnswer(models.Model):
    """What an idempotency key was used for, and what came of it. Kept for some days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    actor = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    model = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="answer_actor_key")]

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"


class ReactionRun(models.Model):
    """One reaction to one event: when it was tried, and whether it is done or needs a person."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        DEAD = "dead", _("Given up")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reactions")
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="reaction_event_once")]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.reaction} ← {self.event_id}: {self.state}"
