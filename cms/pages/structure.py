"""The site as menus, footers and breadcrumbs need it: its start pages, its sections, and which pages have translations.
A process keeps what it has read until the site changes (`cms.pages.keeping`)."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Page

from cms.pages.keeping import Kept
from cms.pages.models import PAGES, CouncilPage, StartPage

ABOUT = ("standard", "accessibility")
"""Kinds of page that tell of the site itself. They stand in the footer, apart from the sections."""


@dataclass(frozen=True)
class Place:
    """A page as a link to it needs it."""

    pk: int
    key: UUID
    """Shared by all translations of the page."""
    language: str
    kind: str
    title: str
    summary: str
    url: str
    path: str
    """Wagtail's own path in the tree; that of a page below begins with it."""
    in_menu: bool

    def holds(self, page: Page) -> bool:
        """Say whether a page is this one, or stands below it."""
        return bool(page.path and page.path.startswith(self.path))


@dataclass(frozen=True)
class Structure:
    """The site in one language."""

    start: Place
    sections: tuple[Place, ...]
    """The pages directly below the start page, in the editors' order."""

    @property
    def menu(self) -> list[Place]:
        """Those that the editors have put in the menu."""
        return [one for one in self.sections if one.in_menu]

    @property
    def holding(self) -> list[Place]:
        """The sections that hold something."""
        return [one for one in self.sections if one.kind not in ABOUT]

    @property
    def about(self) -> list[Place]:
        """The pages that tell of the site itself."""
        return [one for one in self.sections if one.kind in ABOUT]

    def of_kind(self, kind: str) -> Place | None:
        """Return the first section of a kind, such as `accessibility` or `glossary`."""
        return next((one for one in self.sections if one.kind == kind), None)

    @property
    def by_kind(self) -> dict[str, Place]:
        """The first section of each kind, for templates."""
        return {one.kind: one for one in reversed(self.sections)}


@dataclass(frozen=True)
class Site:
    """The site in all its languages."""

    languages: dict[str, Structure] = field(default_factory=dict)
    locales: dict[int, str] = field(default_factory=dict)
    """Language codes by the key of Wagtail's locale."""
    translations: dict[UUID, dict[str, Place]] = field(default_factory=dict)
    """For each page that stands in more than one language: where, by language."""

    def in_language(self, language: str | None) -> Structure | None:
        """Return the site in a language, else in the first one; None as long as nobody has laid it."""
        return self.languages.get(language or "") or self.languages.get(settings.LANGUAGE_CODE)

    def language_of(self, page: Page) -> str:
        """Return the code of a page's language."""
        return self.locales.get(page.locale_id) or str(page.locale.language_code)

    def around(self, page: Page) -> Structure | None:
        """Return the site in a page's language."""
        return self.in_language(self.language_of(page))


def site(request: HttpRequest | None = None) -> Site:
    """Return the site as the public sees it now."""
    return _site.get(request)


def structure(language: str | None, request: HttpRequest | None = None) -> Structure | None:
    """Return the site in a language; see `Site.in_language`."""
    return site(request).in_language(language)


def public_pages() -> Any:
    """Return every page that the public may open, with what a `Place` of it needs, as Wagtail's query set of pages."""
    return Page.objects.filter(live=True, standing__public=True).select_related("locale", "standing").order_by("path")


def place(page: Page, summary: str = "") -> Place:
    """Return a page (with its standing and locale) as a link to it."""
    return Place(
        pk=page.pk,
        key=page.translation_key,
        language=page.locale.language_code,
        kind=page.standing.kind,
        title=page.title,
        summary=summary,
        url=page.url or "",
        path=page.path,
        in_menu=page.show_in_menus,
    )


def crumbs(page: CouncilPage, request: HttpRequest | None = None) -> list[Place]:
    """Return the way to a page, from the start page to the one above it."""
    around = site(request).around(page)
    if around is None or page.pk == around.start.pk:
        return []
    section = next((one for one in around.sections if one.holds(page)), None)
    if section is None or section.pk == page.pk:
        return [around.start]
    depth = len(section.path) // page.steplen
    between = public_pages().ancestor_of(page).filter(depth__gt=depth) if page.depth > depth + 1 else []
    return [around.start, section, *map(place, between)]


def _read() -> Site:
    starts = list(public_pages().filter(pk__in=StartPage.objects.values("pk")))
    summaries = [F(f"{model._meta.model_name}__summary") for model in PAGES]
    sections = list(public_pages().filter(depth=3).annotate(shown_summary=Coalesce(*summaries, Value(""))))
    languages = {
        start.locale.language_code: Structure(
            place(start),
            tuple(place(one, one.shown_summary) for one in sections if one.path.startswith(start.path)),
        )
        for start in reversed(starts)
    }
    return Site(languages, {one.locale_id: one.locale.language_code for one in starts}, _translations())


def _translations() -> dict[UUID, dict[str, Place]]:
    several = public_pages().order_by().values("translation_key").annotate(n=Count("pk")).filter(n__gt=1)
    found: dict[UUID, dict[str, Place]] = defaultdict(dict)
    for page in public_pages().filter(translation_key__in=several.values("translation_key")):
        found[page.translation_key][page.locale.language_code] = place(page)
    return dict(found)


_site: Kept[Site] = Kept(_read)
