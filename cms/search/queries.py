"""Reads of the index. Whatever it says, only what the public may read now is found."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import NOBODY
from cms.publishing.queries import pages_shown
from cms.search.models import SearchEntry
from council.seats.models import Seat
from network.goals.queries import goals_visible_to

NO_PAGES: list[str] = [SearchEntry.Kind.GOAL, SearchEntry.Kind.ORGANISATION]


def entries_shown() -> QuerySet[SearchEntry]:
    """Return the entries of what is public at this moment, asked of the things themselves."""
    pages = pages_shown().filter(page__live=True)
    return SearchEntry.objects.filter(
        (~Q(kind__in=NO_PAGES) & Q(object__in=pages.values("pk")))
        | Q(kind=SearchEntry.Kind.GOAL, object__in=goals_visible_to(NOBODY).values("pk"))
        | Q(kind=SearchEntry.Kind.ORGANISATION, object__in=Seat.objects.values("organisation"))
    )


def things_shown(things: Iterable[tuple[str, UUID]]) -> set[tuple[str, UUID]]:
    """Return those of some things, each with its kind, that are public at this moment.

    The same question as above for entries that are known already: SQLite would go through all entries for each thing
    if it were asked as one.
    """
    asked: dict[str, list[tuple[str, UUID]]] = defaultdict(list)
    for kind, thing in things:
        asked[kind if kind in NO_PAGES else ""].append((kind, thing))
    found = {group: set(_shown(group, [thing for _, thing in some])) for group, some in asked.items()}
    return {one for group, some in asked.items() for one in some if one[1] in found[group]}


def _shown(kind: str, things: list[UUID]) -> Iterable[UUID]:
    if kind == SearchEntry.Kind.GOAL:
        return goals_visible_to(NOBODY).filter(pk__in=things).order_by().values_list("pk", flat=True)
    if kind == SearchEntry.Kind.ORGANISATION:
        return Seat.objects.filter(organisation__in=things).order_by().values_list("organisation", flat=True)
    return pages_shown().filter(pk__in=things, page__live=True).order_by().values_list("pk", flat=True)
