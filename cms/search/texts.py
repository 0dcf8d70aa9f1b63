"""What is entered of a page, a goal and an organisation: its words, and what is told of it in a list of hits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import override
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from accounts.models import Organisation
from cms.pages.models import CouncilPage, StartPage, TermPage
from cms.publishing.models import Standing
from cms.search.models import SearchEntry
from council.seats.models import Seat
from network.goals.models import Goal

Day = date  # Within a class that has a field called date.
MOST = 200_000
"""Letters of a text that are entered."""
KINDS = {
    "news": SearchEntry.Kind.NEWS,
    "policy": SearchEntry.Kind.POLICY,
    "guide": SearchEntry.Kind.GUIDE,
    "step": SearchEntry.Kind.GUIDE,
    "measure": SearchEntry.Kind.MEASURE,
    "responsibility": SearchEntry.Kind.RESPONSIBILITY,
    "responsibility_index": SearchEntry.Kind.RESPONSIBILITY,
    "knowledge": SearchEntry.Kind.KNOWLEDGE,
    "event": SearchEntry.Kind.EVENT,
    "term": SearchEntry.Kind.TERM,
    "contact": SearchEntry.Kind.CONTACT,
}
"""What the kinds of pages are to a reader; all others are pages."""
_OWN_PLACE = frozenset({"title", "summary", "also", "abbreviation", "confirm_every"})
"""Fields that are entered otherwise than as text, or not at all."""
_DAYS = ("date", "starts_at", "adopted_on", "valid_from")
"""Fields by which a page is dated, the first that it has; else the day it was published."""
_ENDS = ("ends_at", "valid_to")


@dataclass
class Text:
    """What is entered of one thing."""

    kind: str
    object: UUID
    language: str
    title: str
    url: str
    names: str = ""
    summary: str = ""
    body: str = ""
    organisation_id: UUID | None = None
    date: Day | None = None
    ends_on: Day | None = None
    facets: dict[str, str] = field(default_factory=dict)
    boost: int = 0


def text_of_page(standing: Standing) -> Text | None:
    """Return what is entered of a page; None when it is not to be found."""
    page = standing.page.specific
    if not (standing.is_shown and page.live and isinstance(page, CouncilPage) and page.in_search):
        return None
    language = page.locale.language_code
    with override(language):
        return Text(
            kind=KINDS.get(page.kind, SearchEntry.Kind.PAGE),
            object=standing.pk,
            language=language,
            title=page.title,
            names=", ".join(filter(None, (getattr(page, name, "") for name in ("abbreviation", "also")))),
            summary=page.summary,
            body=_joined(_texts(page)),
            url=page.get_url() or "",
            organisation_id=page.organisation_id,
            date=_day(page, _DAYS) or _as_day(page.first_published_at),
            ends_on=_day(page, _ENDS),
            facets={"page": page.kind, "what": getattr(page, "what", "") or getattr(page, "document", "")},
            boost=_boost(page),
        )


def text_of_goal(goal: Goal) -> Text:
    """Return what is entered of a goal. Who may read it is for the caller to ask."""
    return Text(
        kind=SearchEntry.Kind.GOAL,
        object=goal.pk,
        language="sv",
        title=goal.title,
        summary=goal.story[:300],
        body=_joined([goal.story, str(goal.council), goal.source, goal.decision, goal.closing_reason]),
        url=reverse("network:goal", args=[goal.council.slug, goal.number]),
        organisation_id=goal.proposed_by_id,
        date=goal.decided_on,
        ends_on=goal.ends_on,
        facets={"council": goal.council.name},
    )


def text_of_organisation(organisation: Organisation) -> Text:
    """Return what is entered of an organisation with a seat: what a letterhead says, and where it sits."""
    councils = dict.fromkeys(seat.council.name for seat in _seats(organisation))
    with override("sv"):
        kind = organisation.get_kind_display()
    above = organisation.parent.name if organisation.parent else ""
    return Text(
        kind=SearchEntry.Kind.ORGANISATION,
        object=organisation.pk,
        language="sv",
        title=organisation.name,
        names=organisation.short_name,
        summary=organisation.description,
        body=_joined([kind, above, *councils, organisation.organisation_number or ""]),
        url=f"{reverse('cms:search')}?organisation={organisation.slug}",
        facets={"what": organisation.kind, "council": ", ".join(councils)},
    )


def _seats(organisation: Organisation) -> models.QuerySet[Seat]:
    return Seat.objects.filter(organisation=organisation).select_related("council").order_by("council__name")


def _texts(page: CouncilPage) -> Iterator[str]:
    yield from _texts_of(page)
    for relation in get_all_child_relations(type(page)):
        if issubclass(relation.related_model, Page):
            continue
        for row in getattr(page, relation.get_accessor_name()).all():
            yield from _texts_of(row)


def _texts_of(row: models.Model) -> Iterator[str]:
    """Return the words of the fields that a kind of page, or a row of one, has for itself; what one reads first."""
    for one in sorted(type(row)._meta.local_fields, key=lambda one: not isinstance(one, StreamField | RichTextField)):
        if one.name in _OWN_PLACE or one.primary_key:
            continue
        if one.is_relation:
            if one.related_model is Organisation and one.name != "organisation":
                yield str(getattr(row, one.name) or "")
        else:
            yield _words_in(row, one)


def _words_in(row: models.Model, one: Any) -> str:
    value = one.value_from_object(row)
    if not value or isinstance(one, models.URLField):
        return ""
    if isinstance(one, StreamField):
        return " ".join(strip_tags(part) for part in value.stream_block.get_searchable_content(value))
    if isinstance(one, RichTextField):
        return str(get_text_for_indexing(value))
    if one.choices:
        return str(getattr(row, f"get_{one.name}_display")())
    return strip_tags(value) if isinstance(value, str) else ""


def _joined(texts: Any) -> str:
    return "\n".join(" ".join(text.split()) for text in texts if text.strip())[:MOST]


def _day(page: CouncilPage, names: tuple[str, ...]) -> date | None:
    return next((day for name in names if (day := _as_day(getattr(page, name, None)))), None)


def _as_day(value: date | datetime | None) -> date | None:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _boost(page: CouncilPage) -> int:
    """A term explains what all others speak of; the first page speaks of everything and is at hand anyway."""
    if isinstance(page, TermPage):
        return 1
    return -1 if isinstance(page, StartPage) else 0
