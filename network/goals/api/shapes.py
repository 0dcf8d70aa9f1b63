"""What answers about shared goals look like: for the OpenAPI document, and for `?fields=`.

The answers themselves are made by `network.goals.serializers`, the same for API, pages and live link. Where these make
plain dictionaries, the classes here name what is in them.
"""

from typing import Any

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer
from network.goals.models import BenchmarkValue, Operator, Position, Target
from network.goals.reckoning.status import Status, Trend
from network.goals.serializers import (
    ActivitySerializer,
    AssignmentSerializer,
    BenchmarkSerializer,
    CommitmentSerializer,
    DimensionSerializer,
    GoalSerializer,
    ImpactCallSerializer,
    IndicatorSerializer,
    PeriodSerializer,
    PositionSerializer,
    ReturnSerializer,
    ScenarioSerializer,
    SnapshotSerializer,
    TargetSerializer,
)

EXACT = "An exact number as text with a decimal point."


def decimal(**more: Any) -> serializers.CharField:
    """Return a field for an exact number, or none."""
    return serializers.CharField(allow_null=True, help_text=EXACT, **more)


def able() -> serializers.DictField:
    """Return the field that says what the caller may do."""
    return serializers.DictField(child=serializers.BooleanField(), help_text="What the caller may do, by right.")


class AmountOut(serializers.Serializer[Any]):
    """A figure as it was said; `high` only of a range, numerator and denominator only of a share."""

    operator = serializers.ChoiceField(Operator.choices)
    number = decimal()
    high = decimal()
    numerator = decimal()
    denominator = decimal()


class AimOut(serializers.Serializer[Any]):
    """What a figure should be on a day."""

    on = serializers.DateField()
    operator = serializers.ChoiceField(Target.Operator.choices)
    number = decimal()
    high = decimal()


class PartOut(serializers.Serializer[Any]):
    """What one organisation reported."""

    organisation = serializers.UUIDField()
    amount = AmountOut(allow_null=True)


class SumOut(serializers.Serializer[Any]):
    """A period's figure. No amount is no report, never zero, unless `hidden` says that the group is small."""

    period = serializers.UUIDField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    amount = AmountOut(allow_null=True)
    hidden = serializers.BooleanField()
    parts = serializers.ListField(child=PartOut(), required=False)


class CellOut(serializers.Serializer[Any]):
    """A cell over time, and how it goes."""

    cell = serializers.CharField(allow_blank=True)
    so_far = AmountOut(allow_null=True)
    hidden = serializers.BooleanField()
    status = serializers.ChoiceField(Status.choices)
    trend = serializers.ChoiceField(Trend.choices)
    expected = AimOut(allow_null=True)
    target = AimOut(allow_null=True)
    targets = serializers.ListField(child=AimOut())
    series = serializers.ListField(child=SumOut())


class LateOut(serializers.Serializer[Any]):
    """A report that is overdue."""

    period = serializers.UUIDField()
    organisation = serializers.UUIDField()


class StatusOut(serializers.Serializer[Any]):
    """How it goes with a goal, and which indicator says so."""

    word = serializers.ChoiceField(Status.choices)
    trend = serializers.ChoiceField(Trend.choices)
    indicator = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class DecisionOut(serializers.Serializer[Any]):
    """The decision by which a goal was adopted."""

    text = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    decided_on = serializers.DateField(allow_null=True)


class GoalOut(GoalSerializer):
    """A goal with how it goes. `blanks` are the organisations that have not said where they stand."""

    parent = serializers.UUIDField(allow_null=True)
    proposed_by = OrganisationBriefSerializer(allow_null=True)
    decision: Any = DecisionOut(allow_null=True)
    url: Any = serializers.CharField()
    blanks = serializers.ListField(child=OrganisationBriefSerializer())
    status = StatusOut()
    overdue_activities = serializers.IntegerField()

    class Meta(GoalSerializer.Meta):
        fields = [*GoalSerializer.Meta.fields, "blanks", "status", "overdue_activities"]


class GoalDetailOut(GoalOut):
    """A goal, and what the caller may do with it."""

    abilities = able()

    class Meta(GoalOut.Meta):
        fields = [*GoalOut.Meta.fields, "abilities"]


class ActivityDetailOut(ActivitySerializer):
    """An activity, and what the caller may do with it."""

    abilities = able()

    class Meta(ActivitySerializer.Meta):
        fields = [*ActivitySerializer.Meta.fields, "abilities"]


class StandsOut(serializers.Serializer[Any]):
    """Where the organisations of a council stand on a goal."""

    results = serializers.ListField(child=PositionSerializer())
    blanks = serializers.ListField(child=OrganisationBriefSerializer(), help_text="Those that have not said.")


class PartsOut(serializers.Serializer[Any]):
    """What organisations take upon themselves for a goal."""

    results = serializers.ListField(child=CommitmentSerializer())


