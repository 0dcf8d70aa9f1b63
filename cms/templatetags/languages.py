"""What templates say about languages: parts that are in another one, and translations that have fallen behind."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from cms.answers.shown import shows
from cms.languages.lag import SOURCE, has_changed, source_of, untranslated_below
from cms.pages.models import CouncilPage

register = template.Library()
IN_PLACE = {"guide"}
"""Kinds of section that show what is not translated in its place."""


@register.simple_tag
def lang_of(page: Page) -> SafeString | str:
    """Write the attributes of a link to `page` that say its language; nothing when it is that of the page around it."""
    code = page.locale.language_code
    return "" if code == get_language() else format_html(' lang="{0}" hreflang="{0}"', code)


@register.simple_tag
def swedish() -> SafeString | str:
    """Write the attribute that says that a part is in Swedish; nothing on a page that is. For want of a translation."""
    return "" if get_language() == SOURCE else format_html(' lang="{}"', SOURCE)


@register.filter
def day(moment: date | None, form: str = "") -> str:
    """Write a day as the language does: `8 juni 2026`, `8. kesäkuuta 2026`; with "without year" without it."""
    if moment is None:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    written = "j. E" if get_language() == "fi" else "j F"
    return date_format(local, written if form else f"{written} Y")


@register.inclusion_tag("cms/parts/translation.html", takes_context=True)
def translation_notice(context: dict[str, Any], page: CouncilPage) -> dict[str, Any]:
    """Say of a translated page that the Swedish page has changed since, if it has."""
    source = source_of(page)
    if source is None:
        return {}
    shows(context["request"], f"page:{source.pk}")
    return {"source": source, "behind": has_changed(source, page)}


@register.inclusion_tag("cms/parts/in_swedish.html", takes_context=True)
def in_swedish(context: dict[str, Any], page: CouncilPage) -> dict[str, Any]:
    """List what stands below the Swedish page and has not been translated, marked as Swedish."""
    if source_of(page) is None or page.kind in IN_PLACE:
        return {}
    below = [one for one in page.allowed_subpage_models() if issubclass(one, CouncilPage)]
    shows(context["request"], *(f"kind:{one.kind}" for one in below))
    return {"pages": list(untranslated_below(page))}
