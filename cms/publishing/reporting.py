"""The report of how fresh pages are, as the page, the file and the editors' rooms show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.actor import AnyActor, PersonActor
from accounts.rules import is_installation_admin
from cms.languages.lag import Translation, has_changed, translations_of
from cms.pages.models import PAGES
from cms.publishing.models import SOON, Standing
from cms.publishing.queries import State, state_of
from events import clock
from events.rights import may

KINDS = {one.kind: one for one in PAGES}


@dataclass(frozen=True)
class Row:
    """One page of the report."""

    standing: Standing
    section: str
    state: State | None
    translations: Sequence[Translation]
    behind: bool
    """Whether the page is itself a translation that has fallen behind."""
    can_confirm: bool
    edit_url: str

    @property
    def page(self) -> Page:
        return self.standing.page

    @property
    def language(self) -> str:
        """The code of the page's language."""
        return str(self.page.locale.language_code)

    @property
    def kind(self) -> str:
        """What kind of page it is, in words."""
        return kind_words(self.standing.kind)

    @property
    def to_translate(self) -> list[Translation]:
        """The translations that somebody has to do something about."""
        return [one for one in self.translations if one.needs_work]

    @property
    def lag(self) -> str:
        """What is to be translated, in words; nothing when all is done."""
        words = [_words(one) for one in self.to_translate]
        return ", ".join([str(_("lags behind the Swedish page")), *words] if self.behind else words)


def _words(one: Translation) -> str:
    return _("%(language)s: %(state)s") % {"language": one.name, "state": one.state.label}


def kind_words(kind: str) -> str:
    """Return what a kind of page is called."""
    return str(KINDS[kind]._meta.verbose_name) if kind in KINDS else kind


def rows(found: Iterable[Standing], actor: AnyActor) -> list[Row]:
    """Return pages as the report shows them to an actor. The number of queries does not grow with the pages."""
    standings, today = list(found), clock.today()
    pages = [one.page for one in standings]

    def sees_draft(page: Page) -> bool:
        return bool(page.standing.organisation_id == actor.organisation_id or is_installation_admin(actor))

    translations, sections, behind = translations_of(pages, sees_draft), sections_of(pages), _behind(pages)
    return [
        Row(
            standing=one,
            section=sections.get(one.page_id, ""),
            state=state_of(one, today),
            translations=translations.get(one.page_id, []),
            behind=one.page_id in behind,
            can_confirm=may(actor, "cms.confirm_page", one),
            edit_url=_edit_url(one, actor),
        )
        for one in standings
    ]


def sections_of(pages: Iterable[Page]) -> dict[int, str]:
    """Return the title of the section that each page stands in; its own, if it is one. One query."""
    paths = {page.pk: page.path[: 3 * Page.steplen] for page in pages}
    titles = dict(Page.objects.filter(path__in=set(paths.values())).values_list("path", "title"))
    return {pk: titles.get(path, "") for pk, path in paths.items()}


def _behind(pages: Iterable[Page]) -> set[int]:
    others = {one.translation_key: one for one in pages if one.locale.language_code != settings.LANGUAGE_CODE}
    sources = Page.objects.filter(translation_key__in=others, locale__language_code=settings.LANGUAGE_CODE)
    changed = {one.translation_key: one for one in sources} if others else {}
    found = [one for one in pages if one.translation_key in changed and one.translation_key in others]
    return {one.pk for one in found if has_changed(changed[one.translation_key], one)}


def _edit_url(standing: Standing, actor: AnyActor) -> str:
    """Return where the page is written, for those who answer for it and work in the editors' rooms."""
    if not isinstance(actor, PersonActor) or not actor.person.has_perm("wagtailadmin.access_admin"):
        return ""
    mine = actor.organisation_id == standing.organisation_id or actor.person.is_superuser
    return reverse("wagtailadmin_pages:edit", args=[standing.page_id]) if mine else ""


def counts(found: QuerySet[Standing]) -> dict[str, int]:
    """Return how many pages are in each state, and how many there are. One query."""
    today = clock.today()
    fresh = Q(lapsed_at__isnull=True)
    numbers: dict[str, int] = found.order_by().aggregate(
        soon=Count("pk", filter=fresh & Q(confirm_by__gte=today, confirm_by__lte=today + SOON)),
        overdue=Count("pk", filter=fresh & Q(confirm_by__lt=today)),
        lapsed=Count("pk", filter=~fresh),
        all=Count("pk"),
    )
    return numbers


COLUMNS = (
    "title", "address", "language", "kind", "section", "owner", "state", "confirm_by", "confirmed_on", "translations"
)  # fmt: skip
"""Columns of the file, by the names that stay."""


def as_table(found: Sequence[Row]) -> Iterator[list[Any]]:
    """Return the rows of the file."""
    for row in found:
        one = row.standing
        yield [
            row.page.title,
            row.page.full_url,
            row.language,
            row.kind,
            row.section,
            one.organisation.name,
            row.state.value if row.state else "fresh",
            one.confirm_by,
            one.confirmed_at.date() if one.confirmed_at else None,
            ", ".join([f"{each.language}: {each.state.value}" for each in row.translations]),
        ]
