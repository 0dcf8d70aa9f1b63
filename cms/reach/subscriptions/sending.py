"""Telling subscribers what is published, and what is asked.

One mail an hour at most: the first thing that a subscriber is to hear of waits an hour, and the mail then tells of
everything that has come meanwhile, as it stands at that moment. So an editor's second thoughts make no second mail.
The table of notices lets each event be told once, however often its reaction or its task runs; the mail keeps its id,
so that a copy sent after a worker died in the middle is seen as the same.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from cms.consultation.events import AnswersAnnounced, ConsultationAnnounced
from cms.consultation.queries import told_to_public
from cms.pages.models import CouncilPage
from cms.publishing.events import PagePublished
from cms.publishing.models import Standing
from cms.reach.subscriptions import writing
from cms.reach.subscriptions.models import Notice, Said, Subscription, Topic
from cms.reach.subscriptions.queries import CONFIRM_WITHIN, still_shown, told_of, told_of_consultation
from cms.reach.wording import digest_of
from events import clock
from events.models import Event
from events.reactions import reacts_to
from events.upkeep import every_hour

logger = logging.getLogger("arenan.subscriptions")
State = Notice.State
QUIET = timedelta(hours=1)
ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=5)
STUCK_AFTER = timedelta(hours=1)
KEPT = timedelta(days=30)
"""How long it is known what was sent to whom."""


@task
def ask(subscription: str, attempt: int) -> None:
    """Send the mail that asks whether the owner of an address wants what was asked for; try again if it fails."""
    found = Subscription.objects.select_related("page").filter(pk=subscription).first()
    if found is None:
        return
    try:
        writing.asking(found).send()
    except Exception:
        logger.exception("a mail that asks about a subscription failed, attempt %d", attempt)
        if attempt < ATTEMPTS:
            wait = FIRST_WAIT * 4 ** (attempt - 1)
            ask.using(run_after=timezone.now() + wait).enqueue(subscription, attempt + 1)


# --- What is told to whom ----------------------------------------------------------------------------------------


@reacts_to(PagePublished)
def book_notices(happened: PagePublished, event: Event) -> None:
    """Book what subscribers are told of a page that is new, or says something else than before."""
    standing = Standing.objects.shown().select_related("page__locale").filter(pk=happened.page).first()
    if standing is None:
        return
    with transaction.atomic():
        if _is_news(standing, first=happened.first):
            told = told_of(standing, first=happened.first)
            _enter(told, event=event, standing=standing, is_new=happened.first)


@reacts_to(ConsultationAnnounced, AnswersAnnounced)
def book_of_consultation(happened: ConsultationAnnounced | AnswersAnnounced, event: Event) -> None:
    """Book what subscribers are told of a consultation that anybody may read: it opened, or its answers are public."""
    found = told_to_public().select_related("policy__locale").filter(pk=happened.consultation).first()
    if found is None:
        return
    with transaction.atomic():
        is_new = isinstance(happened, ConsultationAnnounced)
        _enter(told_of_consultation(found), event=event, consultation=found, is_new=is_new)


def _enter(told: Iterable[Subscription], **about: Any) -> None:
    """Enter a notice for each address among the subscribers; `about` says of what."""
    chosen = _one_each(told)
    due = clock.now() + QUIET
    Notice.objects.bulk_create([Notice(subscription=one, due_at=due, **about) for one in chosen], ignore_conflicts=True)
    _book([one.pk for one in chosen])


def _is_news(standing: Standing, *, first: bool) -> bool:
    page: CouncilPage = standing.page.specific
    digest = digest_of(page)
    said, new = Said.objects.select_for_update().get_or_create(standing=standing, defaults={"digest": digest})
    if new or said.digest == digest:
        return new or first
    said.digest = digest
    said.save(update_fields=["digest"])
    return True


def _one_each(found: Iterable[Subscription]) -> list[Subscription]:
    """Return one subscription for each address: the narrowest, since that is why its owner wants to know."""
    breadth = {Topic.PAGE: 0, Topic.EVERYTHING: 2}
    by_address: dict[str, list[Subscription]] = defaultdict(list)
    for one in found:
        by_address[one.email].append(one)
    return [min(them, key=lambda one: breadth.get(Topic(one.topic), 1)) for them in by_address.values()]


def _book(subscriptions: Sequence[UUID]) -> None:
    """Enter a task for each of these that has something waiting and no earlier notice that will take it along."""
    for pk in subscriptions:
        first = Notice.objects.filter(subscription=pk, state=State.WAITING).order_by("due_at").first()
        if first is not None:
            tell.using(run_after=max(first.due_at, timezone.now())).enqueue(str(pk))


@task
def tell(subscription: str) -> None:
    """Send one subscriber what waits, if the first of it has waited long enough and nobody else does it."""
    now = clock.now()
    waiting = Notice.objects.filter(subscription=UUID(subscription), state=State.WAITING)
    if not waiting.filter(due_at__lte=now).exists():
        return
    waiting.update(state=State.SENDING, taken_at=now, attempts=F("attempts") + 1)
    taken = list(
        Notice.objects.filter(subscription=UUID(subscription), state=State.SENDING, taken_at=now)
        .select_related("subscription__page", "standing__page", "standing__organisation", "consultation__organisation")
        .order_by("event_id")
    )
    if not taken:
        return  # Another worker was first.
    shown = still_shown(taken)
    try:
        if shown:
            writing.telling(taken[0].subscription, shown).send()
    except Exception as error:
        logger.exception("a notice failed, attempt %d", taken[0].attempts)
        _failed(taken, error)
    else:
        Notice.objects.filter(pk__in=[one.pk for one in taken]).update(state=State.SENT, sent_at=now, last_error="")


def _failed(taken: Sequence[Notice], error: Exception) -> None:
    attempts = max(one.attempts for one in taken)
    words = f"{type(error).__name__}: {error}"[:500]
    rows = Notice.objects.filter(pk__in=[one.pk for one in taken])
    with transaction.atomic():
        if attempts >= ATTEMPTS:
            rows.update(state=State.FAILED, last_error=words)
            return
        due = clock.now() + FIRST_WAIT * 4 ** (attempts - 1)
        rows.update(state=State.WAITING, due_at=due, last_error=words)
        _book([taken[0].subscription_id])


# --- What time does ----------------------------------------------------------------------------------------------


@every_hour
def tell_what_was_left() -> int:
    """Book anew what a worker began and did not finish, and what lost its task; return for how many subscribers."""
    now = clock.now()
    with transaction.atomic():
        stuck = Notice.objects.filter(state=State.SENDING, taken_at__lt=now - STUCK_AFTER)
        stuck.update(state=State.WAITING, due_at=now)
        late = Notice.objects.filter(state=State.WAITING, due_at__lte=now)
        left = list(late.order_by().values_list("subscription", flat=True).distinct())
        _book(left)
    return len(left)


@every_hour
def forget_unconfirmed() -> int:
    """Remove the addresses that never said yes, and what is known of notices sent long ago; return how many."""
    now = clock.now()
    Notice.objects.filter(state__in=[State.SENT, State.FAILED], due_at__lt=now - KEPT).delete()
    old = Subscription.objects.filter(confirmed_at__isnull=True, created_at__lt=now - CONFIRM_WITHIN)
    return old.delete()[0]
