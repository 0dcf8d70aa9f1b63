"""Jobs that time itself asks for: some every hour, some every minute. Each kind is a task that books itself again."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events.idempotency import forget_old

logger = logging.getLogger("arenan.upkeep")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
Job = Callable[[], int]
_jobs: list[Job] = []
_minute_jobs: list[Job] = []


def every_hour(job: Job) -> Job:
    """Run `job` about once an hour. It must bear being run twice, and returns how much it did."""
    _jobs.append(job)
    return job


def every_minute(job: Job) -> Job:
    """Run `job` about once a minute: for what somebody waits for at a moment. Mostly it must find nothing, and fast.

    It must bear being run twice, and returns how much it did.
    """
    _minute_jobs.append(job)
    return job


every_hour(forget_old)


def run_jobs() -> None:
    """Run every hourly job now; one that fails does not stop the others."""
    _run(_jobs)


def run_minute_jobs() -> None:
    """Run every job of the minute now; one that fails does not stop the others."""
    _run(_minute_jobs)


def _run(jobs: Sequence[Job]) -> None:
    for job in jobs:
        try:
            done = job()
        except Exception:
            logger.exception("%s failed; it is tried again next time", job.__name__)
        else:
            if done:
                logger.info("%s: %d", job.__name__, done)


@task
def upkeep() -> None:
    """Run the hourly jobs and book the next run."""
    run_jobs()
    _book(upkeep, timezone.now() + HOUR)


@task
def minute_upkeep() -> None:
    """Run the jobs of the minute and book the next run. Runs that are done leave nothing behind: there are many."""
    run_minute_jobs()
    _of(minute_upkeep).filter(status=TaskResultStatus.SUCCESSFUL).delete()
    _book(minute_upkeep, timezone.now() + MINUTE)


def ensure_booked() -> None:
    """Book the first runs unless they are waiting. Called when a server or worker starts."""
    for one in (upkeep, minute_upkeep):
        _book(one, timezone.now())


def _of(one: Any) -> Any:
    return DBTaskResult.objects.filter(task_path=one.module_path)


def _book(one: Any, run_after: datetime) -> None:
    # Two that look at once may both book. That heals itself: whichever runs while another waits books none.
    with transaction.atomic():
        if not _of(one).filter(status=TaskResultStatus.READY).exists():
            one.using(run_after=run_after).enqueue()
