"""The live pages: a participant's, the hosts' and the screen's. Each is a projection of its reader's own streams."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from events.errors import NotVisible
from events.rights import may
from workshops.plans.models import Workshop
from workshops.sessions.entering import screen_secret
from workshops.sessions.queries import participant_in
from workshops.sessions.snapshot import workshop_snapshot
from workshops.views.about import qr_of
from workshops.views.base import address, code_shown, room_here, visitor


@require_GET
def room(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """The room, as who takes part sees it."""
    here = room_here(request, council, workshop)
    if participant_in(visitor(request), here) is None:
        return redirect("workshops:by_code", code=here.code)  # A host who has not come in yet.
    return _live(request, here, "participant")


@require_GET
def console(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """The room, as who leads it sees it."""
    here = room_here(request, council, workshop)
    if not may(visitor(request), "workshops.see_behind", here):
        raise NotVisible
    return _live(request, here, "host")


@require_GET
def screen(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """The room, as everybody sees it on the wall."""
    return _live(request, room_here(request, council, workshop), "screen")


def _live(request: HttpRequest, here: Workshop, role: str) -> HttpResponse:
    who = visitor(request)
    get_token(request)  # Whoever has come in by a link alone has seen no form yet, and is to write from here.
    join = request.build_absolute_uri(reverse("workshops:by_code", args=[here.code]))
    boot: dict[str, Any] = {
        "view": role,
        "snapshot": workshop_snapshot(who, here),
        "membership": who.membership_id,
        "urls": {"api": "/api/v1", "live": "/live/", "join": join, "room": address(here, "room")},
        "code": code_shown(here),
        "qr": qr_of(join),
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    if role == "host":
        link = reverse("workshops:by_screen_link", args=[screen_secret(here)])
        boot["urls"]["screen"] = request.build_absolute_uri(link)
    shown = {"workshop": here, "bootstrap": boot, "view": role}
    return render(request, "pages/workshops/live.html", shown)
