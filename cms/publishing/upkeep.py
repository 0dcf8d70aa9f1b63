"""What time asks of pages: that they are confirmed, that they lapse, and that they come and go on schedule."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.publishing.actions import LAPSING, lapse, mark_overdue, note_reminded
from cms.publishing.models import GRACE, Standing
from cms.publishing.queries import due_for_reminder
from cms.publishing.reminders import About, book
from events import clock
from events.actor import System
from events.upkeep import every_hour, every_minute

logger = logging.getLogger("arenan.freshness")
FRESHNESS = System("freshness")
STEPS = (7, 30)
"""Days before the day of confirmation on which the owner is reminded; the nearest first, so that one that was missed
is not sent after it."""


@every_hour
def mark_overdue_pages() -> int:
    """Mark the public pages whose day of confirmation has passed; return how many."""
    late = Standing.objects.shown().filter(was_overdue=False, confirm_by__lt=clock.today())
    return sum(mark_overdue(actor=FRESHNESS, standing=one) for one in late)


@every_hour
def lapse_pages() -> int:
    """Let lapse what nobody confirmed within the time of grace, and tell the owners; return how many pages."""
    late = Standing.objects.shown().filter(kind__in=LAPSING, confirm_by__lte=clock.today() - GRACE)
    return _each_owner(late, About.LAPSED, lambda one: lapse(actor=FRESHNESS, standing=one))


@every_hour
def remind_owners() -> int:
    """Remind owners of the pages that they are to confirm; return of how many."""
    return sum(
        _each_owner(
            due_for_reminder(clock.today(), days),
            About.SOON,
            lambda one, days=days: note_reminded(actor=FRESHNESS, standing=one, days=days),  # type: ignore[misc]
        )
        for days in STEPS
    )


def _each_owner(found: Iterable[Standing], about: About, take: Callable[[Standing], bool]) -> int:
    """Take a step with each page; book one mail to each owner about theirs, in the transaction of the steps."""
    by_owner: dict[UUID, list[Standing]] = defaultdict(list)
    for one in found:
        by_owner[one.organisation_id].append(one)
    return sum(_owner(owner, pages, about, take) for owner, pages in by_owner.items())


def _owner(owner: UUID, pages: Iterable[Standing], about: About, take: Callable[[Standing], bool]) -> int:
    try:
        with transaction.atomic():
            taken = [one for one in pages if take(one)]
            if taken:
                book(about, owner, taken)
    except Exception:
        logger.exception("the pages of organisation %s are tried again in an hour", owner)
        return 0
    return len(taken)


@every_minute
def publish_scheduled() -> int:
    """Publish what is to be published by now, and take down what has expired; return how many pages.

    Wagtail's own command wants to be called by the system's clock, and stops at the first page that fails.
    """
    now = timezone.now()
    expired = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").values_list("pk", flat=True)
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    steps: list[tuple[Callable[[int], bool], int]] = [(_take_down, pk) for pk in expired]
    steps += [(_put_up, pk) for pk in due.values_list("pk", flat=True)]
    return sum(_tried(step, pk) for step, pk in steps)


def _tried(step: Callable[[int], bool], pk: int) -> bool:
    try:
        with transaction.atomic():
            return step(pk)
    except Exception:
        logger.exception("%s %d failed; it is tried again in a minute", step.__name__, pk)
        return False


# Each looks again, under lock: two workers may have found the same.
def _take_down(pk: int) -> bool:
    page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lt=timezone.now()).first()
    if page is None:
        return False
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _put_up(pk: int) -> bool:
    due = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lt=timezone.now())
    revision = due.first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True
