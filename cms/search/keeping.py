"""Keeping the index: what is entered, taken out, and made anew when the rules have changed."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.actor import NOBODY
from accounts.models import Organisation
from cms.publishing.models import Standing
from cms.publishing.queries import pages_shown
from cms.search import index
from cms.search.models import SearchEntry, SearchState, SearchWord
from cms.search.texts import Text, text_of_goal, text_of_organisation, text_of_page
from cms.search.words import words
from council.seats.models import Seat
from events import clock
from network.goals.queries import goals_visible_to

FORMAT = 1
"""Version of how texts are cut, stemmed and entered. Raise it with any change there: the index is then made anew."""
_AT_ONCE = 500


@transaction.atomic
def keep_page(standing: UUID) -> None:
    """Enter a page as it stands now, or take it out."""
    if _is_whole():
        found = Standing.objects.select_related("page").filter(pk=standing).first()
        _keep(standing, text_of_page(found) if found else None)


@transaction.atomic
def keep_goal(goal: UUID) -> None:
    """Enter a goal that everybody may read, or take it out."""
    if _is_whole():
        found = goals_visible_to(NOBODY).filter(pk=goal).first()
        _keep(goal, text_of_goal(found) if found else None)


@transaction.atomic
def keep_organisation(organisation: UUID) -> None:
    """Enter an organisation that sits in a council, or take it out."""
    if _is_whole():
        found = _seated().filter(pk=organisation).first()
        _keep(organisation, text_of_organisation(found) if found else None)


@transaction.atomic
def forget(thing: UUID) -> None:
    """Take something out that is gone."""
    if _is_whole():
        _keep(thing, None)


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew; return how many entries it has. Until it is done everybody finds what was there."""
    state = _locked()
    index.clear()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    counts: dict[str, int] = {}
    entries = 0
    for text in _everything():
        for one in _enter(text):
            counts[one] = counts.get(one, 0) + 1
        entries += 1
    SearchWord.objects.bulk_create(
        [SearchWord(word=one, length=len(one), entries=count) for one, count in counts.items()], batch_size=_AT_ONCE
    )
    state.format, state.built_at = FORMAT, clock.now()
    state.save()
    return entries


def is_current() -> bool:
    """Say whether the index was made by the rules of now."""
    return SearchState.objects.filter(format=FORMAT).exists()


def _is_whole() -> bool:
    """Lock the index for one change. One that was made by other rules is made anew instead, the change with it."""
    if _locked().format == FORMAT:
        return True
    rebuild()
    return False


def _locked() -> SearchState:
    # On PostgreSQL two transactions that write the same words would otherwise wait for each other.
    state, _ = SearchState.objects.select_for_update().get_or_create(pk=1)
    return state


def _everything() -> Iterator[Text]:
    for standing in pages_shown().select_related("page").order_by("pk"):
        text = text_of_page(standing)
        if text:
            yield text
    yield from map(text_of_goal, goals_visible_to(NOBODY).order_by("pk"))
    yield from map(text_of_organisation, _seated().order_by("pk"))


def _seated() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("parent").filter(pk__in=Seat.objects.values("organisation"))


def _keep(thing: UUID, text: Text | None) -> None:
    entry = SearchEntry.objects.filter(object=thing).first()
    before = _vocabulary(entry) if entry else set()
    after = _enter(text) if text else set()
    if entry and not text:
        index.remove(entry.pk)
        entry.delete()
    _count(before - after, -1)
    _count(after - before, 1)
    SearchWord.objects.filter(entries__lte=0).delete()


def _enter(text: Text) -> set[str]:
    """Enter a text in place of what was there; return its words."""
    values = asdict(text)
    entry, _ = SearchEntry.objects.update_or_create(object=values.pop("object"), defaults=values)
    fields = _fields(entry)
    index.write(entry.pk, fields, entry.language)
    return set().union(*fields.values())


def _fields(entry: SearchEntry) -> dict[str, list[str]]:
    title = f"{entry.title}\n{entry.names}" if entry.names else entry.title
    return {"title": words(title), "summary": words(entry.summary), "body": words(entry.body)}


def _vocabulary(entry: SearchEntry) -> set[str]:
    return set().union(*_fields(entry).values())


def _count(changed: set[str], by: int) -> None:
    for some in batched(sorted(changed), _AT_ONCE):
        if by > 0:
            new = [SearchWord(word=one, length=len(one)) for one in some]
            SearchWord.objects.bulk_create(new, ignore_conflicts=True)
        SearchWord.objects.filter(word__in=some).update(entries=F("entries") + by)
