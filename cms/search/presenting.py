"""The parts of the search page: hits, and ways to narrow the search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actor import NOBODY, AnyActor
from accounts.models import Organisation
from cms.pages.models import EventPage, KnowledgePage, PolicyPage
from cms.search.finding import Found, Limits
from cms.search.models import SearchEntry
from cms.search.scoring import Looked
from cms.search.showing import excerpt_of, names_of, title_of
from council.seats.models import Council
from events import clock
from network.goals.queries import councils_with_goals

MOST_CHOICES = 8
"""Choices of a kind that stand open; the rest are behind a word."""
ICONS = {
    "news": "newspaper",
    "policy": "landmark",
    "guide": "route",
    "measure": "hand-helping",
    "responsibility": "grid-3x3",
    "knowledge": "book-open",
    "event": "calendar",
    "term": "tag",
    "contact": "map-pin",
    "page": "file-text",
    "goal": "target",
    "organisation": "building-2",
}
_ONE: dict[str, str | Promise] = {
    "news": gettext_lazy("News article"),
    "term": gettext_lazy("Term"),
    "contact": gettext_lazy("Local contact"),
    "page": gettext_lazy("Page"),
    "goal": gettext_lazy("Goal"),
}
"""What one thing is called where the kind's own name speaks of many."""
_WHAT: dict[str, type[TextChoices]] = {
    "policy": PolicyPage.Kind,
    "event": EventPage.Kind,
    "knowledge": KnowledgePage.Kind,
    "organisation": Organisation.Kind,
}


@dataclass(frozen=True)
class Hit:
    """A hit as it is shown."""

    title: SafeString
    names: SafeString
    excerpt: SafeString
    url: str
    kind: str
    icon: str
    organisation: Organisation | None
    date: date | None
    is_over: bool
    language: str


def hits(entries: Iterable[SearchEntry], looked: Looked) -> list[Hit]:
    """Return entries as they are shown."""
    today = timezone.localdate(clock.now())
    return [
        Hit(
            title=title_of(one, looked),
            names=names_of(one, looked),
            excerpt=excerpt_of(one, looked),
            url=one.url,
            kind=kind_of(one),
            icon=ICONS[one.kind],
            organisation=one.organisation,
            date=one.date,
            is_over=is_over(one, today),
            language=one.language,
        )
        for one in entries
    ]


def kind_of(entry: SearchEntry) -> str:
    """Return what one would call the thing: an agreement rather than a policy, a fair rather than an event."""
    what, choices = entry.facets.get("what"), _WHAT.get(entry.kind)
    if choices and what in choices.values:
        return str(choices(what).label)
    return str(_ONE.get(entry.kind) or SearchEntry.Kind(entry.kind).label)


def is_over(entry: SearchEntry, today: date) -> bool:
    """Say whether it no longer holds or goes on."""
    return entry.ends_on is not None and entry.ends_on < today


@dataclass(frozen=True)
class Address:
    """The address of the search with what is chosen there."""

    chosen: Mapping[str, str]

    def having(self, **changes: str) -> str:
        """Return the address with something chosen otherwise, from its first page on."""
        kept = {name: value for name, value in {**self.chosen, **changes}.items() if value}
        return reverse("cms:search") + (f"?{urlencode(kept)}" if kept else "")


@dataclass(frozen=True)
class Choice:
    """One way to narrow the search; chosen already, it leads back."""

    label: str
    count: int
    url: str
    chosen: bool
    icon: str = ""


@dataclass(frozen=True)
class Group:
    """Choices of which one can be made."""

    label: str
    choices: Sequence[Choice]
    more: Sequence[Choice] = ()


def groups(found: Found, limits: Limits, at: Address) -> list[Group]:
    """Return the ways to narrow a search that part what was found."""
    all_groups = [_kinds(found, limits, at), _organisations(found, limits, at), _years(found, limits, at)]
    return [one for one in all_groups if len(one.choices) > 1 or any(choice.chosen for choice in one.choices)]


def kinds(found: Found, limits: Limits, at: Address) -> Sequence[Choice]:
    """Return the kinds of what was found, with how many of each."""
    return _kinds(found, limits, at).choices


def _kinds(found: Found, limits: Limits, at: Address) -> Group:
    counts = _with_chosen(found.counts["kind"], limits.kind)
    choices = [
        _choice(str(kind.label), counts[kind.value], at, "kind", kind.value, limits.kind == kind, ICONS[kind.value])
        for kind in SearchEntry.Kind
        if kind.value in counts
    ]
    return Group(_("Kind"), choices)


def _organisations(found: Found, limits: Limits, at: Address) -> Group:
    counts = _with_chosen(found.counts["organisation"], limits.organisation)
    there = Organisation.objects.in_bulk(list(counts))
    choices = [
        _choice(one.name, counts[pk], at, "organisation", one.slug, limits.organisation == pk)
        for pk, one in there.items()
    ]
    choices.sort(key=lambda one: (not one.chosen, -one.count, one.label))
    return Group(_("Who answers for it"), choices[:MOST_CHOICES], choices[MOST_CHOICES:])


def _years(found: Found, limits: Limits, at: Address) -> Group:
    counts = _with_chosen(found.counts["year"], limits.year)
    choices = [
        _choice(str(year), counts[year], at, "year", str(year), limits.year == year)
        for year in sorted(counts, reverse=True)
    ]
    return Group(_("Year"), choices[:MOST_CHOICES], choices[MOST_CHOICES:])


def _with_chosen(counts: Mapping[Any, int], chosen: Any) -> dict[Any, int]:
    return {**({chosen: 0} if chosen else {}), **counts}


def _choice(label: str, count: int, at: Address, name: str, value: str, chosen: bool, icon: str = "") -> Choice:
    return Choice(label, count, at.having(**{name: "" if chosen else value}), chosen, icon)


def letterhead(organisation: Organisation, who: AnyActor) -> dict[str, Any]:
    """Return what is public of an organisation, with the councils it sits in and where the reader meets them."""
    seated = Council.objects.filter(seats__organisation=organisation).distinct()
    public = set(councils_with_goals(NOBODY).values_list("pk", flat=True))
    return {"organisation": organisation, "councils": [(one, _url_of(one, who, one.pk in public)) for one in seated]}


def _url_of(council: Council, who: AnyActor, has_goals: bool) -> str:
    if who.is_signed_in:
        return reverse("council:council", args=[council.slug])
    return reverse("network:goals", args=[council.slug]) if has_goals else ""
