"""The first page, and the page of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.actor import PersonActor
from cms.languages.serving import serve_page
from cms.pages.models import StartPage
from cms.publishing.queries import to_confirm
from cms.samples import samples
from council.rooms.presenting import question_rows, room_rows
from council.rooms.queries import open_questions, rooms_visible_to
from council.seats.queries import councils_joined_by
from events import clock


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The public start page to a visitor; what waits, to a member."""
    who = request.actor  # type: ignore[attr-defined]
    if who.is_signed_in:
        return render(request, "pages/start.html", _waiting(who))
    if not StartPage.objects.live().exists():
        return render(request, "pages/start_public.html")  # Nobody has laid the site yet.
    return serve_page(request, "")


def _waiting(who: PersonActor) -> dict[str, object]:
    rooms = room_rows(rooms_visible_to(who), who)
    rooms.sort(key=lambda room: (not room["unread"], -(room["last_at"].timestamp() if room["last_at"] else 0)))
    councils = [
        {
            "name": one.name,
            "url": reverse("council:council", args=[one.slug]),
            "area": one.area,
            "goals_url": reverse("network:goals", args=[one.slug]),
        }
        for one in councils_joined_by(who)
    ]
    asked = open_questions(who).filter(organisation=who.organisation_id)
    return {
        "questions": question_rows(asked),
        "rooms": rooms,
        "councils": councils,
        "pages_to_confirm": to_confirm(who, clock.today()).count(),
    }


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component on one page, to look at and to test."""
    return render(request, "pages/components.html", samples())
