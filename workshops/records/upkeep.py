"""What time does to workshops that are over: guests are forgotten after a day, raw material goes after its days."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from events import clock
from events.actor import System
from events.upkeep import every_hour
from workshops.plans.models import Workshop
from workshops.records.actions import dispose_of_material, forget_guests

RETENTION = System("retention")
GUESTS_KNOWN = timedelta(hours=24)
"""As long as the session of a guest lasts: to read the record once more, and take home a certificate."""


NOBODY_ENDED = timedelta(days=1)
"""So long after it should have been over, a workshop that nobody has ended is over all the same."""


@every_hour
def forget_the_guests() -> int:
    """Forget the guests of workshops that were over a day ago; return of how many workshops."""
    found = [one for one in _waiting("forgotten_at") if _over(one) + GUESTS_KNOWN < clock.now()]
    for workshop in found:
        forget_guests(actor=RETENTION, workshop=workshop)
    return len(found)


@every_hour
def dispose_of_raw_material() -> int:
    """Dispose of what people wrote when its days are over; return of how many workshops."""
    found = [one for one in _waiting("disposed_at") if _over(one) + timedelta(days=one.raw_days) < clock.now()]
    for workshop in found:
        dispose_of_material(actor=RETENTION, workshop=workshop)
    return len(found)


def _waiting(moment: str) -> QuerySet[Workshop]:
    # People may have been in the room of one that was called off.
    return Workshop.objects.filter(**{f"{moment}__isnull": True}).exclude(state=Workshop.State.PLANNED)


def _over(workshop: Workshop) -> datetime:
    if workshop.ended_at or workshop.state == Workshop.State.CANCELLED:
        return workshop.ended_at or workshop.ends_at
    return workshop.ends_at + NOBODY_ENDED
