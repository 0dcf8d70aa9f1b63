"""Tables, who sits there, and what a table writes down together."""

import uuid

from django.db import models

from workshops.plans.models import Step
from workshops.sessions.models import Participant


class Table(models.Model):
    """A smaller group within one step."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="tables")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80, blank=True)
    collected = models.BooleanField(default=False)
    """Whether what the table wrote is shown to the whole room."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["step", "number"], name="table_number_in_step")]

    def __str__(self) -> str:
        return self.name or str(self.number)


class Sitting(models.Model):
    """Where somebody sits, and why there."""

    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="sittings")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="sittings")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="sittings")
    reason = models.CharField(max_length=20)
    """Code of the reason: spread, met_less, late or moved."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "participant"], name="sitting_once")]

    def __str__(self) -> str:
        return f"{self.participant} @ {self.table}"


class Line(models.Model):
    """A line of a table's shared notes, in an order the table sets. A table writes as one: no line has an author."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="lines")
    text = models.CharField(max_length=1000, blank=True)
    rank = models.BigIntegerField()
    removed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.text

    @property
    def step(self) -> Step:
        """The step in which the table sits."""
        return self.table.step
