"""What programs read: feeds, calendar files, the map of the site, and what they are asked to leave alone."""

import hashlib
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.answers.shown import SITE, shows
from cms.pages.models import PAGES, EventPage
from cms.publishing.queries import pages_shown
from cms.reach.addresses import address_of, in_its_language, language_of, whole
from cms.reach.calendar_files import event_shown, events_shown, today_began, write_calendar
from cms.reach.consultations import places_of_consultations
from cms.reach.feeds import FEEDS, write_feed

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
KIND = "slag"
"""Parameter that asks for one kind of event."""
MOST_PAGES = 50_000
"""How many addresses one map may hold (sitemaps.org)."""


def _file(request: HttpRequest, content: bytes, kind: str, changed: datetime | None = None) -> HttpResponse:
    """Answer with a file, or with "not changed" to who has it already."""
    response = HttpResponse(content, content_type=kind)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    stamp = int(changed.timestamp()) if changed else None
    if stamp:
        response["Last-Modified"] = http_date(stamp)
    # What is gone changes a feed without anything newer in it, so only the tag can say that nothing has changed.
    known = etag if "If-None-Match" in request.headers else None
    return get_conditional_response(request, etag=known, response=response) or response


@require_safe
@in_its_language
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """A feed of what is published."""
    found = FEEDS.get(name)
    if found is None:
        raise Http404
    shows(request, SITE, "organisations", *found.topics)
    content, changed = write_feed(found, language_of(request))
    return _file(request, content, ATOM, changed)


@require_safe
@in_its_language
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The calendar as a file to follow; of one kind of event with `?slag=workshop`."""
    kind, language = request.GET.get(KIND, ""), language_of(request)
    if kind and kind not in EventPage.Kind.values:
        raise Http404
    shows(request, SITE, f"kind:{EventPage.kind}", until=today_began() + timedelta(days=1))
    name = _("The council's calendar")
    if kind:
        name = f"{name}: {EventPage.Kind(kind).label}"
    content = write_calendar(events_shown(language, kind=kind), name=name, language=language)
    return _file(request, content, CALENDAR)


@require_safe
def event_file(request: HttpRequest, standing: UUID) -> HttpResponse:
    """One event as a file to put in one's own calendar."""
    found = event_shown(standing)
    if found is None:
        raise Http404
    page = found.page
    shows(request, SITE, f"page:{page.pk}", f"kind:{EventPage.kind}")
    with translation.override(page.locale.language_code):
        content = write_calendar([found], name=page.title, language=page.locale.language_code)
    response = _file(request, content, CALENDAR, page.last_published_at)
    response["Content-Disposition"] = f'attachment; filename="{slugify(page.title) or "event"}.ics"'
    return response


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The map of the site (sitemaps.org): every page in lists, with when it changed and its other languages.

    What the public may see of consultations is on it too.
    """
    shown = pages_shown()
    shows(request, SITE, "consultations", *(f"kind:{one.kind}" for one in PAGES))
    pages = Page.objects.filter(standing__in=shown).select_related("locale").order_by("path")[:MOST_PAGES]
    places = [*_places(list(pages)), *places_of_consultations()][:MOST_PAGES]
    content = render(request, "cms/reach/sitemap.xml", {"pages": places}).content
    return _file(request, content, "application/xml; charset=utf-8")


def _places(pages: list[Page]) -> list[dict[str, Any]]:
    together: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    places = []
    for page in pages:
        address = address_of(page)
        others = together[page.translation_key]
        others.append((page.locale.language_code, address))
        places.append({"address": address, "changed": page.last_published_at, "languages": others})
    for place in places:
        if len(place["languages"]) < 2:
            place["languages"] = []
    return places


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What programs that walk the web are asked to leave alone, and where the map is."""
    shows(request, SITE)
    left_alone = ("/redaktion/", "/sok/", "/en/sok/", "/logga-in/", "/min-sida/", "/arenden/", "/demo/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in left_alone), "", f"Sitemap: {whole('/sitemap.xml')}"]
    return _file(request, ("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")
