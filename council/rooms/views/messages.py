"""Writing, changing and removing messages by form: parse, call one action, go back."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import PersonActor
from council.rooms import actions
from council.rooms.models import Message, Reaction, Room
from council.rooms.presenting import question_answered_by, shown
from council.rooms.queries import (
    questions_visible_to,
)
from council.rooms.serializers import RevisionSerializer
from council.rooms.views.base import actor, as_uuid, back_to, message_here, question_in, room_here
from council.rooms.views.rooms import show_room
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.idempotency import keyed
from events.rights import may


@login_required
@require_POST
def post_message(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """Say something; when it cannot be accepted, the page comes back with what was written."""
    here, form = room_here(request, council, room), request.POST
    who = actor(request)
    try:
        with keyed(form.get("key", "")):
            message = actions.post_message(
                actor=who,
                room=here,
                text=form.get("text", ""),
                reply_to=as_uuid(form.get("reply_to")),
                quote=as_uuid(form.get("quote")),
                attachments=_attached(request, who, here),
                **question_in(form),
            )
    except (Invalid, Conflict) as error:
        return show_room(request, here, _kept(here, form, error), status=error.status)
    _answer_with(request, who, message)
    return redirect(f"{reverse('council:room', args=[council, room])}?m={message.pk}#m-{message.pk}")


def _attached(request: HttpRequest, who: PersonActor, here: Room) -> list[UUID]:
    try:
        return [
            actions.attach_file(actor=who, room=here, file=file).pk for file in request.FILES.getlist("attachments")
        ]
    except Invalid as error:
        raise Invalid(fields={"attachments": error.fields.get("file", [error.message])}) from error


def _kept(here: Room, form: Any, error: Invalid | Conflict) -> dict[str, Any]:
    wrong = {name: str(words[0]) for name, words in error.fields.items()} or {"text": str(error.message)}
    if not set(wrong) & {"text", "attachments", "organisation", "due"}:
        wrong["text"] = next(iter(wrong.values()))
    reply_to, quote = as_uuid(form.get("reply_to")), as_uuid(form.get("quote"))
    return {
        "text": form.get("text", ""),
        "reply_to": here.messages.filter(pk=reply_to).first() if reply_to else None,
        "quote": here.messages.filter(pk=quote).first() if quote else None,
        "organisation": as_uuid(form.get("organisation")),
        "due": form.get("due", ""),
        "errors": wrong,
    }


def _answer_with(request: HttpRequest, who: PersonActor, message: Message) -> None:
    wanted = as_uuid(request.POST.get("answer"))
    question = questions_visible_to(who).filter(pk=wanted).first() if wanted else None
    if question:
        try:
            actions.answer_question(actor=who, question=question, message=message.pk)
        except (Invalid, Conflict) as error:
            notices.warning(request, str(error.message))


@login_required
@require_GET
def message(request: HttpRequest, message: UUID) -> HttpResponse:
    """The lasting address of a message."""
    found = message_here(request, message)
    return back_to(found)


@login_required
@require_http_methods(["GET", "POST"])
def edit_message(request: HttpRequest, message: UUID) -> HttpResponse:
    """Give a message a new wording."""
    found, who = message_here(request, message), actor(request)
    if not may(who, "council.edit_message", found):
        raise Forbidden
    context: dict[str, Any] = {"council": found.room.council, "text": found.text}
    status = 200
    if request.method == "POST":
        form = request.POST
        revision = form.get("revision", "")
        try:
            with keyed(form.get("key", "")):
                actions.edit_message(
                    actor=who,
                    message=found,
                    text=form.get("text", ""),
                    expected=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
                )
            return back_to(found)
        except Stale as error:
            context |= {"text": form.get("text", ""), "conflict": found.html}
            status = error.status
        except Invalid as error:
            context |= {"text": form.get("text", ""), "error": str(next(iter(error.fields.values()))[0])}
            status = error.status
    context |= {"message": shown([found], who)[0], "room": {"title": found.room.title, "url": back_to(found).url}}
    return render(request, "pages/council/message_edit.html", context, status=status)


@login_required
@require_GET
def message_history(request: HttpRequest, message: UUID) -> HttpResponse:
    """What a message said before."""
    found = message_here(request, message)
    visible = found.state == Message.State.VISIBLE
    earlier = [
        {**RevisionSerializer(one).data, "at": one.written_at, "by": found.author}
        for one in (found.revisions.order_by("-number") if visible else [])
    ]
    now = {"number": found.revision, "html": found.html, "at": found.edited_at or found.posted_at, "by": found.author}
    context = {
        "council": found.room.council,
        "room": {"title": found.room.title, "url": back_to(found).url},
        "message": shown([found], actor(request))[0],
        "revisions": [now, *earlier] if visible else [],
    }
    return render(request, "pages/council/message_history.html", context)


def _act(request: HttpRequest, message: UUID, action: Any, **arguments: Any) -> HttpResponse:
    """Do one thing with a message and come back to it; say what was wrong if it could not be done."""
    found = message_here(request, message)
    try:
        with keyed(request.POST.get("key", "")):
            action(actor=actor(request), message=found, **arguments)
    except (Invalid, Conflict) as error:
        words = [str(word) for words in error.fields.values() for word in words]
        notices.error(request, " ".join(words) or str(error.message))
    return back_to(found)


@login_required
@require_POST
def delete_message(request: HttpRequest, message: UUID) -> HttpResponse:
    """Take a message back."""
    return _act(request, message, actions.delete_message)


@login_required
@require_POST
def react(request: HttpRequest, message: UUID) -> HttpResponse:
    """React, or take the same reaction back."""
    kind = request.POST.get("kind", "")
    known = kind in Reaction.Kind.values
    own = known and Reaction.objects.filter(message=message, person=actor(request).person, kind=kind).exists()
    return _act(request, message, actions.take_back_reaction if own else actions.react, kind=kind)


@login_required
@require_POST
def hide(request: HttpRequest, message: UUID) -> HttpResponse:
    """Hide a message with a reason; without one, show it again."""
    if request.POST.get("show"):
        return _act(request, message, actions.show_message)
    return _act(request, message, actions.hide_message, reason=request.POST.get("reason", ""))


@login_required
@require_POST
def lock(request: HttpRequest, message: UUID) -> HttpResponse:
    """Lock a thread, or open it again."""
    return _act(request, message, actions.unlock_thread if request.POST.get("locked") == "no" else actions.lock_thread)


@login_required
@require_POST
def ask(request: HttpRequest, message: UUID) -> HttpResponse:
    """Put a message as a question."""
    try:
        question = question_in(request.POST)
    except Invalid as error:
        notices.error(request, str(error.fields["due"][0]))
        return back_to(message_here(request, message))
    if not question:
        notices.error(request, _("Choose an organisation."))
        return back_to(message_here(request, message))
    return _act(
        request, message, actions.ask_question, organisation=question["question_to"], due=question["question_due"]
    )


@login_required
@require_POST
def answer(request: HttpRequest, message: UUID) -> HttpResponse:
    """Mark a reply as the answer to the question it replies to."""
    found, who = message_here(request, message), actor(request)
    question = question_answered_by(found, who)
    if question is None:
        notices.error(request, _("This message does not answer an open question."))
        return back_to(found)
    with keyed(request.POST.get("key", "")):
        actions.answer_question(actor=who, question=question, message=found.pk)
    return back_to(found)
