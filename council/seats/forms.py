"""Forms with which seats, mandates and offices are given."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from council.seats.models import Mandate, Office, Seat


class DayInput(forms.DateInput):
    """A day, in the browser's own picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SeatForm(forms.Form):
    """Which organisation gets a seat, and on which side."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all(), empty_label=_("Choose an organisation")
    )
    side = forms.ChoiceField(label=_("Side"), choices=Seat.Side.choices)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)


class MandateForm(forms.Form):
    """Who holds a seat or deputises in it, from when, and who decided so."""

    person = forms.ChoiceField(label=_("Person"))
    kind = forms.ChoiceField(label=_("As"), choices=Mandate.Kind.choices)
    starts_on = forms.DateField(label=_("From"), initial=timezone.localdate, widget=DayInput())
    ends_on = forms.DateField(label=_("To"), required=False, widget=DayInput())
    decision = forms.CharField(label=_("How appointed"), max_length=300, required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class OfficeForm(forms.Form):
    """Who leads the council or keeps its papers."""

    who = forms.ChoiceField(label=_("Person"))
    kind = forms.ChoiceField(label=_("As"), choices=Office.Kind.choices)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]
