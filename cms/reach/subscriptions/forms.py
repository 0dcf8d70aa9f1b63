"""The form with which anybody asks for mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.reach.forms import OpenForm
from cms.reach.subscriptions.models import Topic


class SubscribeForm(OpenForm):
    """What about, and to which address. When one page is followed there is nothing to choose."""

    topic = forms.ChoiceField(
        label=_("What do you want to hear about?"),
        choices=[(one.value, one.label) for one in Topic if one != Topic.PAGE],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write to it once, to ask whether it is yours."),
    )
    field_order = ["topic", "email", "website"]

    def __init__(self, *args: Any, one_page: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if one_page:
            del self.fields["topic"]
