"""The search page."""

from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.actor import AnyActor
from accounts.models import Organisation
from cms.languages.addresses import speak
from cms.search.finding import ALL_LANGUAGES, Limits, find, shown
from cms.search.models import SearchEntry
from cms.search.picks import picks_for
from cms.search.presenting import Address, groups, hits, kinds, letterhead
from cms.search.queries import entries_shown
from cms.search.tasks import make_current

PAGE = 20


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """Search in everything that is public. Nothing is kept of what anybody looks for."""
    make_current()
    language = _language(request.GET)
    if language in settings.INTERFACE_LANGUAGES:
        # Who comes from an English page gets the search in English, whatever their browser asks for.
        speak(request, language)
    return render(request, "cms/search.html", _context(request, language))


def _context(request: HttpRequest, language: str) -> dict[str, Any]:
    query, who = request.GET, cast(AnyActor, request.actor)  # type: ignore[attr-defined]
    organisation = _organisation(query)
    limits = Limits(
        kind=query.get("kind", "") if query.get("kind", "") in SearchEntry.Kind.values else "",
        organisation=organisation.pk if organisation else None,
        year=_year(query),
        language=language or get_language() or settings.LANGUAGE_CODE,
    )
    found = find(query.get("q", ""), limits)
    looked = found.looked
    chosen = {
        "q": looked.asked.text,
        "kind": limits.kind,
        "organisation": organisation.slug if organisation else "",
        "year": str(limits.year or ""),
        "language": language,
    }
    at, page = Address(chosen), Paginator(found.rows, PAGE).get_page(query.get("page"))
    is_asked = bool(looked.asked.text)
    return {
        "q": looked.asked.text,
        "was_cut": looked.asked.was_cut,
        "looked": looked,
        "limits": limits,
        "chosen": chosen,
        "asks": is_asked or bool(limits),
        "total": len(found.rows),
        "hits": hits(shown(page), looked) if is_asked or limits else [],
        "page_obj": page,
        "query": urlencode({name: value for name, value in chosen.items() if value}),
        "groups": groups(found, limits, at) if is_asked or limits else [],
        "kinds": [] if is_asked or limits else kinds(found, limits, at),
        "picks": picks_for([looked.asked.text, _set_right(looked.asked.text, looked.instead)])
        if page.number == 1 and not limits
        else [],
        "elsewhere": found.elsewhere,
        "elsewhere_url": at.having(language=ALL_LANGUAGES),
        "widest_url": at.having(kind="", organisation="", year=""),
        "letterhead": letterhead(organisation, who) if organisation and not is_asked else None,
    }


def _set_right(text: str, instead: dict[str, str]) -> str:
    return " ".join(instead.get(word.casefold(), word) for word in text.split()) if instead else ""


def _language(query: QueryDict) -> str:
    asked = query.get("language", "")
    return asked if asked == ALL_LANGUAGES or asked in dict(settings.LANGUAGES) else ""


def _organisation(query: QueryDict) -> Organisation | None:
    """Return the organisation asked about, if the public knows it from here."""
    slug = query.get("organisation", "")
    if not slug:
        return None
    entries = entries_shown()
    return (
        Organisation.objects.filter(slug=slug, pk__in=entries.filter(organisation__isnull=False).values("organisation"))
        or Organisation.objects.filter(slug=slug, pk__in=entries.values("object"))
    ).first()


def _year(query: QueryDict) -> int | None:
    text = query.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
