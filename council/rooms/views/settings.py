"""Pages with which a room is opened, changed, archived, and opened to people."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Membership
from accounts.refusals import show_in, tell_what_was_wrong
from council.rooms import actions
from council.rooms.forms import MemberForm, RoomForm, RoomSettingsForm
from council.rooms.models import Room, RoomMember
from council.rooms.queries import goals_to_choose, people_in
from council.rooms.views.base import actor, room_here
from council.seats.models import Council
from council.seats.queries import councils_visible_to, offices_of
from events.errors import Conflict, Forbidden, Invalid
from events.idempotency import keyed
from events.rights import may


@login_required
@require_http_methods(["GET", "POST"])
def open_room(request: HttpRequest, council: str) -> HttpResponse:
    """Open a room for a theme."""
    who, found = actor(request), get_object_or_404(councils_visible_to(actor(request)), slug=council)
    if not may(who, "council.open_room", found):
        raise Forbidden
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with keyed(request.POST.get("key", "")):
                room = actions.open_room(actor=who, council=found, **form.cleaned_data)
            return redirect("council:room", council, room.slug)
        except Invalid as error:
            show_in(form, error)
    return _page(request, form, {"council": found, "submit": _("Open the room"), "title": _("Open a room")})


def _page(request: HttpRequest, form: RoomForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "pages/council/room_form.html", {"form": form, **context}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def room_settings(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """Change what a room is for, and see who is invited."""
    who, here = actor(request), room_here(request, council, room)
    if not may(who, "council.change_room", here):
        raise Forbidden
    now = {name: getattr(here, name) for name in RoomSettingsForm.base_fields}
    form = RoomSettingsForm(request.POST or None, initial=now, goals=goals_to_choose(who, here))
    if request.method == "POST" and form.is_valid():
        revision = request.POST.get("revision", "")
        try:
            with keyed(request.POST.get("key", "")):
                actions.change_room(
                    actor=who,
                    room=here,
                    expected=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
                    **form.cleaned_data,
                )
            return redirect("council:room_settings", council, room)
        except (Invalid, Conflict) as error:
            show_in(form, error)
    context = {
        "council": here.council,
        "room": here,
        "room_url": reverse("council:room", args=[council, room]),
        "title": _("The room's settings"),
        "submit": _("Save the settings"),
        "members": here.members.current().select_related("person", "organisation"),
        "member_form": MemberForm(people=_people(here.council)),
    }
    return _page(request, form, context)


def _people(council: Council) -> list[tuple[str, str]]:
    """Everybody with a mandate or an office in a council, each with the hat they have there."""
    pairs = {
        f"{one.person_id}:{one.seat.organisation_id}": f"{one.person} – {one.seat.organisation.label}"
        for one in people_in(council)
    }
    pairs |= {
        f"{one.person_id}:{one.organisation_id}": f"{one.person} – {one.organisation.label}"
        for one in offices_of(council)
    }
    return sorted(pairs.items(), key=lambda pair: pair[1])


@login_required
@require_POST
def invite_member(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """Let somebody into the room."""
    here = room_here(request, council, room)
    form = MemberForm(request.POST, people=_people(here.council))
    if form.is_valid():
        person, _colon, organisation = form.cleaned_data["who"].partition(":")
        hat = get_object_or_404(Membership.objects.current(), person=person, organisation=organisation)
        actions.invite_member(
            actor=actor(request),
            room=here,
            person=hat.person,
            organisation=hat.organisation,
            role=form.cleaned_data["role"],
        )
    else:
        tell_what_was_wrong(request, form)
    return redirect("council:room_settings", council, room)


@login_required
@require_POST
def remove_member(request: HttpRequest, council: str, room: str, member: UUID) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(RoomMember.objects.current(), room=room_here(request, council, room), pk=member)
    actions.remove_member(actor=actor(request), member=found)
    return redirect("council:room_settings", council, room)


@login_required
@require_POST
def archive_room(request: HttpRequest, council: str, room: str) -> HttpResponse:
    """Close the room for writing."""
    here: Room = room_here(request, council, room)
    actions.archive_room(actor=actor(request), room=here)
    return redirect("council:room", council, room)
