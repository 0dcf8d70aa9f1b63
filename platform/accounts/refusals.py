"""An action's refusal, shown at the form that asked for it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from events.errors import ArenanError


def show_in(form: forms.Form, error: ArenanError) -> None:
    """Put what was wrong beside its field, or above the form when it concerns no field of it."""
    for name, words in error.fields.items():
        form.add_error(name if name in form.fields else None, [str(word) for word in words])
    if not error.fields:
        form.add_error(None, str(error.message))


def tell_what_was_wrong(request: HttpRequest, form: forms.Form) -> None:
    """Say on the next page what kept a small form, whose page is gone, from being accepted."""
    for name, words in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label}: {' '.join(map(str, words))}" if label else " ".join(map(str, words)))
