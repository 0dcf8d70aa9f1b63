"""What registration adds to the snapshot of a workshop."""

from collections.abc import Iterable
from uuid import UUID

from workshops.registering.models import Registration
from workshops.sessions.snapshot import part_of


@part_of("hosts", "registration")
def _registrations(workshop: UUID) -> Iterable[UUID]:
    found = Registration.objects.filter(workshop=workshop).exclude(state=Registration.State.WITHDRAWN)
    return found.values_list("pk", flat=True)
