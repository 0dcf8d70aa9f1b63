"""The search page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import Organisation
from council.rooms import search
from council.rooms.models import Message
from council.rooms.presenting import highlighted
from council.rooms.queries import (
    messages_visible_to,
    rooms_visible_to,
)
from council.rooms.views.base import actor, as_uuid
from council.seats.models import Council


@login_required
@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """Search in all messages one may read."""
    who, query = actor(request), request.GET
    words = query.get("q", "").strip()[:200]
    chosen = {name: query.get(name, "") for name in ("room", "council", "organisation", "kind")}
    rooms = rooms_visible_to(who).order_by("title")
    context: dict[str, Any] = {
        "q": words,
        "filters": chosen,
        "rooms": [{"value": str(one.pk), "label": one.title} for one in rooms],
        "councils": [
            {"value": one.slug, "label": one.name} for one in Council.objects.filter(rooms__in=rooms).distinct()
        ],
        "organisations": [
            {"value": str(one.pk), "label": one.name}
            for one in Organisation.objects.filter(messages__room__in=rooms).distinct()
        ],
        "kinds": [{"value": "question", "label": _("Questions")}, {"value": "file", "label": _("With files")}],
        "results": None,
    }
    if words:
        found = search.narrowed(
            search.search(messages_visible_to(who), words),
            room=as_uuid(chosen["room"]),
            council=chosen["council"],
            organisation=as_uuid(chosen["organisation"]),
            kind=chosen["kind"],
        )
        page = Paginator(found, 20).get_page(query.get("page"))
        rest = query.copy()
        rest.pop("page", None)
        context |= {
            "results": [_hit(one, words.split()) for one in page],
            "total": page.paginator.count,
            "page_obj": page,
            "query": rest.urlencode(),
        }
    return render(request, "pages/council/search.html", context)


def _hit(message: Message, words: list[str]) -> dict[str, Any]:
    return {
        "url": reverse("council:message", args=[message.pk]),
        "excerpt": highlighted(message.text, words),
        "organisation": message.organisation,
        "side": message.side,
        "author": {"name": message.author.name, "title": message.title},
        "posted_at": message.posted_at,
        "room": message.room,
        "council": message.room.council,
    }
