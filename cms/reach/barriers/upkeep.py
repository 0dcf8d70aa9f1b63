"""What time does with reports: a reminder after a week, and the reporter's address gone a month after the end."""

from datetime import timedelta

from django.utils import timezone

from cms.reach.barriers.actions import forget_reporter, remind_of_barrier
from cms.reach.barriers.models import BarrierReport
from cms.reach.barriers.queries import ANSWER_WITHIN
from events import clock
from events.actor import System
from events.upkeep import every_hour
from network.goals.reminders.due import may_send

_SYSTEM = System("barriers")
ADDRESS_KEPT = timedelta(days=30)


@every_hour
def remind_of_barriers() -> int:
    """Remind of what has waited for an answer for a week, in working hours; return of how many."""
    now = clock.now()
    if not may_send(timezone.localtime(now)):
        return 0
    late = BarrierReport.objects.filter(
        answered_at__isnull=True, reminded_at__isnull=True, reported_at__lt=now - ANSWER_WITHIN
    )
    return sum(remind_of_barrier(actor=_SYSTEM, barrier=one) for one in late)


@every_hour
def forget_reporters() -> int:
    """Remove the addresses of those whose case was closed a month ago; return how many."""
    old = BarrierReport.objects.filter(closed_at__lt=clock.now() - ADDRESS_KEPT).exclude(email="")
    for one in old:
        forget_reporter(actor=_SYSTEM, barrier=one)
    return len(old)
