"""Pages of rooms and messages: parse, call one query or action, show."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import PersonActor
from accounts.models import Organisation
from council.rooms import actions, activity, search
from council.rooms.models import Message, Reaction, Room
from council.rooms.presenting import highlighted, log_rows, question_answered_by, shown
from council.rooms.queries import (
    askable_organisations,
    attachments_visible_to,
    has_earlier,
    messages_visible_to,
    page_of,
    questions_visible_to,
    read_state,
    rooms_visible_to,
)
from council.rooms.serializers import RevisionSerializer
from council.rooms.snapshot import bootstrap, room_snapshot
from council.seats.models import Council
from events.errors import Conflict, Invalid, Stale
from events.idempotency import keyed
from events.rights import may

PAGE = 50


def actor(request: HttpRequest) -> PersonActor:
    """Return who acts; the views below let nobody in who has not signed in."""
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


def _room(request: HttpRequest, council: str, room: str) -> Room:
    return get_object_or_404(rooms_visible_to(actor(request)), council__slug=council, slug=room)


def _message(request: HttpRequest, message: UUID) -> Message:
    return get_object_or_404(messages_visible_to(actor(request)), pk=message)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


@login_required
@require_GET
def room(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """A room: whole without script, live with it."""
    return _show_room(request, _room(request, council, room))


def _show_room(
    request: HttpRequest, here: Room, compose: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    who = actor(request)
    linked = _uuid(request.GET.get("m"))
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
    pointed = {name: _uuid(request.GET.get(word)) for name, word in (("reply_to", "svara"), ("quote", "citera"))}
    found = {name: here.messages.filter(pk=pk).first() if pk else None for name, pk in pointed.items()}
    asked = found["reply_to"]
    question = getattr(asked, "question", None) if asked else None
    if question and (question.state != "open" or not may(who, "council.answer_question", question)):
        question = None
    return {**found, "question": question, "text": "", "errors": {}}


@login_required
@require_POST
def post_message(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """Say something; when it cannot be accepted, the page comes back with what was written."""
    here, form = _room(request, council, room), request.POST
    who = actor(request)
    try:
        with keyed(form.get("key", "")):
            message = actions.post_message(
                actor=who,
                room=here,
                text=form.get("text", ""),
                reply_to=_uuid(form.get("reply_to")),
                quote=_uuid(form.get("quote")),
                attachments=_attached(request, who, here),
                **_question(form),
            )
    except (Invalid, Conflict) as error:
        return _show_room(request, here, _kept(here, form, error), status=error.status)
    _answer_with(request, who, message)
    return redirect(f"{reverse('council:room', args=[council, room])}?m={message.pk}#m-{message.pk}")


def _attached(request: HttpRequest, who: PersonActor, here: Room) -> list[UUID]:
    try:
        return [
            actions.attach_file(actor=who, room=here, file=file).pk for file in request.FILES.getlist("attachments")
        ]
    except Invalid as error:
        raise Invalid(fields={"attachments": error.fields.get("file", [error.message])}) from error


def _question(form: Any) -> dict[str, Any]:
    if not form.get("organisation"):
        return {}
    wanted = _uuid(form.get("organisation"))
    organisation = Organisation.objects.filter(pk=wanted).first() if wanted else None
    try:
        due = parse_date(form.get("due", ""))
    except ValueError:
        due = None
    if organisation is None or due is None:
        raise Invalid(fields={"due": [_("Choose the day by which you need an answer.")]})
    return {"question_to": organisation, "question_due": due}


def _kept(here: Room, form: Any, error: Invalid | Conflict) -> dict[str, Any]:
    wrong = {name: str(words[0]) for name, words in error.fields.items()} or {"text": str(error.message)}
    if not set(wrong) & {"text", "attachments", "organisation", "due"}:
        wrong["text"] = next(iter(wrong.values()))
    reply_to, quote = _uuid(form.get("reply_to")), _uuid(form.get("quote"))
    return {
        "text": form.get("text", ""),
        "reply_to": here.messages.filter(pk=reply_to).first() if reply_to else None,
        "quote": here.messages.filter(pk=quote).first() if quote else None,
        "organisation": _uuid(form.get("organisation")),
        "due": form.get("due", ""),
        "errors": wrong,
    }


def _answer_with(request: HttpRequest, who: PersonActor, message: Message) -> None:
    wanted = _uuid(request.POST.get("answer"))
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
    found = _message(request, message)
    return _back_to(found)


def _back_to(found: Message) -> HttpResponseRedirect:
    url = reverse("council:room", args=[found.room.council.slug, found.room.slug])
    return redirect(f"{url}?m={found.pk}#m-{found.pk}")


@login_required
@require_http_methods(["GET", "POST"])
def edit_message(request: HttpRequest, message: UUID) -> HttpResponse:
    """Give a message a new wording."""
    found, who = _message(request, message), actor(request)
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
            return _back_to(found)
        except Stale as error:
            context |= {"text": form.get("text", ""), "conflict": found.html}
            status = error.status
        except Invalid as error:
            context |= {"text": form.get("text", ""), "error": str(next(iter(error.fields.values()))[0])}
            status = error.status
    context |= {"message": shown([found], who)[0], "room": {"title": found.room.title, "url": _back_to(found).url}}
    return render(request, "pages/council/message_edit.html", context, status=status)


@login_required
@require_GET
def message_history(request: HttpRequest, message: UUID) -> HttpResponse:
    """What a message said before."""
    found = _message(request, message)
    visible = found.state == Message.State.VISIBLE
    earlier = [
        {**RevisionSerializer(one).data, "at": one.written_at, "by": found.author}
        for one in (found.revisions.order_by("-number") if visible else [])
    ]
    now = {"number": found.revision, "html": found.html, "at": found.edited_at or found.posted_at, "by": found.author}
    context = {
        "council": found.room.council,
        "room": {"title": found.room.title, "url": _back_to(found).url},
        "message": shown([found], actor(request))[0],
        "revisions": [now, *earlier] if visible else [],
    }
    return render(request, "pages/council/message_history.html", context)


def _act(request: HttpRequest, message: UUID, action: Any, **arguments: Any) -> HttpResponse:
    """Do one thing with a message and come back to it; say what was wrong if it could not be done."""
    found = _message(request, message)
    try:
        with keyed(request.POST.get("key", "")):
            action(actor=actor(request), message=found, **arguments)
    except (Invalid, Conflict) as error:
        words = [str(word) for words in error.fields.values() for word in words]
        notices.error(request, " ".join(words) or str(error.message))
    return _back_to(found)


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
    own = Reaction.objects.filter(message=message, person=actor(request).person, kind=kind).exists()
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
        question = _question(request.POST)
    except Invalid as error:
        notices.error(request, str(error.fields["due"][0]))
        return _back_to(_message(request, message))
    if not question:
        notices.error(request, _("Choose an organisation."))
        return _back_to(_message(request, message))
    return _act(
        request, message, actions.ask_question, organisation=question["question_to"], due=question["question_due"]
    )


@login_required
@require_POST
def answer(request: HttpRequest, message: UUID) -> HttpResponse:
    """Mark a reply as the answer to the question it replies to."""
    found, who = _message(request, message), actor(request)
    question = question_answered_by(found, who)
    if question is None:
        notices.error(request, _("This message does not answer an open question."))
        return _back_to(found)
    with keyed(request.POST.get("key", "")):
        actions.answer_question(actor=who, question=question, message=found.pk)
    return _back_to(found)


@login_required
@require_POST
def read(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """Mark everything in a room as read."""
    here, who = _room(request, council, room), actor(request)
    newest = here.messages.order_by("-seq").values_list("seq", flat=True).first()
    if newest and read_state(who, here)["unread"]:
        actions.mark_read(actor=who, room=here, ranges=[[1, newest]])
    return redirect("council:room", council, room)


@login_required
@require_GET
def room_activity(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """What has happened in a room."""
    here = _room(request, council, room)
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
            room=_uuid(chosen["room"]),
            council=chosen["council"],
            organisation=_uuid(chosen["organisation"]),
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
