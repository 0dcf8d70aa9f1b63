"""Pages of rooms: parse, call one query or action, show."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from council.rooms import actions, activity
from council.rooms.models import Message, Room
from council.rooms.presenting import log_rows, shown
from council.rooms.queries import (
    askable_organisations,
    attachments_visible_to,
    has_earlier,
    page_of,
    read_state,
)
from council.rooms.snapshot import bootstrap, room_snapshot
from council.rooms.ties import ties
from council.rooms.views.base import PAGE, actor, as_uuid, room_here
from events.rights import may


@login_required
@require_GET
def room(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """A room: whole without script, live with it."""
    return show_room(request, room_here(request, council, room))


def show_room(
    request: HttpRequest, here: Room, compose: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    who = actor(request)
    linked = as_uuid(request.GET.get("m"))
    linked_message = here.messages.filter(pk=linked).first() if linked else None
    around = linked_message.seq if linked_message else None
    before = request.GET.get("fore", "")
    # The live part starts from the newest messages and finds its own way back to a linked one.
    snapshot = room_snapshot(who, here, limit=PAGE)
    number = int(before) if before.isdecimal() and len(before) < 16 else None
    page = page_of(here, before=number, around=around, limit=PAGE)
    url = snapshot["room"]["url"]
    context = {
        "council": here.council,
        "room": {**snapshot["room"], "unread": snapshot["read"]["unread"], "summary": _summary(here)},
        "messages_list": shown(page, who),
        "linked": str(linked) if linked else "",
        "first_unread": _first_unread(page, snapshot["read"]["ranges"]),
        "earlier_url": f"{url}?fore={page[0].seq}" if has_earlier(here, page) else "",
        "later_url": url if number or (page and here.messages.filter(seq__gt=page[-1].seq).exists()) else "",
        "compose": compose or _compose(request, here),
        "ties": ties(who, here),
        "organisations": askable_organisations(here.council),
        "bootstrap": bootstrap(who, here, snapshot),
    }
    return render(request, "pages/council/room.html", context, status=status)


def _summary(here: Room) -> dict[str, Any]:
    return {"html": here.summary_html, "text": here.summary, "updated_at": here.summary_at}


def _first_unread(page: list[Message], ranges: list[list[int]]) -> str:
    unread = (one for one in page if not any(first <= (one.seq or 0) <= last for first, last in ranges))
    found = next(unread, None)
    return str(found.pk) if found and found is not page[0] else ""


def _compose(request: HttpRequest, here: Room) -> dict[str, Any]:
    who = actor(request)
    pointed = {name: as_uuid(request.GET.get(word)) for name, word in (("reply_to", "svara"), ("quote", "citera"))}
    found = {name: here.messages.filter(pk=pk).first() if pk else None for name, pk in pointed.items()}
    asked = found["reply_to"]
    question = getattr(asked, "question", None) if asked else None
    if question and (question.state != "open" or not may(who, "council.answer_question", question)):
        question = None
    return {**found, "question": question, "text": "", "errors": {}}


@login_required
@require_POST
def read(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """Mark everything in a room as read."""
    here, who = room_here(request, council, room), actor(request)
    newest = here.messages.order_by("-seq").values_list("seq", flat=True).first()
    if newest and read_state(who, here)["unread"]:
        actions.mark_read(actor=who, room=here, ranges=[[1, newest]])
    return redirect("council:room", council, room)


@login_required
@require_GET
def room_activity(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """What has happened in a room."""
    here = room_here(request, council, room)
    page = Paginator(activity.of_room(here), PAGE).get_page(request.GET.get("page"))
    url = reverse("council:room", args=[council, room])
    context = {
        "council": here.council,
        "room": {"title": here.title, "url": url},
        "entries": log_rows(list(page)),
        "page_obj": page,
    }
    return render(request, "pages/council/activity.html", context)


@login_required
@require_GET
def attachment(request: HttpRequest, attachment: UUID) -> FileResponse:
    """Serve a file, to those who may read its room, never to be shown in place."""
    found = get_object_or_404(attachments_visible_to(actor(request)), pk=attachment)
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
