"""Forms about what is not accessible: for the one who tells, and for those who answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.pages.models import KnownFault
from cms.reach.barriers.actions import ANSWER, HAPPENED, WANTED, WHERE
from cms.reach.forms import OpenForm
from network.goals.forms.fields import LongTextField


class BarrierForm(OpenForm):
    """What somebody tells of. Only the first two are needed."""

    wanted = LongTextField(label=_("What did you want to do?"), limit=WANTED, rows=3)
    happened = LongTextField(label=_("What happened instead?"), limit=HAPPENED, rows=5)
    page = forms.CharField(
        label=_("On which page?"), max_length=WHERE, required=False, help_text=_("Its address or its heading.")
    )
    situations = forms.MultipleChoiceField(
        label=_("How do you use the site?"),
        choices=[(one.value, one.label) for one in KnownFault.Situation if one != KnownFault.Situation.ALL],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It helps us find the fault. Nobody asks why."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("If you want the answer by mail. It is removed 30 days after the case is closed."),
    )
    field_order = ["wanted", "happened", "page", "situations", "email", "website"]


class AnswerForm(forms.Form):
    """What the reporter is told, and what happens next."""

    answer = LongTextField(
        label=_("Answer"),
        limit=ANSWER,
        rows=6,
        help_text=_("What we have found, when it is mended, and how to do it meanwhile."),
    )
    becomes_fault = forms.BooleanField(
        label=_("It becomes a known fault"),
        required=False,
        help_text=_("Write it into the accessibility statement too, with the day it is to be mended."),
    )
    closed = forms.BooleanField(label=_("The case is closed with this"), required=False, initial=True)
