"""Conclusions, with where they come from and what became of them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from workshops.plans.models import Step, Workshop


class Outcome(models.Model):
    """Something a workshop concluded. It outlives the raw notes it was lifted from."""

    class Kind(models.TextChoices):
        CONCLUSION = "conclusion", _("Conclusion")
        GOAL = "goal", _("Proposed goal")
        ACTIVITY = "activity", _("Something to do")
        QUESTION = "question", _("Question to an organisation")
        INPUT = "input", _("Input to a policy")

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        AGREED = "agreed", _("Agreed by the group")
        HANDED_OVER = "handed_over", _("Handed over")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="outcomes")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CONCLUSION)
    text = models.TextField(_("text"))
    state = models.CharField(max_length=12, choices=State, default=State.SUGGESTED)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    due = models.DateField(_("by"), null=True, blank=True)
    became_kind = models.CharField(max_length=20, blank=True)
    became = models.UUIDField(null=True)
    """What it was turned into: a goal, an activity, a question, an input to a consultation."""
    became_title = models.CharField(max_length=200, blank=True)
    """What that was called when it was handed over. Later words may be for others than those in the room."""
    to_review = models.BooleanField(default=False)
    """Whether something it was lifted from was redacted, and no host has looked at its own words since."""
    review_version = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class Source(models.Model):
    """Where a conclusion was lifted from. The id stays when the raw note is disposed of."""

    class Kind(models.TextChoices):
        NOTE = "note"
        GROUP = "group"
        ITEM = "item"
        LINE = "line"
        QUESTION = "question"

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="sources")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    thing = models.UUIDField()
    dots = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["outcome", "kind", "thing"], name="source_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
