"""What the indicators of a file mean: unit, rules, groups and targets. Numbers without it say nothing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from network.goals.exchange.tidy import Cell, as_text
from network.goals.models import Indicator
from network.goals.picture import aims_of

COLUMNS = (
    "council", "indicator", "name", "goal", "goal_title", "definition", "unit", "measure", "direction", "over_time",
    "over_organisations", "single_source", "calendar", "decimals", "scale", "plausible_low", "plausible_high",
    "baseline", "baseline_on", "threshold", "visibility", "is_key", "source", "demo", "dimensions", "targets",
)  # fmt: skip
_PLAIN = (
    "name", "definition", "unit", "direction", "over_time", "over_organisations", "calendar", "visibility", "source",
)  # fmt: skip


def definitions_of(indicators: QuerySet[Indicator]) -> list[dict[str, Any]]:
    """Return the definitions of indicators, with numbers as exact text."""
    found = indicators.prefetch_related("dimensions__categories", "cells", "targets")
    return [_definition(one) for one in found]


def _definition(indicator: Indicator) -> dict[str, Any]:
    source = indicator.single_source
    numbers = ("plausible_low", "plausible_high", "baseline", "baseline_on")
    return {
        "council": indicator.council.slug,
        "indicator": indicator.code,
        "goal": str(indicator.goal.number),
        "goal_title": indicator.goal.title,
        "measure": indicator.kind,
        "single_source": source.slug if source else "",
        "decimals": str(indicator.decimals),
        "scale": str(indicator.scale),
        "threshold": str(indicator.threshold),
        "is_key": indicator.is_key,
        "demo": indicator.is_demo,
        **{name: getattr(indicator, name) for name in _PLAIN},
        **{name: as_text(getattr(indicator, name)) or None for name in numbers},
        "dimensions": [
            {
                "code": one.code,
                "name": one.name,
                "categories": [{"code": group.code, "name": group.name} for group in one.categories.all()],
            }
            for one in sorted(indicator.dimensions.all(), key=lambda one: one.code)
        ],
        "targets": _targets(indicator),
    }


def _targets(indicator: Indicator) -> list[dict[str, Any]]:
    """Return the council's targets that hold, cell by cell and day by day."""
    targets = [one for one in indicator.targets.all() if one.organisation_id is None]
    return [
        {
            "cell": cell.key,
            "on": aim.on.isoformat(),
            "operator": str(aim.operator),
            "number": as_text(aim.number),
            "high": as_text(aim.high) or None,
        }
        for cell in indicator.cells.all()
        for aim in aims_of(targets, cell.pk)
    ]


def as_table(definitions: Sequence[dict[str, Any]]) -> list[list[Cell]]:
    """Return definitions as rows of text, in the order of `COLUMNS`."""
    return [[_flat(name, one[name]) for name in COLUMNS] for one in definitions]


def _flat(name: str, value: Any) -> str:
    if name == "dimensions":
        return "; ".join(f"{one['code']} ({one['name']}): {_groups(one['categories'])}" for one in value)
    if name == "targets":
        parts = ("cell", "on", "operator", "number", "high")
        return "; ".join(" ".join(one[part] for part in parts if one[part]) for one in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return value or ""


def _groups(categories: Sequence[dict[str, str]]) -> str:
    return ", ".join(f"{one['code']} ({one['name']})" for one in categories)
