"""Programmes, workshops and their steps."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Naming(models.TextChoices):
    """How what somebody contributes is signed. What is hidden is not stored with it."""

    NAMED = "named", _("By name")
    ORGANISATION = "organisation", _("By organisation only")
    ANONYMOUS = "anonymous", _("Without a name")


class Programme(models.Model):
    """A series of workshops that belong together (S42, report p. 14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="programmes")
    slug = models.SlugField(max_length=60)
    title = models.CharField(_("title"), max_length=120)
    purpose = models.TextField(_("purpose"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["council", "slug"], name="programme_slug_in_council")]

    def __str__(self) -> str:
        return self.title


class Workshop(models.Model):
    """A meeting of mixed groups with a plan of steps (S18, report p. 18). What runs live is its state and its step."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Being planned")
        ANNOUNCED = "announced", _("Open for registration")
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")
        CANCELLED = "cancelled", _("Called off")

    class Access(models.TextChoices):
        COUNCIL = "council", _("Organisations of the council")
        EVERYBODY = "everybody", _("Everybody who has the link")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="workshops")
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="workshops",
        verbose_name=_("programme"),
    )
    slug = models.SlugField(max_length=60)
    title = models.CharField(_("title"), max_length=120)
    purpose = models.TextField(_("purpose"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.URLField(_("address of the video meeting"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    access = models.CharField(_("who may register"), max_length=10, choices=Access, default=Access.COUNCIL)
    guests = models.BooleanField(_("guests without an account may join"), default=True)
    naming = models.CharField(_("contributions are signed"), max_length=12, choices=Naming, default=Naming.NAMED)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    seats_each = models.PositiveIntegerField(_("seats for each organisation"), null=True, blank=True)
    raw_days = models.PositiveIntegerField(_("days that raw notes are kept"), default=90)
    code = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    step = models.ForeignKey("Step", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    locked = models.BooleanField(default=False)
    notice = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    """When the guests' devices were forgotten."""
    disposed_at = models.DateTimeField(null=True, blank=True)
    """When the raw material was disposed of."""
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["council", "slug"], name="workshop_slug_in_council"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="workshop_ends_later"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Name of the stream that carries what everybody in the room may see."""
        return f"workshop:{self.pk}"

    @property
    def goes_on(self) -> bool:
        """Whether people are at work, or about to be again."""
        return self.state in {self.State.RUNNING, self.State.PAUSED}


class Step(models.Model):
    """A part of a workshop with one way of working."""

    class Type(models.TextChoices):
        INFO = "info", _("Information")
        CHECKIN = "checkin", _("Check-in")
        BOARD = "board", _("Note board")
        VOTE = "vote", _("Dot vote")
        POLL = "poll", _("Poll")
        QUESTIONS = "questions", _("Questions")
        SPEAKING = "speaking", _("Speaking order")
        TABLES = "tables", _("Work at tables")
        OUTCOMES = "outcomes", _("Conclusions")
        EVALUATION = "evaluation", _("Evaluation")

    class State(models.TextChoices):
        PLANNED = "planned", _("To come")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    type = models.CharField(_("way of working"), max_length=12, choices=Type)
    title = models.CharField(_("title"), max_length=120)
    instruction = models.TextField(_("instruction"), blank=True)
    plain = models.TextField(_("the same in plainer words"), blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), default=10)
    naming = models.CharField(max_length=12, choices=Naming, default=Naming.NAMED)
    settings = models.JSONField(default=dict)
    """What the way of working needs to know; see `workshops.plans.settings`."""
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    revealed = models.BooleanField(default=False)
    """Whether notes that were hidden while they were written, or results, are shown to all."""
    authors_hidden = models.BooleanField(default=False)
    """Whether the host has hidden who wrote what, though the plan signs it."""
    labels = models.JSONField(default=dict)
    """In a step signed by organisation: what may be said of those who act for one, frozen when the step opens."""
    tally_version = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop"], condition=models.Q(state="open"), name="step_one_open_in_workshop"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    def setting(self, name: str) -> Any:
        """Return a setting, or None where this way of working has none of that name."""
        return self.settings.get(name)
