"""Notes, groups of them, and what was sent too late."""

import uuid
from typing import Any

from django.db import models

from workshops.plans.models import Step
from workshops.sessions.models import Participant
from workshops.tables.models import Table


class Placed(models.Model):
    """What stands in a column of a board, in an order that everybody shares."""

    column = models.CharField(max_length=12)
    rank = models.BigIntegerField()
    """Place within the column; gaps are left, so that moving one thing moves no other."""

    class Meta:
        abstract = True


class Group(Placed):
    """Notes that say the same, under a title. A thing of its own: a note that goes leaves its group as it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="groups")
    table = models.ForeignKey(Table, on_delete=models.PROTECT, null=True, related_name="groups")
    title = models.CharField(max_length=120, blank=True)
    dissolved = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["column", "rank"]

    def __str__(self) -> str:
        return self.title


class Signed(models.Model):
    """What somebody in the room contributed, signed as far as the plan says and no further.

    `owner` lets its author change it: a keyed digest of participant and step, which no other column holds (see
    `workshops.sessions.owners`). `author` is only there where contributions are named, `signature` only where they
    are signed by organisation. There is no time: one that stood here would join hidden authors to what they did then.
    """

    owner = models.CharField(max_length=43, blank=True, editable=False)
    author = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="+")
    signature = models.CharField(max_length=160, blank=True)
    """The organisation, or its kind where it is too few to be named."""
    on_behalf = models.BooleanField(default=False)
    """Whether a host wrote this down for somebody without a device."""

    class Meta:
        abstract = True


UNNAMED: dict[str, Any] = {"author": None, "signature": ""}
"""What is left of a signature when the authors are hidden: what is hidden is not stored."""


class Note(Placed, Signed):
    """A note on a board. The id is made by whoever writes it, so that sending it twice makes one."""

    class State(models.TextChoices):
        SHOWN = "shown"
        REMOVED = "removed"
        REDACTED = "redacted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="notes")
    table = models.ForeignKey(Table, on_delete=models.PROTECT, null=True, related_name="notes")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="notes")
    text = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.SHOWN)
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["column", "rank"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state="shown") | models.Q(text=""), name="note_removed_is_empty")
        ]

    def __str__(self) -> str:
        return self.text


class Late(Signed):
    """What somebody wrote while a step was closed. The host can take it in; it is never lost."""

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        LEFT = "left"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="late")
    table = models.ForeignKey(Table, on_delete=models.PROTECT, null=True, related_name="late")
    column = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "late"

    def __str__(self) -> str:
        return self.text
