"""Frozen versions of policies."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from cms.pages.models import PolicyPage


class PolicyVersion(models.Model):
    """What a policy said at one moment. Never changed: answers, comparisons and decisions refer to it."""

    class Reason(models.TextChoices):
        CONSULTATION = "consultation", _("Sent out for consultation")
        PUBLISHED = "published", _("Published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    policy = models.ForeignKey(PolicyPage, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    reason = models.CharField(max_length=20, choices=Reason)
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)
    """Kind of document, decision and dates, as strings, by the field's name."""
    sections = models.JSONField(default=list)
    """In order: `{"id", "number", "heading", "html", "text"}`; `id` stays with a section when it moves."""
    digest = models.CharField(max_length=64)
    """SHA-256 of all of the above, to tell whether two versions say the same."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["policy", "-number"]
        constraints = [models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class SectionRoom(models.Model):
    """The council room in which a section of a policy is discussed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    policy = models.ForeignKey(PolicyPage, on_delete=models.CASCADE, related_name="section_rooms")
    section = models.UUIDField()
    room = models.ForeignKey("council.Room", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "section"], name="section_room_once")]

    def __str__(self) -> str:
        return f"{self.policy_id} {self.section}"
