"""Forms about webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actor import PersonActor
from accounts.refusals import show_in
from api.webhooks import addresses
from api.webhooks.offers import offered_to
from api.webhooks.queries import event_type_names
from events.errors import Invalid


class SubscriptionForm(forms.Form):
    """Where to send, and what."""

    description = forms.CharField(label=_("What it is for"), max_length=160)
    url = forms.CharField(
        label=_("Address"),
        max_length=addresses.LONGEST,
        strip=True,
        help_text=_("Where your system listens. It begins with https:// and is open to the internet."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    streams = forms.MultipleChoiceField(label=_("What it hears"), required=False, widget=forms.CheckboxSelectMultiple)
    more_streams = forms.CharField(
        label=_("Other streams"),
        required=False,
        help_text=_("One on each line, such as room:5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41."),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )
    event_types = forms.MultipleChoiceField(
        label=_("Only these kinds of event"),
        required=False,
        help_text=_("Everything, if you choose none."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, actor: PersonActor, initial: dict[str, Any] | None = None) -> None:
        offered = offered_to(actor)
        super().__init__(data, initial=_apart(initial, {name for name, _words in offered}))
        self.fields["streams"].choices = offered  # type: ignore[attr-defined]
        self.fields["event_types"].choices = [(name, name) for name in event_type_names()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look the address up, and put the chosen and the written streams together."""
        cleaned = super().clean() or {}
        if url := cleaned.get("url"):
            try:
                addresses.check(url)
            except Invalid as error:
                show_in(self, error)
        written = str(cleaned.pop("more_streams", "")).split()
        cleaned["streams"] = [*cleaned.get("streams", []), *written]
        return cleaned


def _apart(initial: dict[str, Any] | None, offered: set[str]) -> dict[str, Any] | None:
    """Return what a form starts with: streams that are not offered by name are written out."""
    if initial is None:
        return None
    names = initial["streams"]
    return {
        **initial,
        "streams": [name for name in names if name in offered],
        "more_streams": "\n".join(name for name in names if name not in offered),
    }


class SinceForm(forms.Form):
    """From when on to send again."""

    since = forms.DateTimeField(
        label=_("From"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
