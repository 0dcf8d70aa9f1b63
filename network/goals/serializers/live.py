"""Current views of shared goals, for the live link."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from live.views import renders
from network.goals.models import (
    Activity,
    Benchmark,
    Goal,
    ImpactCall,
    Indicator,
    Period,
    Return,
    Scenario,
)
from network.goals.picture import pictures
from network.goals.queries import with_parts, with_values
from network.goals.serializers.foresight import BenchmarkSerializer, ImpactCallSerializer, ScenarioSerializer
from network.goals.serializers.goals import ActivitySerializer, goal_views
from network.goals.serializers.measures import PeriodSerializer, indicator_view
from network.goals.serializers.returns import ReturnSerializer
from network.goals.state import states


@renders("goal")
def goals(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of goals."""
    return goal_views(states(with_parts(Goal.objects.filter(pk__in=ids))))


@renders("activity")
def activities(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of activities."""
    return ActivitySerializer(Activity.objects.filter(pk__in=ids).select_related("organisation"), many=True).data  # type: ignore[return-value]


@renders("indicator")
def indicators(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of indicators."""
    found = Indicator.objects.filter(pk__in=ids).select_related("goal", "council", "single_source")
    return [indicator_view(one) for one in pictures(found)]


@renders("period")
def periods(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of periods."""
    return PeriodSerializer(Period.objects.filter(pk__in=ids).select_related("council"), many=True).data  # type: ignore[return-value]


@renders("report")
def reports(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of returns, for their own organisation."""
    return ReturnSerializer(with_values(Return.objects.filter(pk__in=ids)), many=True).data  # type: ignore[return-value]


@renders("benchmark")
def benchmarks(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of benchmarks."""
    found = Benchmark.objects.filter(pk__in=ids).select_related("council").prefetch_related("values")
    return BenchmarkSerializer(found, many=True).data  # type: ignore[return-value]


@renders("impact_call")
def impact_calls(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of impact calls."""
    return ImpactCallSerializer(ImpactCall.objects.filter(pk__in=ids).select_related("council"), many=True).data  # type: ignore[return-value]


@renders("scenario")
def scenarios(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of scenarios."""
    found = (
        Scenario.objects.filter(pk__in=ids).select_related("council", "organisation").prefetch_related("assumptions")
    )
    return ScenarioSerializer(found, many=True).data  # type: ignore[return-value]
