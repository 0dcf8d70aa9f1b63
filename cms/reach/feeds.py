"""Atom feeds (RFC 4287) of what is published.

An entry is known by the page's name in the log, as a `urn:uuid:`, so it stays itself when the page moves or the site
gets another address. A measure's changes are entries of their own beside it. What has lapsed is in no feed. Of a
consultation is told that it opened and that its answers are public.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import Page

from cms.pages.models import PAGES, CouncilPage, MeasurePage, NewsPage, SectionPage
from cms.publishing.events import SITE
from cms.publishing.models import Standing
from cms.publishing.queries import pages_shown
from cms.reach.addresses import address_of, in_language, whole
from cms.reach.consultations import entries_of_consultations
from cms.reach.wording import html_of, summary_of

LIMIT = 40
"""How many pages a feed tells of, and how many consultations; the newest first."""
CONTENT = tuple(one.kind for one in PAGES if not issubclass(one, SectionPage))
"""Kinds of page that say something themselves, and do not only hold others together."""


@dataclass(frozen=True)
class Feed:
    """A feed: its name in addresses, what it is called, and what it tells of."""

    name: str
    title: str
    subtitle: str
    kinds: tuple[str, ...] = ()
    consultations: bool = False

    @property
    def topics(self) -> set[str]:
        """What the feed shows beside whose it is; see `cms.answers.shown`."""
        return {f"kind:{kind}" for kind in self.kinds} | ({"consultations"} if self.consultations else set())


FEEDS = {
    one.name: one
    for one in (
        Feed("nyheter", gettext_noop("News"), gettext_noop("News from the council."), ("news",)),
        Feed("policy", gettext_noop("Policies"), gettext_noop("Policies that are published or changed."), ("policy",)),
        Feed(
            "stod",
            gettext_noop("The support catalogue"),
            gettext_noop("Measures, and what changes in them."),
            ("measure",),
        ),
        Feed(
            "remisser",
            gettext_noop("Consultations"),
            gettext_noop("Consultations that open, and answers that have become public."),
            consultations=True,
        ),
        Feed(
            "allt",
            gettext_noop("Everything new"),
            gettext_noop("Everything that is published or changed."),
            CONTENT,
            consultations=True,
        ),
    )
}


def feed_address(feed: Feed, language: str) -> str:
    """Return the whole address of a feed in a language."""
    return whole(in_language(reverse("cms:feed", args=[feed.name]), language))


@dataclass(frozen=True)
class Told:
    """A page that is told of, with where it stands."""

    standing: Standing
    page: CouncilPage


def told(kinds: Sequence[str], language: str) -> list[Told]:
    """Return the newest pages of some kinds in a language, each as its own kind."""
    standings = (
        pages_shown(*kinds)
        .filter(page__locale__language_code=language, page__last_published_at__isnull=False)
        .select_related("organisation")
        .order_by("-page__last_published_at", "-page_id")[:LIMIT]
    )
    found = list(standings)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[one.page_id for one in found]).specific()}
    return [Told(one, pages[one.page_id]) for one in found if one.page_id in pages]


def write_feed(feed: Feed, language: str) -> tuple[bytes, datetime]:
    """Return a feed, and when the newest of what it tells was last changed."""
    pages = told(feed.kinds, language) if feed.kinds else []
    entries = [entry for one in pages for entry in _entries(one)]
    entries += entries_of_consultations(language, LIMIT) if feed.consultations else []
    entries.sort(key=lambda entry: entry["updateddate"], reverse=True)
    updated = max((entry["updateddate"] for entry in entries), default=datetime(2000, 1, 1, tzinfo=UTC))
    address = feed_address(feed, language)
    made = _Atom(
        title=f"{_(feed.title)} – Arenan",
        subtitle=_(feed.subtitle),
        link=whole(reverse("start")),
        description="",
        language=language,
        author_name="Arenan",
        feed_url=address,
        feed_guid=f"urn:uuid:{uuid.uuid5(SITE, f'feed {feed.name} {language}')}",
        updated=updated,
    )
    for entry in entries:
        made.add_item(**entry)
    return made.writeString("utf-8").encode(), updated


def _entries(one: Told) -> Iterator[dict[str, Any]]:
    standing, page = one.standing, one.page
    address = address_of(page)
    common = {"author_name": standing.organisation.name, "author_link": None, "language": page.locale.language_code}
    yield {
        **common,
        "title": page.title,
        "link": address,
        "description": summary_of(page),
        "content": html_of(page),
        "unique_id": f"urn:uuid:{standing.pk}",
        "pubdate": page.first_published_at,
        "updateddate": page.last_published_at,
        "categories": [str(word) for word in _categories(page)],
    }
    if isinstance(page, MeasurePage):
        for name, change in _named_changes(page):
            moment = min(_midnight(change.on), page.last_published_at)
            yield {
                **common,
                "title": f"{page.title}: {change.text}",
                "link": address,
                "description": change.text,
                "content": None,
                "unique_id": f"urn:uuid:{uuid.uuid5(standing.pk, name)}",
                "pubdate": moment,
                "updateddate": moment,
                "categories": [_("Change")],
            }


def _named_changes(page: MeasurePage) -> Iterator[tuple[str, Any]]:
    """Return the changes of a measure, each by its day and its place among those of that day.

    Not by its row, which publishing makes anew, nor by its words, so that a corrected word is no new change.
    """
    counts: dict[Any, int] = {}
    for change in sorted(page.changes.all(), key=lambda one: (one.on, one.sort_order or 0, one.text)):
        counts[change.on] = counts.get(change.on, 0) + 1
        yield f"{change.on.isoformat()} {counts[change.on]}", change


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _categories(page: CouncilPage) -> list[str | Promise]:
    kind = page._meta.verbose_name or ""
    return [kind, page.get_category_display()] if isinstance(page, NewsPage) else [kind]


class _Atom(Atom1Feed):
    """Django's feed, with the whole text of each entry, and a moment of change that does not follow the clock."""

    def latest_post_date(self) -> datetime:
        found: datetime = self.feed["updated"]
        return found

    def item_attributes(self, item: Any) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", whole("/static/arenan/favicon.svg"))

    def add_item_elements(self, handler: Any, item: Any) -> None:
        # Django calls every summary HTML; ours are plain words and go without the type.
        summary, item["description"] = item["description"], None
        super().add_item_elements(handler, item)
        if summary:
            handler.addQuickElement("summary", summary)
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
