"""Reports in the editors' rooms: how fresh the public pages are, and which translations are missing or lag behind."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from accounts.models import Organisation
from cms.languages.lag import SOURCE, translations_of
from cms.publishing.models import Standing
from cms.publishing.queries import State, in_state, pages_followed_by
from cms.publishing.reporting import KINDS, kind_words, rows
from events import clock


def _owners(_request: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=Standing.objects.filter(public=True).values("organisation"))


class FreshnessFilters(WagtailFilterSet):  # type: ignore[misc]
    """Narrowing by state, owner and kind."""

    state = django_filters.ChoiceFilter(choices=State.choices, method="by_state", label=_("State"))
    organisation = django_filters.ModelChoiceFilter(queryset=_owners, label=_("Owner organisation"))
    kind = django_filters.ChoiceFilter(choices=lambda: [(kind, kind_words(kind)) for kind in KINDS], label=_("Kind"))

    class Meta:
        model = Standing
        fields: list[str] = []

    def by_state(self, found: QuerySet[Standing], _name: str, value: str) -> QuerySet[Standing]:
        """Keep the pages in a state."""
        return in_state(found, value, clock.today())


class FreshnessReport(ReportView):  # type: ignore[misc]
    """All public pages by the day of their confirmation. Drafts are not in it: they are their owner's."""

    model = Standing
    page_title = _("Freshness")
    header_icon = "calendar-check"
    results_template_name = "cms/editors/freshness_results.html"
    index_url_name = "freshness_report"
    index_results_url_name = "freshness_report_results"
    filterset_class = FreshnessFilters
    default_ordering = "confirm_by"
    list_export = [
        "page.title", "page.full_url", "language", "kind", "section", "standing.organisation.name", "state",
        "standing.confirm_by", "standing.confirmed_at", "lag",
    ]  # fmt: skip
    export_headings = {
        "page.title": _("Page"),
        "page.full_url": _("Address"),
        "language": _("Language"),
        "kind": _("Kind"),
        "section": _("Section"),
        "standing.organisation.name": _("Owner organisation"),
        "state": _("State"),
        "standing.confirm_by": _("Confirm by"),
        "standing.confirmed_at": _("Confirmed"),
        "lag": _("To translate"),
    }
    export_filename = "farskhet"

    @property
    def permission_policy(self) -> None:
        """Everybody who works here reads the report: it names what is public."""
        return None

    def get_base_queryset(self) -> QuerySet[Standing]:
        return pages_followed_by(self.request.actor).order_by("confirm_by", "page__path")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Return what the rows show, for this leaf alone."""
        return list(rows(object_list, self.request.actor))


class TranslationReport(FreshnessReport):
    """Swedish pages whose translation is missing, only a draft, or behind; by section."""

    page_title = _("Translations")
    header_icon = "globe"
    index_url_name = "translation_report"
    index_results_url_name = "translation_report_results"
    export_filename = "oversattningar"

    def get_base_queryset(self) -> QuerySet[Standing]:
        swedish = pages_followed_by(self.request.actor).filter(page__locale__language_code=SOURCE)
        pages = [one.page for one in swedish]
        lagging = [pk for pk, found in translations_of(pages, lambda _page: True).items() if any(map(_to_do, found))]
        return swedish.filter(page__in=lagging).order_by("page__path")


def _to_do(one: Any) -> bool:
    return bool(one.needs_work)


def addresses() -> list[Any]:
    """Return the addresses of the reports within the editors' rooms."""
    return [
        path("reports/farskhet/", FreshnessReport.as_view(), name="freshness_report"),
        path("reports/farskhet/results/", FreshnessReport.as_view(results_only=True), name="freshness_report_results"),
        path("reports/oversattningar/", TranslationReport.as_view(), name="translation_report"),
        path(
            "reports/oversattningar/results/",
            TranslationReport.as_view(results_only=True),
            name="translation_report_results",
        ),
    ]


def menu_items() -> list[MenuItem]:
    """Return the reports' places in the menu of reports."""
    return [
        MenuItem(_("Freshness"), reverse("freshness_report"), name="freshness", icon_name="calendar-check", order=100),
        MenuItem(_("Translations"), reverse("translation_report"), name="translations", icon_name="globe", order=110),
    ]