class HappenedOut(serializers.Serializer[Any]):
    """Something that happened, from the log."""

    seq = serializers.IntegerField(help_text="Its number in the stream of the council's goals.")
    type = serializers.CharField()
    at = serializers.DateTimeField()
    organisation = serializers.CharField(allow_blank=True, help_text="For whom it was done.")
    text = serializers.CharField(help_text="In words, in the caller's language.")
    data: Any = serializers.DictField(help_text="What the log holds of it.")


class MatrixCellOut(serializers.Serializer[Any]):
    """One organisation on one goal; a blank is said to be one."""

    organisation = serializers.UUIDField()
    blank = serializers.BooleanField()
    stance = serializers.ChoiceField(Position.Stance.choices, allow_null=True)
    role = serializers.CharField(allow_null=True)
    confirmed = serializers.BooleanField()


class MatrixRowOut(serializers.Serializer[Any]):
    """One goal."""

    goal = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    cells = serializers.ListField(child=MatrixCellOut())


class SeatedOut(serializers.Serializer[Any]):
    """An organisation along the top of the matrix."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    side = serializers.CharField()


class MatrixOut(serializers.Serializer[Any]):
    """Goals by organisations."""

    council = serializers.CharField()
    organisations = serializers.ListField(child=SeatedOut())
    rows = serializers.ListField(child=MatrixRowOut())
    blanks = serializers.IntegerField(help_text="How many positions are not stated.")


class IndicatorOut(IndicatorSerializer):
    """An indicator with its figures. Who has reported and who is late is told to the council's own alone."""

    kind = serializers.CharField()
    single_source = OrganisationBriefSerializer(allow_null=True)
    plausible_low: Any = decimal()
    plausible_high: Any = decimal()
    baseline: Any = decimal()
    total = CellOut()
    latest = SumOut(allow_null=True)
    stale = serializers.BooleanField()
    newest = serializers.DateTimeField(allow_null=True)
    reported = serializers.IntegerField(required=False)
    expected = serializers.IntegerField(required=False)
    late = serializers.ListField(child=LateOut(), required=False)

    class Meta(IndicatorSerializer.Meta):
        fields = [
            *IndicatorSerializer.Meta.fields, "total", "latest", "stale", "newest", "reported", "expected", "late",
        ]  # fmt: skip


class IndicatorDetailOut(IndicatorOut):
    """An indicator with every cell, and what the caller may do with it."""

    cells = serializers.ListField(child=CellOut())
    abilities = able()

    class Meta(IndicatorOut.Meta):
        fields = [*IndicatorOut.Meta.fields, "cells", "abilities"]


class SeriesOut(serializers.Serializer[Any]):
    """An indicator's figures over time."""

    indicator = serializers.UUIDField()
    code = serializers.CharField()
    unit = serializers.CharField()
    as_of = serializers.DateTimeField(allow_null=True)
    cells = serializers.ListField(child=CellOut())


class TargetOut(TargetSerializer):
    """A version of a target."""

    organisation = OrganisationBriefSerializer(allow_null=True)
    cell = serializers.CharField(allow_blank=True)
    number: Any = decimal()
    high: Any = decimal()


class TargetsOut(serializers.Serializer[Any]):
    """All versions of the targets of an indicator."""

    results = serializers.ListField(child=TargetOut())


class AssignmentOut(AssignmentSerializer):
    """Who reports an indicator for an organisation."""


class AssignmentsOut(serializers.Serializer[Any]):
    """Who reports an indicator now."""

    results = serializers.ListField(child=AssignmentSerializer())


class DimensionOut(DimensionSerializer):
    """A way to break figures down."""

    categories: Any = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


class PeriodDetailOut(PeriodSerializer):
    """A period, and what the caller may do with it."""

    abilities = able()

    class Meta(PeriodSerializer.Meta):
        fields = [*PeriodSerializer.Meta.fields, "abilities"]


class FiguresOut(serializers.Serializer[Any]):
    """Every figure of a period, in the form in which it is frozen, and the hash of that form."""

    period = serializers.UUIDField()
    as_of = serializers.DateTimeField(allow_null=True)
    hash = serializers.CharField()
    content = serializers.DictField()


class SnapshotOut(SnapshotSerializer):
    """What was frozen when a period was locked."""

    content = serializers.DictField()


class SnapshotsOut(serializers.Serializer[Any]):
    """The frozen reports of a period, the newest first."""

    results = serializers.ListField(child=SnapshotOut())


class EvidenceOut(serializers.Serializer[Any]):
    """A file that shows where a value comes from."""

    name = serializers.CharField()
    url = serializers.CharField()


class ValueOut(serializers.Serializer[Any]):
    """A number in one cell of a return."""

    cell = serializers.CharField(allow_blank=True)
    operator = serializers.ChoiceField(Operator.choices)
    number = decimal()
    high = decimal()
    numerator = decimal()
    denominator = decimal()
    measured_on = serializers.DateField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    source_page = serializers.CharField(allow_blank=True)
    evidence = EvidenceOut(allow_null=True)
    written_by = serializers.DictField(allow_null=True)
    written_at = serializers.DateTimeField()


