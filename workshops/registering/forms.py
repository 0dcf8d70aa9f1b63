"""Forms with which one asks for a seat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.goals.forms.fields import LongTextField
from workshops.registering.actions import LONGEST_NEEDS


class NeedsForm(forms.Form):
    """What a member needs; who they are is known."""

    needs = LongTextField(
        label=_("What do you need in order to take part?"),
        limit=LONGEST_NEEDS,
        rows=3,
        required=False,
        help_text=_(
            "For example step-free access, a hearing loop, an interpreter, plainer words or more time. Only those who "
            "lead the workshop see it, and it is deleted when the workshop is over. Do not write about illness."
        ),
    )


class VisitorForm(NeedsForm):
    """Who comes, where the house does not know them."""

    name = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("There you are told whether you have a seat, and can withdraw with a link."),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "organisations"}),
        help_text=_("The one you come from, if any."),
    )
    field_order = ["name", "email", "organisation", "needs"]
