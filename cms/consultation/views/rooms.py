"""The council room in which a section is discussed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.asking import actor, ask, posted
from cms.consultation.actions import tie_section_room
from cms.consultation.views.here import crumbs, run_here, url_of
from cms.policy.models import SectionRoom
from council.rooms.models import Room
from council.rooms.queries import rooms_visible_to
from events.errors import NotVisible


class RoomForm(forms.Form):
    """Which room; none to untie it."""

    room = forms.ModelChoiceField(
        label=gettext_lazy("Room"), queryset=Room.objects.none(), required=False, empty_label=gettext_lazy("No room")
    )

    def __init__(self, *args: Any, rooms: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["room"]
        field.queryset = rooms
        field.label_from_instance = lambda room: f"{room.council.name}: {room.title}"


@login_required
@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, consultation: UUID, section: UUID) -> HttpResponse:
    """Say in which room a section is discussed."""
    found = run_here(request, consultation)
    named = next((one for one in (found.subject.sections if found.subject else []) if one["id"] == str(section)), None)
    if named is None:
        raise NotVisible
    who = actor(request)
    rooms = rooms_visible_to(who).select_related("council").order_by("council__name", "title")
    tied = SectionRoom.objects.filter(policy=found.policy_id, section=section).first()
    form = RoomForm(posted(request), rooms=rooms, initial={"room": tied.room_id if tied else None})

    def do(room: Any) -> None:
        tie_section_room(actor=who, consultation=found, section=section, room=room)

    context = {
        "title": _("Where is this section discussed?"),
        "lead": f"{named['number']}. {named['heading']}",
        "submit": _("Save"),
        "crumbs": crumbs(found),
    }
    return ask(request, form, do, to=url_of(found), said=_("Saved."), context=context)
