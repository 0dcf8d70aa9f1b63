"""Jobs that time itself asks for. One task runs them all and books itself again an hour later."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events.idempotency import forget_old

logger = logging.getLogger("arenan.upkeep")
HOUR = timedelta(hours=1)
_jobs: list[Callable[[], int]] = []


def every_hour(job: Callable[[], int]) -> Callable[[], int]:
    """Run `job` about once an hour. It must bear being run twice, and returns how much it did."""
    _jobs.append(job)
    return job


every_hour(forget_old)


def run_jobs() -> None:
    """Run every job now; one that fails does not stop the others."""
    for job in _jobs:
        try:
            done = job()
        except Exception:
            logger.exception("%s failed; it is tried again in an hour", job.__name__)
        else:
            if done:
                logger.info("%s: %d", job.__name__, done)


@task
def upkeep() -> None:
    """Run the jobs and book the next run."""
    run_jobs()
    _book(timezone.now() + HOUR)


def ensure_booked() -> None:
    """Book the first run unless one is waiting. Called when a server or worker starts."""
    _book(timezone.now())


def _book(run_after: datetime) -> None:
    # Two that look at once may both book. That heals itself: whichever runs while another waits books none.
    with transaction.atomic():
        if not DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=upkeep.module_path).exists():
            upkeep.using(run_after=run_after).enqueue()
