"""The sections that every site has, laid once. What is there already stays as the editors have made it."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override
from wagtail.models import Locale, Page, Site

from accounts.models import Organisation
from cms.editing.foundation import lay_editing
from cms.pages.models import (
    AccessibilityPage,
    CalendarPage,
    ContactIndexPage,
    CouncilPage,
    GlossaryPage,
    GuidePage,
    KnowledgeIndexPage,
    MeasureIndexPage,
    NewsIndexPage,
    PolicyIndexPage,
    ResponsibilityIndexPage,
    StandardPage,
    StartPage,
)
from events.action import action
from events.actor import Actor


@dataclass(frozen=True)
class Part:
    """A section to be laid."""

    model: type[CouncilPage]
    slug: str
    title: str
    in_menu: bool = False
    more: dict[str, Any] = field(default_factory=dict)


PARTS = (
    Part(NewsIndexPage, "nyheter", gettext_noop("News"), True),
    Part(PolicyIndexPage, "policy", gettext_noop("Policy"), True),
    Part(GuidePage, "verktygslada", gettext_noop("Toolbox"), True),
    Part(MeasureIndexPage, "stod", gettext_noop("Support catalogue"), True),
    Part(ResponsibilityIndexPage, "vem-gor-vad", gettext_noop("Who does what")),
    Part(KnowledgeIndexPage, "kunskap", gettext_noop("Knowledge")),
    Part(CalendarPage, "kalender", gettext_noop("Calendar"), True),
    Part(GlossaryPage, "ordlista", gettext_noop("Glossary")),
    Part(ContactIndexPage, "kontakt", gettext_noop("Your local contact"), True),
    Part(StandardPage, "om", gettext_noop("About the council"), more={"body": []}),
    Part(
        AccessibilityPage,
        "tillganglighet",
        gettext_noop("Accessibility"),
        more={
            "service": "Arenan",
            "conformance": AccessibilityPage.Conformance.PARTIAL,
            "method": gettext_noop(
                "Assessed by the people who build it, with keyboard, automatic tests and pages read aloud."
            ),
        },
    ),
    Part(StandardPage, "integritet", gettext_noop("Privacy"), more={"body": []}),
    Part(StandardPage, "kakor", gettext_noop("Cookies"), more={"body": [("stored_items", None)]}),
    Part(StandardPage, "oppna-data", gettext_noop("Open data"), more={"body": [("open_data", None)]}),
)


@action("cms.found_site")
def lay_foundation(*, actor: Actor, owner: Organisation) -> StartPage:
    """Make the start page and the sections that are missing, in Swedish and owned by `owner`, and the site."""
    with override("sv"):
        locale, _ = Locale.objects.get_or_create(language_code="sv")
        start = _start(owner, locale)
        for part in PARTS:
            if not start.get_children().filter(slug=part.slug).exists():
                _lay(part, start, owner, locale)
        lay_editing(start)
    return start


def _start(owner: Organisation, locale: Locale) -> StartPage:
    found: StartPage | None = StartPage.objects.filter(locale=locale).order_by("path").first()
    if found is None:
        top = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
        found = StartPage(title="Arenan", slug="arenan", organisation=owner, locale=locale)
        top.add_child(instance=found)
        found.save_revision().publish()
    _show(found)
    return found


def _show(start: StartPage) -> None:
    port = 443 if settings.SECURE else settings.PORT
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": start,
            "hostname": settings.ALLOWED_HOSTS[0] or "localhost",
            "port": port,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    # What Wagtail's own first migration leaves behind.
    Page.objects.filter(depth=2, slug="home").exclude(pk=start.pk).exclude(sites_rooted_here__isnull=False).delete()


def _lay(part: Part, start: StartPage, owner: Organisation, locale: Locale) -> None:
    more = {name: gettext(value) if isinstance(value, str) else value for name, value in part.more.items()}
    if part.model is AccessibilityPage:
        more["actor"] = owner.name
    page = part.model(
        title=gettext(part.title),
        slug=part.slug,
        organisation=owner,
        locale=locale,
        show_in_menus=part.in_menu,
        **more,
    )
    start.add_child(instance=page)
    page.save_revision().publish()
