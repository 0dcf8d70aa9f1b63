"""How returns and what was frozen look from outside."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer, PersonBriefSerializer
from network.goals.checks import warnings_for
from network.goals.models import (
    Indicator,
    Return,
    Snapshot,
    Value,
)
from network.goals.serializers.common import NumberField
from network.goals.serializers.measures import PeriodBriefSerializer


class ValueSerializer(serializers.ModelSerializer[Value]):
    """A number in one cell of a return."""

    cell = serializers.CharField(source="cell.key")
    number, high, numerator, denominator = NumberField(), NumberField(), NumberField(), NumberField()
    evidence = serializers.SerializerMethodField()
    written_by = PersonBriefSerializer()

    class Meta:
        model = Value
        fields = [
            "cell", "operator", "number", "high", "numerator", "denominator", "measured_on", "note", "source",
            "source_page", "evidence", "written_by", "written_at",
        ]  # fmt: skip

    def get_evidence(self, value: Value) -> dict[str, str] | None:
        if not value.evidence:
            return None
        return {"name": value.evidence_name, "url": reverse("network:evidence", args=[value.pk])}


class IndicatorBriefSerializer(serializers.ModelSerializer[Indicator]):
    """An indicator where it is only named."""

    measure = serializers.CharField(source="kind")

    class Meta:
        model = Indicator
        fields = ["id", "code", "name", "unit", "measure", "decimals", "scale"]


class ReturnSerializer(serializers.ModelSerializer[Return]):
    """A return as its organisation works on it, with its draft values and what is odd about them."""

    kind = serializers.CharField(default="report", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    indicator = IndicatorBriefSerializer()
    organisation = OrganisationBriefSerializer()
    period = PeriodBriefSerializer()
    author = PersonBriefSerializer()
    reviewer = PersonBriefSerializer()
    values = serializers.SerializerMethodField()
    warnings = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Return
        fields = [
            "kind", "id", "version", "revision", "indicator", "organisation", "period", "state", "comment", "reason",
            "author", "submitted_at", "reviewer", "reviewed_at", "published", "published_at", "values", "warnings",
            "url",
        ]  # fmt: skip

    def get_values(self, report: Return) -> list[dict[str, Any]]:
        return ValueSerializer(_draft(report), many=True).data  # type: ignore[return-value]

    def get_warnings(self, report: Return) -> list[dict[str, str]]:
        odd = warnings_for(report, _draft(report))
        return [{"cell": one.cell, "code": one.code, "words": one.words} for one in odd]

    def get_url(self, report: Return) -> str:
        return reverse("network:return", args=[report.pk])


def _draft(report: Return) -> list[Value]:
    return [one for one in report.values.all() if not one.approved]


class SnapshotSerializer(serializers.ModelSerializer[Snapshot]):
    """What was frozen when a period was locked."""

    class Meta:
        model = Snapshot
        fields = ["id", "period", "taken_at", "hash", "content"]
