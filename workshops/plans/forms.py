"""Forms with which workshops and programmes are planned."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council.seats.models import Council
from network.goals.forms.fields import ExplainedField, LongTextField, SectionedForm
from workshops.plans.library import plans
from workshops.plans.models import Naming, Programme, Workshop

NAMING_WORDS = {
    Naming.NAMED: gettext_lazy("What somebody writes carries their name and organisation."),
    Naming.ORGANISATION: gettext_lazy(
        "Only the organisation is seen, and only when at least five in the room come from it. No name is stored."
    ),
    Naming.ANONYMOUS: gettext_lazy("Nobody sees who wrote what, and it is stored nowhere."),
}
ACCESS_WORDS = {
    Workshop.Access.COUNCIL: gettext_lazy("Members whose organisation has a seat in the council."),
    Workshop.Access.EVERYBODY: gettext_lazy("The page is open, and people without an account may register too."),
}


class MomentInput(forms.DateTimeInput):
    """A day and a time, in the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A day and a time in Sweden."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=MomentInput(), **options)


class ProgrammeForm(forms.Form):
    """What a programme is about."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    purpose = LongTextField(
        label=gettext_lazy("Purpose"),
        limit=4000,
        required=False,
        help_text=gettext_lazy("What the workshops together are to lead to."),
    )


class WorkshopForm(SectionedForm):
    """What a workshop is about, when and where it is, who may come and how what they say is kept."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    purpose = LongTextField(
        label=gettext_lazy("Purpose"),
        limit=4000,
        required=False,
        help_text=gettext_lazy("What those who come will have done together when they leave. In plain words."),
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=gettext_lazy("Stands by itself"),
    )
    starts_at = MomentField(label=gettext_lazy("Begins"))
    ends_at = MomentField(label=gettext_lazy("Ends"))
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("House, room and street; say if there is step-free access."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address of the video meeting"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Begins with https://. The meeting itself takes place in your own video service."),
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )
    access = ExplainedField(label=gettext_lazy("Who may register"), choices=Workshop.Access.choices, words=ACCESS_WORDS)
    guests = forms.BooleanField(
        label=gettext_lazy("People without an account may take part"),
        required=False,
        help_text=gettext_lazy("With the code on the wall and a name. Without this, everybody must sign in."),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Seats"),
        min_value=1,
        max_value=2000,
        required=False,
        help_text=gettext_lazy("Empty: as many as want to. When the seats are taken there is a waiting list."),
    )
    seats_each = forms.IntegerField(
        label=gettext_lazy("Seats for each organisation"),
        min_value=1,
        max_value=2000,
        required=False,
        help_text=gettext_lazy("So that the group is mixed. Empty: no limit."),
    )
    naming = ExplainedField(
        label=gettext_lazy("How what people write is signed"),
        choices=Naming.choices,
        words=NAMING_WORDS,
        help_text=gettext_lazy("This is where each new step begins; it can be changed step by step."),
    )
    raw_days = forms.IntegerField(
        label=gettext_lazy("Days that the notes are kept"),
        min_value=1,
        max_value=3650,
        help_text=gettext_lazy("After that, notes and answers are removed. What you concluded stays."),
    )
    groups = (
        ("about", gettext_lazy("About the workshop"), "", ("begin", "title", "purpose", "programme")),
        ("when", gettext_lazy("When and where"), "", ("starts_at", "ends_at", "place", "address")),
        ("who", gettext_lazy("Who may come"), "", ("access", "guests", "seats", "seats_each")),
        ("kept", gettext_lazy("What is kept"), "", ("naming", "raw_days")),
    )

    def __init__(self, *args: Any, council: Council, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].queryset = Programme.objects.filter(council=council)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at once, beside the right field, when the end comes before the beginning."""
        said: dict[str, Any] = super().clean() or {}
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", ValidationError(_("The workshop must end after it begins.")))
        elif starts and ends and ends - starts > timedelta(days=7):
            self.add_error("ends_at", ValidationError(_("That is longer than a week. Look at the dates once more.")))
        return said


class NewWorkshopForm(WorkshopForm):
    """A new workshop, with what to begin from."""

    begin = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        help_text=gettext_lazy("Steps can be added, changed and removed afterwards."),
        required=False,
    )

    def __init__(self, *args: Any, earlier: list[Workshop], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["begin"].choices = _beginnings(earlier)  # type: ignore[attr-defined]


def _beginnings(earlier: list[Workshop]) -> list[Any]:
    library = [(f"plan:{plan.slug}", f"{plan.title} ({_minutes(plan.minutes)})") for plan in plans().values()]
    copies = [(f"copy:{one.pk}", f"{one.title}, {one.starts_at:%Y-%m-%d}") for one in earlier]
    groups: list[Any] = [("", _("An empty plan")), (_("A plan from the library"), library)]
    return [*groups, (_("A copy of an earlier workshop"), copies)] if copies else groups


def _minutes(minutes: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
