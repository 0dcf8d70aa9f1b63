"""What is voted on, and what was chosen."""

import uuid

from django.db import models

from workshops.boards.models import Group, Note
from workshops.plans.models import Step


class Item(models.Model):
    """Something one can put dots on: a note or a group, frozen when the vote opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="items")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="items")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="items")
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """What one person chose in one step, and nobody knows who: `owner` is a keyed digest that no other column holds.

    In a vote `choices` has dots by item; in a poll, answers by question. There is no time on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="ballots")
    owner = models.CharField(max_length=43, editable=False)
    choices = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "owner"], condition=~models.Q(owner=""), name="ballot_once")
        ]

    def __str__(self) -> str:
        return str(self.step_id)
