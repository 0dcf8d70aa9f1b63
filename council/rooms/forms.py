"""Forms with which a room is opened, changed and opened to people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.rooms.models import Room, RoomMember


class RoomForm(forms.Form):
    """What a room is for, and who may enter."""

    title = forms.CharField(label=_("Title"), max_length=120)
    purpose = forms.CharField(
        label=_("Purpose"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Room.Kind.choices,
        help_text=_("What is said in a document room is kept. A working room disposes of it after a time."),
    )
    access = forms.ChoiceField(label=_("Who may enter"), choices=Room.Access.choices)
    retention_days = forms.IntegerField(
        label=_("Days until working content is disposed of"),
        required=False,
        min_value=1,
        max_value=3650,
        help_text=_("Only in a working room. Empty means that nothing is disposed of."),
    )


class MemberForm(forms.Form):
    """Whom to let into a room, and to do what."""

    who = forms.ChoiceField(label=_("Person"))
    role = forms.ChoiceField(label=_("May"), choices=RoomMember.Role.choices, initial=RoomMember.Role.WRITER)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]
