"""What answers about indicators and periods look like."""

from typing import Any

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer
from network.goals.api.shapes.common import AimOut, AmountOut, able, decimal
from network.goals.reckoning.status import Status, Trend
from network.goals.serializers import (
    AssignmentSerializer,
    DimensionSerializer,
    IndicatorSerializer,
    PeriodSerializer,
    SnapshotSerializer,
    TargetSerializer,
)


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
    held_against = AimOut(allow_null=True)
    target = AimOut(allow_null=True)
    targets = serializers.ListField(child=AimOut())
    series = serializers.ListField(child=SumOut())


class LateOut(serializers.Serializer[Any]):
    """A report that is overdue."""

    period = serializers.UUIDField()
    organisation = serializers.UUIDField()


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
