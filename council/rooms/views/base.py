"""What the pages of rooms have in common."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Organisation
from council.rooms.models import Message, Room
from council.rooms.queries import (
    messages_visible_to,
    rooms_visible_to,
)
from events.errors import Invalid

PAGE = 50


def actor(request: HttpRequest) -> PersonActor:
    """Return who acts; the views below let nobody in who has not signed in."""
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


def room_here(request: HttpRequest, council: str, room: str) -> Room:
    return get_object_or_404(rooms_visible_to(actor(request)), council__slug=council, slug=room)


def message_here(request: HttpRequest, message: UUID) -> Message:
    return get_object_or_404(messages_visible_to(actor(request)), pk=message)


def as_uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def back_to(found: Message) -> HttpResponseRedirect:
    url = reverse("council:room", args=[found.room.council.slug, found.room.slug])
    return redirect(f"{url}?m={found.pk}#m-{found.pk}")


def question_in(form: Any) -> dict[str, Any]:
    if not form.get("organisation"):
        return {}
    wanted = as_uuid(form.get("organisation"))
    organisation = Organisation.objects.filter(pk=wanted).first() if wanted else None
    try:
        due = parse_date(form.get("due", ""))
    except ValueError:
        due = None
    if organisation is None or due is None:
        raise Invalid(fields={"due": [_("Choose the day by which you need an answer.")]})
    return {"question_to": organisation, "question_due": due}
