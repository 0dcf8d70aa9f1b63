"""What of the conclusions is in a snapshot."""

from collections.abc import Iterable
from uuid import UUID

from workshops.outcomes.models import Outcome
from workshops.sessions.snapshot import part_of


@part_of("workshop", "outcome")
def _outcomes(workshop: UUID) -> Iterable[UUID]:
    return Outcome.objects.filter(workshop=workshop).values_list("pk", flat=True)


@part_of("hosts", "review")
def _reviews(workshop: UUID) -> Iterable[UUID]:
    return Outcome.objects.filter(workshop=workshop, to_review=True).values_list("pk", flat=True)
