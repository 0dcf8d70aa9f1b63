"""Forms with which periods are opened and their due days moved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.goals.forms.fields import DayField
from network.goals.models import Calendar


class DueForm(forms.Form):
    """By which day reports are due."""

    due = DayField(
        label=_("Reports are due"),
        help_text=_("A day on which offices are closed moves to the next working day."),
    )


class OpenPeriodForm(DueForm):
    """Which period to open."""

    calendar = forms.ChoiceField(choices=Calendar.choices, widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.HiddenInput)
