"""What organisations report, and what stood when a period was closed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from network.goals.models.measures import DIGITS, PLACES, Cell, Indicator, Period


class Return(models.Model):
    """One organisation's report on one indicator for one period. There is one at most, and one version of it at a time.

    Its draft is the organisation's own. What has been approved stands, and counts, until something else is.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Sent for approval")
        SENT_BACK = "sent_back", _("Sent back")
        APPROVED = "approved", _("Approved")
        NOTHING = "nothing", _("Nothing to report")
        NOT_OURS = "not_ours", _("Not our task")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="returns")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="returns")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="returns")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    reason = models.CharField(max_length=1000, blank=True, help_text="Why it was sent back or taken up again.")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    published = models.CharField(
        max_length=10, blank=True, help_text="What the council sees: figures, nothing, not_ours, or not yet anything."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["period__starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "organisation", "period"], name="return_once"),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(reviewer__isnull=False), name="return_approved_by"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewer__isnull=True) | ~models.Q(reviewer=models.F("author")),
                name="return_not_approved_by_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.indicator_id} {self.period_id}: {self.state}"


class Operator(models.TextChoices):
    """How exact a number is said to be. What was said as "close to 60" never becomes 60."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    MORE = "more", _("more than")
    LESS = "less", _("less than")
    RANGE = "range", _("between")


def evidence_path(value: "Value", _name: str) -> str:
    """Return where an evidence file lies: a random name, so that nothing is known from it."""
    return f"evidence/{uuid.uuid4()}"


class Value(models.Model):
    """A number in one cell of a return: as it is being worked on, or as it was approved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="values")
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="values")
    approved = models.BooleanField(default=False)
    operator = models.CharField(max_length=6, choices=Operator, default=Operator.EXACT)
    number = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    high = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    numerator = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    denominator = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    measured_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=600, blank=True)
    source = models.CharField(max_length=300, blank=True)
    source_page = models.CharField(max_length=20, blank=True)
    evidence = models.FileField(upload_to=evidence_path, blank=True)
    evidence_name = models.CharField(max_length=160, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["cell__place"]
        constraints = [
            models.UniqueConstraint(fields=["report", "cell", "approved"], name="value_once"),
            models.CheckConstraint(
                condition=models.Q(number__isnull=False, numerator__isnull=True, denominator__isnull=True)
                | models.Q(number__isnull=True, numerator__isnull=False, denominator__gt=0),
                name="value_number_or_ratio",
            ),
            models.CheckConstraint(
                condition=models.Q(operator="range", high__gte=models.F("number"))
                | (~models.Q(operator="range") & models.Q(high__isnull=True)),
                name="value_high_when_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}[{self.cell_id}]"


class Snapshot(models.Model):
    """What stood when a period was locked. It is never changed; its hash shows that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="snapshots")
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return f"{self.period_id} {self.hash[:12]}"
