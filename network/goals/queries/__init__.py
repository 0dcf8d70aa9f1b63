"""Reads of shared goals: what an actor may see is asked for here, and nowhere else."""

from network.goals.queries.foresight import (
    benchmarks_visible_to,
    impact_answer_of,
    impact_calls_visible_to,
    impact_sum,
    scenarios_visible_to,
)
from network.goals.queries.goals import (
    activities_visible_to,
    councils_with_goals,
    goals_visible_to,
    is_around,
    with_parts,
)
from network.goals.queries.measures import indicators_visible_to, periods_visible_to
from network.goals.queries.returns import (
    assignments_of,
    evidence_visible_to,
    returns_to_review,
    returns_visible_to,
    snapshots_visible_to,
    values_visible_to,
    with_values,
)

__all__ = [
    "activities_visible_to",
    "assignments_of",
    "benchmarks_visible_to",
    "councils_with_goals",
    "evidence_visible_to",
    "goals_visible_to",
    "impact_answer_of",
    "impact_calls_visible_to",
    "impact_sum",
    "indicators_visible_to",
    "is_around",
    "periods_visible_to",
    "returns_to_review",
    "returns_visible_to",
    "scenarios_visible_to",
    "snapshots_visible_to",
    "values_visible_to",
    "with_parts",
    "with_values",
]
