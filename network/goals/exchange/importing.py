"""How an import looks from outside, and what is kept of it between its two steps."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.actor import AnyActor
from network.goals.exchange.planning import UNCHANGED, Outcome, Plan
from network.goals.exchange.tidy import COLUMNS, IGNORED, Line
from network.goals.models import Import

_NAMED = ("indicator", "calendar", "period", "organisation", "cell")


def imports_of(actor: AnyActor) -> QuerySet[Import]:
    """Return what an actor has looked at and not yet done, with the hat they wear. Nobody else sees it."""
    own = Import.objects.filter(person=actor.person_id, organisation=actor.organisation_id, applied_at__isnull=True)
    return own.select_related("council")


def kept(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return rows as they are kept: our columns, without those that are not read."""
    return [
        {"line": one.number, "texts": {name: one.texts.get(name, "") for name in COLUMNS if name not in IGNORED}}
        for one in lines
    ]


def lines_of(kept_file: Import) -> list[Line]:
    """Return the rows that were kept."""
    return [Line(one["line"], one["texts"]) for one in kept_file.lines]


def plan_view(plan: Plan) -> dict[str, Any]:
    """Return what a file would do: how many rows of each kind, and row by row."""
    return {"digest": plan.digest, "counts": plan.counts, "rows": [outcome_view(one) for one in plan.outcomes]}


def outcome_view(one: Outcome) -> dict[str, Any]:
    """Return what would come of one row."""
    changes = [] if one.kind == UNCHANGED else one.changes
    return {
        "line": one.line,
        "outcome": one.kind,
        **_named(one.texts),
        "changes": [{"column": change.column, "before": change.before, "after": change.after} for change in changes],
        "errors": [{"column": fault.column, "reason": fault.words} for fault in one.faults],
    }


def _named(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts.get(name, "").strip()[:200] for name in _NAMED}