class WarningOut(serializers.Serializer[Any]):
    """What is worth a second look. It stops nobody."""

    cell = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    words = serializers.CharField()


class ReturnOut(ReturnSerializer):
    """A return as its organisation works on it."""

    author = serializers.DictField(allow_null=True)  # type: ignore[assignment]
    reviewer = serializers.DictField(allow_null=True)  # type: ignore[assignment]
    values: Any = serializers.ListField(child=ValueOut())
    warnings: Any = serializers.ListField(child=WarningOut())
    url: Any = serializers.CharField()


class ReturnDetailOut(ReturnOut):
    """A return, and what the caller may do with it."""

    abilities = able()

    class Meta(ReturnOut.Meta):
        fields = [*ReturnOut.Meta.fields, "abilities"]


class CellAnswerOut(serializers.Serializer[Any]):
    """What became of one cell that was sent."""

    cell = serializers.CharField(allow_blank=True)
    outcome = serializers.ChoiceField(["stored", "unchanged", "emptied"])
    warnings = serializers.ListField(child=WarningOut())


class OutlookOut(serializers.Serializer[Any]):
    """A cell of the indicator over all organisations: as it stands, and as it would be with this return."""

    cell = serializers.CharField(allow_blank=True)
    standing = AmountOut(allow_null=True)
    with_return = AmountOut(allow_null=True)


class ReportedOut(serializers.Serializer[Any]):
    """What became of a whole return."""

    revision = serializers.IntegerField()
    cells = serializers.ListField(child=CellAnswerOut())
    report = ReturnDetailOut(help_text="The return as it is now.")
    totals = serializers.ListField(child=OutlookOut())


class PublishedOut(serializers.Serializer[Any]):
    """One published number: a row for each cell, organisation and period."""

    id = serializers.UUIDField()
    council = serializers.CharField()
    indicator = serializers.CharField(help_text="Code.")
    organisation = serializers.CharField(help_text="Slug.")
    period = serializers.UUIDField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    cell = serializers.CharField(allow_blank=True)
    operator = serializers.ChoiceField(Operator.choices)
    number = decimal()
    high = decimal()
    numerator = decimal()
    denominator = decimal()
    unit = serializers.CharField()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    source_page = serializers.CharField(allow_blank=True)
    measured_on = serializers.DateField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    is_demo = serializers.BooleanField()


class SaidOut(serializers.ModelSerializer[BenchmarkValue]):
    """A number of another area."""

    number = decimal()
    high = decimal()

    class Meta:
        model = BenchmarkValue
        fields = ["years", "operator", "number", "high", "as_said", "source", "source_page"]


class BenchmarkOut(BenchmarkSerializer):
    """Another area's series."""

    indicator = serializers.UUIDField(allow_null=True)
    values: Any = serializers.ListField(child=SaidOut())


class BenchmarkDetailOut(BenchmarkOut):
    """Another area's series, with its revision."""

    revision = serializers.IntegerField()

    class Meta(BenchmarkOut.Meta):
        fields = [*BenchmarkOut.Meta.fields, "revision"]


class ImpactSumOut(serializers.Serializer[Any]):
    """What the answers come to; no numbers below five answers."""

    answers = serializers.IntegerField()
    places = serializers.IntegerField(allow_null=True)
    income_share = decimal()


class ImpactAnswerOut(serializers.Serializer[Any]):
    """What one's own enterprise has answered."""

    places = serializers.IntegerField()
    income_share = decimal()
    comment = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField()


class ImpactCallOut(ImpactCallSerializer):
    """A call for the effects of a changed rule."""

    sum: Any = ImpactSumOut()


class ImpactCallDetailOut(ImpactCallOut):
    """A call, what one's own organisation has answered, and what the caller may do."""

    revision = serializers.IntegerField()
    own_answer = ImpactAnswerOut(allow_null=True)
    abilities = able()

    class Meta(ImpactCallOut.Meta):
        fields = [*ImpactCallOut.Meta.fields, "revision", "own_answer", "abilities"]


class AssumptionOut(serializers.Serializer[Any]):
    """One assumption and its range."""

    key = serializers.CharField()
    number = decimal()
    low = decimal()
    high = decimal()
    source = serializers.CharField()  # type: ignore[assignment]


class ResultOut(serializers.Serializer[Any]):
    """Kronor a year; an estimate, with the lowest and highest it could be."""

    saved = decimal()
    tax = decimal()
    cost = decimal()
    net = decimal()
    low = decimal()
    high = decimal()


class ScenarioOut(ScenarioSerializer):
    """A calculation."""

    organisation = OrganisationBriefSerializer(allow_null=True)
    assumptions: Any = serializers.ListField(child=AssumptionOut())
    result: Any = ResultOut()


class ScenarioDetailOut(ScenarioOut):
    """A calculation, and what the caller may do with it."""

    abilities = able()

    class Meta(ScenarioOut.Meta):
        fields = [*ScenarioOut.Meta.fields, "abilities"]
