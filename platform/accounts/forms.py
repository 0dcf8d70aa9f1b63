"""Forms about people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiToken, Membership


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)


class AcceptForm(forms.Form):
    """How a person who is new here is called."""

    name = forms.CharField(label=_("Your name"), max_length=120)


class TokenForm(forms.Form):
    """What a key is for and what it may do."""

    label = forms.CharField(label=_("What it is for"), max_length=80)
    scope = forms.ChoiceField(label=_("May do"), choices=ApiToken.Scope.choices)
