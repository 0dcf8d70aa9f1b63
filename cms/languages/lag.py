"""Translations that are missing, or that have fallen behind: the Swedish page was published again, they were not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

SOURCE = settings.LANGUAGE_CODE
"""Pages are written in this language first; the others follow it."""


class State(TextChoices):
    """How far a translation has come."""

    CURRENT = "current", _("up to date")
    BEHIND = "behind", _("lags behind")
    DRAFT = "draft", _("only a draft")
    MISSING = "missing", _("missing")


@dataclass(frozen=True)
class Translation:
    """A page in one of the other languages."""

    language: str
    name: str
    """The language's name, in the reader's language."""
    state: State
    page: Page | None = None

    @property
    def needs_work(self) -> bool:
        """Whether somebody has something to translate."""
        return self.state != State.CURRENT


def has_changed(source: Page, translation: Page) -> bool:
    """Say whether a page was published after its translation was, as far as both are public."""
    return bool(
        source.live
        and translation.live
        and source.last_published_at
        and translation.last_published_at
        and source.last_published_at > translation.last_published_at
    )


def source_of(page: Page) -> Page | None:
    """Return the public Swedish page that a page translates; None for Swedish pages and those without one."""
    if page.locale.language_code == SOURCE:
        return None
    translations: QuerySet[Page] = page.get_translations()
    return translations.filter(locale__language_code=SOURCE, live=True).select_related("locale").first()


def expected_languages() -> list[str]:
    """Return the languages in which every page is to be: the complete ones that have a start page.

    Of other languages only what is there is looked after; nobody has promised the rest.
    """
    starts = Page.objects.filter(depth=2, live=True, locale__language_code__in=settings.INTERFACE_LANGUAGES)
    there = set(starts.values_list("locale__language_code", flat=True))
    return [code for code in settings.INTERFACE_LANGUAGES if code in there and code != SOURCE]


def translations_of(pages: Iterable[Page], sees_draft: Callable[[Page], bool]) -> dict[int, list[Translation]]:
    """Return the translations of some Swedish pages, by page, in the order of the languages. Three queries at most.

    Args:
        sees_draft: says whether the reader may know that there is a draft; one of others is as if it were missing.
    """
    sources = [one for one in pages if one.locale.language_code == SOURCE]
    found: dict[UUID, dict[str, Page]] = defaultdict(dict)
    others = Page.objects.filter(translation_key__in=[one.translation_key for one in sources])
    for page in others.exclude(locale__language_code=SOURCE).select_related("locale", "standing"):
        if page.live or sees_draft(page):
            found[page.translation_key][page.locale.language_code] = page
    expected = expected_languages() if sources else []
    return {one.pk: list(_each(one, found[one.translation_key], expected)) for one in sources}


def _each(source: Page, there: dict[str, Page], expected: list[str]) -> Iterator[Translation]:
    for code, name in settings.LANGUAGES:
        page = there.get(code)
        if page is not None or code in expected:
            yield Translation(code, str(name), _state(source, page), page)


def _state(source: Page, page: Page | None) -> State:
    if page is None:
        return State.MISSING
    if not page.live:
        return State.DRAFT
    return State.BEHIND if has_changed(source, page) else State.CURRENT


def untranslated_below(page: Page) -> QuerySet[Page]:
    """Return what the public finds below the Swedish page that `page` translates, and does not find below `page`."""
    source = source_of(page)
    below: QuerySet[Page] = source.get_children() if source else Page.objects.none()
    shown = below.filter(live=True, standing__public=True, standing__lapsed_at__isnull=True)
    here = page.get_children().live().values("translation_key")
    return shown.exclude(translation_key__in=here).select_related("locale")
