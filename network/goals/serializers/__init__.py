"""How shared goals look from outside: one shape for the API, the pages and the live link."""

from network.goals.serializers.common import CouncilBriefSerializer, NumberField
from network.goals.serializers.foresight import (
    BenchmarkSerializer,
    BenchmarkValueSerializer,
    ImpactCallSerializer,
    ScenarioSerializer,
)
from network.goals.serializers.goals import (
    ActivitySerializer,
    CommitmentSerializer,
    GoalSerializer,
    PositionSerializer,
    goal_view,
    goal_views,
)
from network.goals.serializers.measures import (
    AssignmentSerializer,
    DimensionSerializer,
    IndicatorSerializer,
    PeriodBriefSerializer,
    PeriodSerializer,
    TargetSerializer,
    aim_view,
    cell_view,
    indicator_view,
    sum_view,
)
from network.goals.serializers.returns import (
    IndicatorBriefSerializer,
    ReturnSerializer,
    SnapshotSerializer,
    ValueSerializer,
)

__all__ = [
    "ActivitySerializer",
    "AssignmentSerializer",
    "BenchmarkSerializer",
    "BenchmarkValueSerializer",
    "CommitmentSerializer",
    "CouncilBriefSerializer",
    "DimensionSerializer",
    "GoalSerializer",
    "ImpactCallSerializer",
    "IndicatorBriefSerializer",
    "IndicatorSerializer",
    "NumberField",
    "PeriodBriefSerializer",
    "PeriodSerializer",
    "PositionSerializer",
    "ReturnSerializer",
    "ScenarioSerializer",
    "SnapshotSerializer",
    "TargetSerializer",
    "ValueSerializer",
    "aim_view",
    "cell_view",
    "goal_view",
    "goal_views",
    "indicator_view",
    "sum_view",
]
