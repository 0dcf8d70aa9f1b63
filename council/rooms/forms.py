"""Forms with which a room is opened, changed and opened to people."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from council.rooms.models import Room, RoomMember
from network.goals.models import Goal


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


class RoomSettingsForm(RoomForm):
    """What a room is for, who may enter, and the goal it belongs to."""

    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=_("Goal that the room belongs to"), required=False, empty_label=_("No goal")
    )

    def __init__(self, *args: Any, goals: QuerySet[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]
        self.fields["goal"].label_from_instance = numbered  # type: ignore[attr-defined]


class ActivityForm(forms.Form):
    """What is to be done, for which goal, by whom and by when."""

    goal = forms.ModelChoiceField(Goal.objects.none(), label=_("Goal"), empty_label=None)
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who does it"))
    due = forms.DateField(label=_("Done by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(
        label=_("Note to the activity"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, goals: QuerySet[Goal], organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]
        self.fields["goal"].label_from_instance = numbered  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


def numbered(goal: Goal) -> str:
    """Return a goal as it stands in a list to choose from."""
    return f"{goal.number}. {goal.title}"


class MemberForm(forms.Form):
    """Whom to let into a room, and to do what."""

    who = forms.ChoiceField(label=_("Person"))
    role = forms.ChoiceField(label=_("May do"), choices=RoomMember.Role.choices, initial=RoomMember.Role.WRITER)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]
