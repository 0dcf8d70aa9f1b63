"""The councils whose goals a reader may see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q

from accounts.actor import AnyActor
from network.councils import councils
from network.goals.models import Goal
from network.goals.queries import goals_visible_to


def council_rows(actor: AnyActor, found: Iterable[Any]) -> list[dict[str, Any]]:
    """Return councils as lines: how many goals each has that the reader sees, one's own first."""
    there = list(found)
    adopted, proposed = Q(state=Goal.State.ADOPTED), Q(state=Goal.State.PROPOSED)
    counts: dict[Any, Any] = {
        row["council"]: row
        for row in goals_visible_to(actor)
        .filter(council__in=there)
        .order_by()
        .values("council")
        .annotate(adopted=Count("pk", filter=adopted), proposed=Count("pk", filter=proposed))
    }
    own = set(councils().around(actor).values_list("pk", flat=True))
    rows = [
        {
            "council": one,
            "adopted": counts.get(one.pk, {}).get("adopted", 0),
            "proposed": counts.get(one.pk, {}).get("proposed", 0),
            "own": one.pk in own,
        }
        for one in there
    ]
    return sorted(rows, key=lambda one: (not one["own"], one["council"].name))
