"""Goals, and what organisations say and do about them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person


class Visibility(models.TextChoices):
    """Who may read something once it is settled."""

    COUNCIL = "council", _("The council's organisations")
    PUBLIC = "public", _("Everybody")


class Goal(models.Model):
    """What organisations want to reach together by a day; a tree. Adopted only through a recorded decision (S08)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ADOPTED = "adopted", _("Adopted")
        CLOSED = "closed", _("Closed")

    class StatusRule(models.TextChoices):
        INDICATORS = "indicators", _("The weakest of its key figures decides")
        ACTIVITIES = "activities", _("Its activities decide")
        STATED = "stated", _("The council states it, with a reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="goals")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    number = models.PositiveIntegerField(help_text="Place among the council's goals; given once.")
    title = models.CharField(_("title"), max_length=160)
    story = models.TextField(_("what it means and why"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    status_rule = models.CharField(_("how its status comes about"), max_length=12, choices=StatusRule)
    stated_status = models.CharField(max_length=12, blank=True)
    stated_reason = models.CharField(max_length=600, blank=True)
    stated_at = models.DateTimeField(null=True, blank=True)
    visibility = models.CharField(_("who may read it"), max_length=10, choices=Visibility, default=Visibility.COUNCIL)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.CharField(_("decision"), max_length=300, blank=True)
    decision_url = models.CharField(_("where the decision stands"), max_length=500, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    closing_reason = models.CharField(max_length=600, blank=True)
    is_demo = models.BooleanField(default=False, help_text="Invented, and marked as that wherever it is shown.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["council", "number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="goal_number_in_council"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="goal_days_in_order"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="goal_not_own_parent"),
            models.CheckConstraint(
                condition=models.Q(state="proposed") | (~models.Q(decision="") & models.Q(decided_on__isnull=False)),
                name="goal_adopted_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Name of the stream that carries what happens to this council's goals."""
        return f"goals:{self.council_id}"


class Commitment(models.Model):
    """What an organisation takes upon itself for a goal. It counts as given when the organisation has confirmed it."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owns the goal together with others")
        CONTRIBUTOR = "contributor", _("Contributes")
        ADVISER = "adviser", _("Advises")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    contribution = models.CharField(_("contribution, in own words"), max_length=1000, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-role", "organisation__name"]
        constraints = [models.UniqueConstraint(fields=["goal", "organisation"], name="commitment_once")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.goal}"


class Position(models.Model):
    """Where an organisation stands on a goal. None stated is a blank, and is shown as one."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("Supports it")
        CONDITIONS = "conditions", _("Supports it with conditions")
        ABSTAINS = "abstains", _("Abstains")
        OPPOSES = "opposes", _("Opposes it")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(_("position"), max_length=12, choices=Stance)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "organisation"], name="position_once"),
            models.CheckConstraint(
                condition=models.Q(stance__in=["supports", "abstains"]) | ~models.Q(reason=""),
                name="position_reason_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.stance} {self.goal}"


class Activity(models.Model):
    """Something that somebody is to do for a goal by a day (åtgärd), and where it came from."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ONGOING = "ongoing", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="activities")
    title = models.CharField(_("what is to be done"), max_length=200)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activities")
    due = models.DateField(_("done by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin = models.UUIDField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due", "title"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(origin_kind="", origin__isnull=True)
                | (~models.Q(origin_kind="") & models.Q(origin__isnull=False)),
                name="activity_origin_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title
