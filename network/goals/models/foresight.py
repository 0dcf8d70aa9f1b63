"""What lies beside the council's own figures: another area's series, the effect of a changed rule, what could be."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from network.goals.models.goals import Visibility
from network.goals.models.measures import DIGITS, PLACES, Indicator
from network.goals.models.returns import Operator


class Benchmark(models.Model):
    """Another area's series, laid beside ours by years since the start of each (S05)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="benchmarks")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="benchmarks")
    area = models.CharField(_("area"), max_length=160)
    name = models.CharField(_("what is measured"), max_length=160)
    unit = models.CharField(_("unit"), max_length=40)
    start_year = models.PositiveSmallIntegerField(_("start year"))
    note = models.CharField(_("note"), max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["area", "name"]
        constraints = [models.UniqueConstraint(fields=["council", "area", "name"], name="benchmark_once")]

    def __str__(self) -> str:
        return f"{self.area}: {self.name}"


class BenchmarkValue(models.Model):
    """A number of a benchmark, as it was said: "mer än 3×" stays that."""

    benchmark = models.ForeignKey(Benchmark, on_delete=models.CASCADE, related_name="values")
    years = models.PositiveSmallIntegerField(help_text="Since the start year.")
    operator = models.CharField(max_length=6, choices=Operator)
    number = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    as_said = models.CharField(max_length=80, blank=True, help_text="The source's own way to put it, if it matters.")
    source = models.CharField(max_length=300)
    source_page = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["years"]
        constraints = [models.UniqueConstraint(fields=["benchmark", "years"], name="benchmark_year_once")]

    def __str__(self) -> str:
        return f"{self.benchmark_id}+{self.years}"


class ImpactCall(models.Model):
    """A rule changes: every social enterprise is asked what that does to its places and income (S55)."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    FEWEST = 5
    """The sum is shown from this many answers on, so that no single answer can be read out of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="impact_calls")
    title = models.CharField(_("what changes"), max_length=160)
    description = models.TextField(_("what it is about"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    takes_effect_on = models.DateField(_("takes effect on"), null=True, blank=True)
    due = models.DateField(_("answer by"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.title


class ImpactAnswer(models.Model):
    """One enterprise's estimate. Only that enterprise reads it; others see sums."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(ImpactCall, on_delete=models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    places = models.IntegerField(_("places gained or lost"))
    income_share = models.DecimalField(
        _("share of the income concerned, per cent"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    answered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="impact_answer_once"),
            models.CheckConstraint(
                condition=models.Q(income_share__isnull=True) | models.Q(income_share__range=(0, 100)),
                name="impact_share_is_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.call_id}"


class Scenario(models.Model):
    """A calculation with stated assumptions: what passive support costs, and what active support could give (S60).

    It is an estimate and is labelled as one. The result is computed when it is read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.PROTECT, related_name="scenarios")
    title = models.CharField(_("title"), max_length=160)
    description = models.CharField(_("what it is about"), max_length=1000, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.COUNCIL)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Assumption(models.Model):
    """One number a scenario rests on, how sure it is, and where it comes from."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="assumptions")
    key = models.SlugField(max_length=40)
    number = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    low = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "key"], name="assumption_once"),
            models.CheckConstraint(
                condition=models.Q(low__lte=models.F("number")) & models.Q(high__gte=models.F("number")),
                name="assumption_within_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.number}"
