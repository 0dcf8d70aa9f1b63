"""What time does to files that were sent in."""

from datetime import timedelta

from django.db.models import Q

from events import clock
from events.idempotency import KEPT
from events.upkeep import every_hour
from network.goals.models import Import

LOOKED_AT_FOR = timedelta(hours=24)
"""How long a file that was looked at waits to be done."""


@every_hour
def forget_imports() -> int:
    """Forget files that were looked at but not done, and what came of those that were; return how many.

    What came of one is kept as long as the answer to a repeated request is.
    """
    now = clock.now()
    looked_at = Q(applied_at__isnull=True, kept_at__lt=now - LOOKED_AT_FOR)
    return Import.objects.filter(looked_at | Q(applied_at__lt=now - KEPT)).delete()[0]
