"""An action's refusal, shown at the form that asked for it."""

from django import forms

from events.errors import ArenanError


def show_in(form: forms.Form, error: ArenanError) -> None:
    """Put what was wrong beside its field, or above the form when it concerns no field of it."""
    for name, words in error.fields.items():
        form.add_error(name if name in form.fields else None, [str(word) for word in words])
    if not error.fields:
        form.add_error(None, str(error.message))
