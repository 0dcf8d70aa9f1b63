"""What time does with registrations: a reminder the day before, and what people needed is deleted afterwards."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from events import clock
from events.actor import System
from events.upkeep import every_hour
from workshops.plans.models import Workshop
from workshops.registering.actions import delete_needs, remind_registered
from workshops.registering.models import Registration

_SYSTEM = System("registering")
OPENS, CLOSES = 8, 20
"""Hours between which reminders are sent, Swedish time."""
DAY = timedelta(days=1)


@every_hour
def remind_of_tomorrow() -> int:
    """Remind those with a seat of what is tomorrow; if that was missed, on the day itself. Return how many."""
    now = clock.now()
    local = timezone.localtime(now)
    if not OPENS <= local.hour < CLOSES:
        return 0
    coming = Registration.objects.filter(
        state=Registration.State.SEATED,
        reminded_at__isnull=True,
        workshop__state=Workshop.State.ANNOUNCED,
        workshop__starts_at__gt=now,
        workshop__starts_at__lt=now + 2 * DAY,
    )
    due = [one for one in coming.select_related("workshop") if _is_due(one)]
    for one in due:
        remind_registered(actor=_SYSTEM, registration=one)
    return len(due)


def _is_due(registration: Registration) -> bool:
    before = timezone.localdate(registration.workshop.starts_at) - DAY
    # Who registers the day before has just had a mail that says all.
    return timezone.localdate(clock.now()) >= before > timezone.localdate(registration.asked_at)


@every_hour
def delete_old_needs() -> int:
    """Delete what people needed in order to take part in a workshop that is over; return of how many."""
    over = Q(workshop__state__in=[Workshop.State.ENDED, Workshop.State.CANCELLED])
    # One that nobody has ended is over all the same.
    over |= Q(workshop__ends_at__lt=clock.now() - DAY)
    found = list(Registration.objects.filter(over).exclude(needs=""))
    for one in found:
        delete_needs(actor=_SYSTEM, registration=one)
    return len(found)
