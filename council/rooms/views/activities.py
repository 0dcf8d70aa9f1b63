"""The page on which something said becomes something to be done."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.refusals import show_in
from council.rooms import actions
from council.rooms.forms import ActivityForm
from council.rooms.markdown import excerpt
from council.rooms.models import Message
from council.rooms.presenting import shown
from council.rooms.queries import adopted_goals, askable_organisations
from council.rooms.views.base import actor, back_to, message_here
from events.errors import Conflict, Forbidden, Invalid
from events.idempotency import keyed
from events.rights import may

TITLE = 120
"""A suggested title is no longer than this: it is the beginning of what was said."""


@login_required
@require_http_methods(["GET", "POST"])
def make_activity(request: HttpRequest, message: UUID) -> HttpResponse:
    """Let what a message says become something to be done for a goal."""
    found, who = message_here(request, message), actor(request)
    if not may(who, "council.make_activity", found):
        raise Forbidden
    goals = adopted_goals(who, found.room.council)
    form = ActivityForm(
        request.POST or None,
        initial=_suggested(found),
        goals=goals,
        organisations=askable_organisations(found.room.council),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with keyed(request.POST.get("key", "")):
                actions.make_activity(actor=who, message=found, **form.cleaned_data)
            notices.success(request, _("The activity now stands at the goal, with a link back to the message."))
            return back_to(found)
        except (Invalid, Conflict) as error:
            show_in(form, error)
    context: dict[str, Any] = {
        "form": form,
        "has_goals": goals.exists(),
        "council": found.room.council,
        "room": {"title": found.room.title, "url": back_to(found).url, "access": found.room.access},
        "message": shown([found], who)[0],
        "said": excerpt(found.text, 400),
    }
    return render(request, "pages/council/message_activity.html", context, status=422 if form.errors else 200)


def _suggested(found: Message) -> dict[str, Any]:
    """Return what the form starts with: the room's goal, the message's words, and who was asked or said it."""
    question = getattr(found, "question", None)
    return {
        "goal": found.room.goal_id,
        "title": excerpt(found.text, TITLE),
        "organisation": question.organisation_id if question else found.organisation_id,
    }
