"""Hands that are up, and questions to the room."""

import uuid

from django.db import models

from workshops.boards.models import Signed
from workshops.plans.models import Step
from workshops.sessions.models import Participant


class Hand(models.Model):
    """Somebody who wants to speak. Everybody in the room sees whose hand is up, so it has a name."""

    class State(models.TextChoices):
        UP = "up"
        SPEAKING = "speaking"
        DOWN = "down"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="hands")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="hands")
    state = models.CharField(max_length=8, choices=State, default=State.UP)
    raised_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "participant"], condition=models.Q(state__in=["up", "speaking"]), name="hand_up_once"
            ),
            models.UniqueConstraint(fields=["step"], condition=models.Q(state="speaking"), name="hand_one_speaks"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.state}"


class Asked(Signed):
    """A question to the room. The id is made by whoever asks."""

    class State(models.TextChoices):
        OPEN = "open"
        ANSWERED = "answered"
        MERGED = "merged"
        REMOVED = "removed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="asked")
    text = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


VOICES = "voices"
"""What marks voices as somebody's by another digest than their questions, which may be signed."""


class Voice(models.Model):
    """One person's support for a question; who, nobody knows."""

    question = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="voices")
    owner = models.CharField(max_length=43, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "owner"], condition=~models.Q(owner=""), name="voice_once")
        ]

    def __str__(self) -> str:
        return str(self.question_id)
