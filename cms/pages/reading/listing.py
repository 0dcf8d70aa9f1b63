"""What readers of several kinds of page have in common: the pages of a section, days, and addresses of other parts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cms.pages.models import CouncilPage
from cms.publishing.queries import pages_shown
from events import clock


def today() -> date:
    """Return the day it is here."""
    return timezone.localdate(clock.now())


def next_midnight() -> datetime:
    """Return when what depends on the day says something else."""
    return timezone.make_aware(datetime.combine(today() + timedelta(days=1), time.min))


def children_shown(section: CouncilPage, model: Any) -> QuerySet[Any]:
    """Return the pages of a kind below a section that are in lists, with their owner and where they stand."""
    found: QuerySet[Any] = model.objects.child_of(section).filter(pk__in=pages_shown(model.kind).values("page"))
    return found.select_related("organisation", "locale", "standing")


def siblings_shown(page: CouncilPage) -> QuerySet[Any]:
    """Return the pages of the same kind beside a page, itself included, that are in lists."""
    return children_shown(page.get_parent(), type(page))


def address(name: str, *arguments: Any) -> str:
    """Return the address of a view, or nothing while that part of the site is not there."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
