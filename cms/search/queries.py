"""Reads of the index. Whatever it says, only what the public may read now is found."""

from django.db.models import Q, QuerySet

from accounts.actor import NOBODY
from cms.publishing.queries import pages_shown
from cms.search.models import SearchEntry
from council.seats.models import Seat
from network.goals.queries import goals_visible_to

NO_PAGES = [SearchEntry.Kind.GOAL, SearchEntry.Kind.ORGANISATION]


def entries_shown() -> QuerySet[SearchEntry]:
    """Return the entries of what is public at this moment, asked of the things themselves."""
    pages = pages_shown().filter(page__live=True)
    return SearchEntry.objects.filter(
        (~Q(kind__in=NO_PAGES) & Q(object__in=pages.values("pk")))
        | Q(kind=SearchEntry.Kind.GOAL, object__in=goals_visible_to(NOBODY).values("pk"))
        | Q(kind=SearchEntry.Kind.ORGANISATION, object__in=Seat.objects.values("organisation"))
    )
