"""What keeps somebody from using the site, as they told it, and what came of it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation


class BarrierReport(models.Model):
    """A report that something on the site does not work for somebody, followed until it has an answer.

    The address of the reporter is theirs alone: it is shown to nobody, used for mail about the case, and removed thirty
    days after the case is closed.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        IN_HAND = "in-hand", _("In hand")
        CLOSED = "closed", _("Finished")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """Who answered for accessibility when the report came, and answers the report."""
    wanted = models.TextField(_("what they wanted to do"), max_length=2000)
    happened = models.TextField(_("what happened"), max_length=4000)
    page = models.CharField(_("where"), max_length=500, blank=True)
    situations = models.JSONField(_("how they use the site"), default=list, blank=True)
    """Values of `KnownFault.Situation`."""
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    answer = models.TextField(_("answer"), max_length=6000, blank=True)
    becomes_fault = models.BooleanField(_("becomes a known fault"), default=False)
    handled_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "-serial"]
        constraints = [models.UniqueConstraint(fields=["year", "serial"], name="barrier_number_once")]
        indexes = [models.Index(fields=["organisation", "state"], name="barrier_of_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What the case is called, such as T-2026-0007."""
        return f"T-{self.year}-{self.serial:04d}"


class BarrierCount(models.Model):
    """The newest number of a year. Counting up locks the row, so two reports never share a number."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
