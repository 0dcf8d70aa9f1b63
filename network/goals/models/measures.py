"""What is measured, how it adds up, what it should become, and when it is reported."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from network.goals.models.goals import Goal, Visibility

DIGITS, PLACES = 15, 4
"""Fifteen digits are what every database of ours keeps exactly."""


class Calendar(models.TextChoices):
    """How often something is reported."""

    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    HALF = "half", _("Every half-year")
    YEAR = "year", _("Every year")


class Dimension(models.Model):
    """A way to break figures down, such as by sex. Only groups, never persons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="dimensions")
    code = models.SlugField(max_length=30)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="dimension_code_in_council")]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """One group of a dimension. Its code is part of the keys of cells and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="categories")
    code = models.SlugField(max_length=30)
    name = models.CharField(_("name"), max_length=80)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "name"]
        verbose_name_plural = "categories"
        constraints = [models.UniqueConstraint(fields=["dimension", "code"], name="category_code_in_dimension")]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """Something counted or measured the same way by everybody who reports it.

    There is one indicator, never a copy per organisation. Its unit and rules cannot change once a value stands, so a
    number always means what it meant when it was given.
    """

    class Kind(models.TextChoices):
        STOCK = "stock", _("How many there are at a moment")
        FLOW = "flow", _("How many there have been during a time")
        RATIO = "ratio", _("A share: one number of another")
        SCORE = "score", _("A grade on a scale")

    class Direction(models.TextChoices):
        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")
        WITHIN = "within", _("It should stay between two values")

    class OverTime(models.TextChoices):
        LATEST = "latest", _("The latest period counts")
        SUM = "sum", _("Periods are added")
        MEAN = "mean", _("The mean of the periods")
        MAX = "max", _("The highest period counts")

    class OverOrganisations(models.TextChoices):
        SUM = "sum", _("Added: nobody is counted twice")
        RATIO = "ratio", _("All numerators over all denominators")
        MEAN = "mean", _("The mean of the organisations")
        MAX = "max", _("The highest counts")
        MIN = "min", _("The lowest counts")
        OVERLAPPING = "overlapping", _("Overlapping: not added, shown as a range")
        SINGLE = "single", _("One organisation is the source")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="indicators")
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="indicators")
    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=160)
    definition = models.TextField(_("exactly what is counted"), blank=True)
    unit = models.CharField(_("unit"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    over_time = models.CharField(_("over time"), max_length=10, choices=OverTime)
    over_organisations = models.CharField(_("over organisations"), max_length=12, choices=OverOrganisations)
    single_source = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    calendar = models.CharField(_("how often"), max_length=10, choices=Calendar)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    scale = models.PositiveIntegerField(default=1, help_text="A ratio is shown times this: 100 for per cent.")
    plausible_low = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    plausible_high = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    baseline = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    threshold = models.PositiveSmallIntegerField(
        _("smallest group shown to the public"), default=5, help_text="0 when it does not count people."
    )
    visibility = models.CharField(_("who may read it"), max_length=10, choices=Visibility, default=Visibility.COUNCIL)
    is_key = models.BooleanField(_("key figure"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, help_text="Invented, and marked as that wherever it is shown.")
    dimensions = models.ManyToManyField(Dimension, related_name="indicators", blank=True)
    added_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1, help_text="Grows when the definition changes.")
    version = models.PositiveIntegerField(default=1, help_text="Grows when anything that its view shows changes.")

    class Meta:
        ordering = ["council", "goal__number", "name"]
        constraints = [
            models.UniqueConstraint(fields=["council", "code"], name="indicator_code_in_council"),
            models.CheckConstraint(
                condition=models.Q(baseline__isnull=True) | models.Q(baseline_on__isnull=False),
                name="indicator_baseline_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(over_organisations="single", single_source__isnull=False)
                | (~models.Q(over_organisations="single") & models.Q(single_source__isnull=True)),
                name="indicator_source_when_single",
            ),
            models.CheckConstraint(condition=models.Q(decimals__lte=PLACES), name="indicator_decimals_kept"),
        ]

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """One place in an indicator's table. Its key is canonical, so no cell can come twice.

    The total has the empty key; others name their categories, sorted: `age=young&sex=women`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="cells")
    key = models.CharField(max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "key"]
        constraints = [models.UniqueConstraint(fields=["indicator", "key"], name="cell_key_in_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator_id}[{self.key}]"


class Target(models.Model):
    """What a figure should be on a day. A changed target is a new version with a reason; the old one stays."""

    class Operator(models.TextChoices):
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")
        WITHIN = "within", _("between")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="targets")
    on = models.DateField(_("on"))
    operator = models.CharField(max_length=10, choices=Operator)
    number = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    number_version = models.PositiveIntegerField(default=1)
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=600, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "number_version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "cell", "on", "number_version"],
                condition=models.Q(organisation__isnull=True),
                name="target_version_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "organisation", "cell", "on", "number_version"],
                condition=models.Q(organisation__isnull=False),
                name="target_version_of_organisation_once",
            ),
            models.CheckConstraint(
                condition=models.Q(operator="within", high__gte=models.F("number"))
                | (~models.Q(operator="within") & models.Q(high__isnull=True)),
                name="target_high_when_within",
            ),
            models.CheckConstraint(
                condition=models.Q(number_version=1) | ~models.Q(reason=""), name="target_change_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on}: {self.operator} {self.number}"


class Period(models.Model):
    """A time that is reported on, and the day by which reports are due."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSING = "closing", _("Closing")
        LOCKED = "locked", _("Locked")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="periods")
    calendar = models.CharField(_("how often"), max_length=10, choices=Calendar)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    due = models.DateField(_("due"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    reopened_reason = models.CharField(_("reason"), max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["council", "calendar", "starts_on"], name="period_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")) & models.Q(due__gte=models.F("ends_on")),
                name="period_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}"


class Assignment(models.Model):
    """An organisation reports an indicator: who does it, and who does it when that person cannot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assignments")
    reporter = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "organisation"],
                condition=models.Q(ended_at__isnull=True),
                name="assignment_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.indicator_id}"
