"""How benchmarks, impact calls and scenarios look from outside."""

from typing import Any

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer
from network.goals.models import (
    Benchmark,
    BenchmarkValue,
    ImpactCall,
    Scenario,
)
from network.goals.queries import impact_sum
from network.goals.scenarios import extremes, result_of
from network.goals.serializers.common import NumberField
from network.goals.snapshots import plain


class BenchmarkValueSerializer(serializers.ModelSerializer[BenchmarkValue]):
    """A number of another area, as its source puts it."""

    number, high = NumberField(), NumberField()

    class Meta:
        model = BenchmarkValue
        fields = ["years", "operator", "number", "high", "as_said", "source", "source_page"]


class BenchmarkSerializer(serializers.ModelSerializer[Benchmark]):
    """Another area's series."""

    kind = serializers.CharField(default="benchmark", read_only=True)
    council = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    indicator = serializers.UUIDField(source="indicator_id")
    values = BenchmarkValueSerializer(many=True)

    class Meta:
        model = Benchmark
        fields = [
            "kind", "id", "version", "council", "indicator", "area", "name", "unit", "start_year", "note", "values",
        ]  # fmt: skip


class ImpactCallSerializer(serializers.ModelSerializer[ImpactCall]):
    """A call for the effects of a changed rule, with the sum from five answers on."""

    kind = serializers.CharField(default="impact_call", read_only=True)
    council = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    sum = serializers.SerializerMethodField()
    fewest = serializers.IntegerField(source="FEWEST")

    class Meta:
        model = ImpactCall
        fields = [
            "kind", "id", "version", "council", "title", "description", "source", "takes_effect_on", "due", "state",
            "opened_at", "fewest", "sum",
        ]  # fmt: skip

    def get_sum(self, call: ImpactCall) -> dict[str, Any]:
        found = impact_sum(call)
        return {"answers": found.answers, "places": found.places, "income_share": plain(found.income_share)}


class ScenarioSerializer(serializers.ModelSerializer[Scenario]):
    """A calculation, its assumptions and what they come to, in kronor a year."""

    kind = serializers.CharField(default="scenario", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    council = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    organisation = OrganisationBriefSerializer()
    assumptions = serializers.SerializerMethodField()
    result = serializers.SerializerMethodField()

    class Meta:
        model = Scenario
        fields = [
            "kind", "id", "version", "revision", "council", "title", "description", "visibility", "organisation",
            "saved_at", "assumptions", "result",
        ]  # fmt: skip

    def get_assumptions(self, scenario: Scenario) -> list[dict[str, Any]]:
        return [
            {"key": one.key, "number": plain(one.number), "low": plain(one.low), "high": plain(one.high),
             "source": one.source}
            for one in scenario.assumptions.all()
        ]  # fmt: skip

    def get_result(self, scenario: Scenario) -> dict[str, Any]:
        there = list(scenario.assumptions.all())
        found = result_of({one.key: one.number for one in there})
        low, high = extremes({one.key: one.low for one in there}, {one.key: one.high for one in there})
        lines = {"saved": found.saved, "tax": found.tax, "cost": found.cost, "net": found.net}
        return {**{name: plain(number) for name, number in lines.items()}, "low": plain(low), "high": plain(high)}
