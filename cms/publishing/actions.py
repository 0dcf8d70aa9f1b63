"""What happens to where pages stand: published, confirmed, overdue, lapsed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from wagtail.models import Page

from accounts.actor import PersonActor
from cms.pages.models import PAGES, CouncilPage
from cms.publishing.events import (
    PageConfirmed,
    PageDeleted,
    PageLapsed,
    PageMoved,
    PageOverdue,
    PagePublished,
    PageUnpublished,
)
from cms.publishing.models import Standing
from events import clock
from events.action import action
from events.actor import Actor
from events.recording import record

LAPSING = frozenset(one.kind for one in PAGES if one.lapses)
"""Kinds of page that lapse. Sections do not: they hold the others up."""
Follower = Callable[[Actor, Any], None]
_followers: dict[str, list[Follower]] = {}


def when_published(kind: str) -> Callable[[Follower], Follower]:
    """Enter a function that belongs to publishing a kind of page: called with the page, in the same transaction."""

    def decorate(function: Follower) -> Follower:
        following = _followers.setdefault(kind, [])
        if function not in following:
            following.append(function)
        return function

    return decorate


def next_confirmation(page: CouncilPage) -> date:
    """Return the day by which a page confirmed today is to be confirmed again."""
    return timezone.localdate(clock.now()) + relativedelta(months=page.confirm_every)


def _membership(actor: Actor) -> object:
    return actor.membership if isinstance(actor, PersonActor) else None


def _touch(standing: Standing, *fields: str) -> None:
    standing.version += 1
    standing.save(update_fields=[*fields, "version"])


@action("cms.record_publishing", on="standing")
def record_published(*, actor: Actor, standing: Standing, first: bool) -> None:
    """Write down that a page is shown to the public. Publishing confirms what the page says."""
    page = standing.page.specific
    standing.organisation = page.organisation
    standing.public, standing.lapsed_at, standing.reminded, standing.was_overdue = True, None, 0, False
    standing.confirm_by, standing.confirmed_at = next_confirmation(page), clock.now()
    standing.confirmed_by = _membership(actor)  # type: ignore[assignment]
    _touch(
        standing,
        "organisation",
        "public",
        "lapsed_at",
        "reminded",
        "was_overdue",
        "confirm_by",
        "confirmed_at",
        "confirmed_by",
    )
    record(PagePublished(page=standing.pk, kind=standing.kind, first=first))
    for follow in _followers.get(standing.kind, ()):
        follow(actor, page)


@action("cms.record_publishing", on="standing")
def record_unpublished(*, actor: Actor, standing: Standing) -> None:
    """Write down that a page is no longer shown."""
    if standing.public:
        standing.public = False
        _touch(standing, "public")
        record(PageUnpublished(page=standing.pk, kind=standing.kind))


@action("cms.record_publishing", on="standing")
def record_moved(*, actor: Actor, standing: Standing) -> None:
    """Write down that a public page, and with it all below it, has a new address."""
    for one in Standing.objects.filter(page__in=Page.objects.descendant_of(standing.page, inclusive=True), public=True):
        _touch(one)
        record(PageMoved(page=one.pk, kind=one.kind))


@action("cms.record_publishing", on="standing")
def record_deleted(*, actor: Actor, standing: Standing) -> None:
    """Write down that a page is gone; the caller removes it."""
    record(PageDeleted(page=standing.pk, kind=standing.kind))


@action("cms.confirm_page", on="standing")
def confirm_page(*, actor: Actor, standing: Standing) -> Standing:
    """Say that a page is still true. One that had lapsed is in the lists again."""
    restored = standing.lapsed_at is not None
    standing.confirm_by, standing.confirmed_at = next_confirmation(standing.page.specific), clock.now()
    standing.confirmed_by = _membership(actor)  # type: ignore[assignment]
    standing.lapsed_at, standing.reminded, standing.was_overdue = None, 0, False
    _touch(standing, "confirm_by", "confirmed_at", "confirmed_by", "lapsed_at", "reminded", "was_overdue")
    record(PageConfirmed(page=standing.pk, kind=standing.kind, restored=restored))
    return standing


@action("cms.run_freshness", on="standing")
def mark_overdue(*, actor: Actor, standing: Standing) -> bool:
    """Mark a public page whose day of confirmation has passed; say whether that happened now."""
    if not standing.public or standing.was_overdue or not standing.is_overdue:
        return False
    standing.was_overdue = True
    _touch(standing, "was_overdue")
    record(PageOverdue(page=standing.pk, kind=standing.kind))
    return True


@action("cms.run_freshness", on="standing")
def lapse(*, actor: Actor, standing: Standing) -> bool:
    """Take a public page that nobody confirmed out of lists, search and feeds; say whether that happened now."""
    lapses = standing.kind in LAPSING and standing.public and standing.lapses_on <= _today()
    if not lapses or standing.lapsed_at:
        return False
    standing.lapsed_at = clock.now()
    _touch(standing, "lapsed_at")
    record(PageLapsed(page=standing.pk, kind=standing.kind))
    return True


@action("cms.run_freshness", on="standing")
def note_reminded(*, actor: Actor, standing: Standing, days: int) -> bool:
    """Write down that the owner is reminded so many days ahead, unless that has been done; say whether it was now.

    Nothing the public sees changes.
    """
    if not standing.is_due_for_reminder(days):
        return False
    standing.reminded = days
    standing.save(update_fields=["reminded"])
    return True


def _today() -> date:
    return timezone.localdate(clock.now())
