"""How a report is shown to those who answer it. The reporter's address is not in it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from cms.reach.barriers.models import BarrierReport
from live.views import renders


def barrier_view(barrier: BarrierReport) -> dict[str, Any]:
    """Return a report as its organisation sees it."""
    return {
        "kind": "barrier",
        "id": str(barrier.pk),
        "version": barrier.version,
        "number": barrier.number,
        "organisation": str(barrier.organisation_id),
        "state": barrier.state,
        "wanted": barrier.wanted,
        "happened": barrier.happened,
        "page": barrier.page,
        "situations": barrier.situations,
        "answer": barrier.answer,
        "becomes_fault": barrier.becomes_fault,
        "reported_at": barrier.reported_at,
        "taken_at": barrier.taken_at,
        "answered_at": barrier.answered_at,
        "closed_at": barrier.closed_at,
    }


@renders("barrier")
def _barriers(ids: Sequence[UUID]) -> Iterable[Mapping[str, Any]]:
    return map(barrier_view, BarrierReport.objects.filter(pk__in=ids))
