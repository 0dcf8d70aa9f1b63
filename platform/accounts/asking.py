"""What the pages that change something have in common: a form is shown, tried, and comes back with what was typed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.contrib import messages as notices
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.refusals import show_in
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.idempotency import keyed
from events.rights import may

FORM = "forms/page.html"


def actor(request: HttpRequest) -> PersonActor:
    """Return who acts; the views here let nobody in who has not signed in."""
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


def must(who: PersonActor, rule: str, target: object) -> None:
    """Refuse a page to those who may not do what it is for.

    Raises:
        Forbidden: the rule says no.
    """
    if not may(who, rule, target):
        raise Forbidden


def as_id(text: str) -> UUID | None:
    """Return the id that an address names; what is none names nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None


def posted(request: HttpRequest) -> Any:
    """Return what a form has sent, or None when it has only been opened."""
    return request.POST if request.method == "POST" else None


def key_of(request: HttpRequest) -> str:
    """Return the idempotency key of a form: the page's, told apart for each of the several forms a page has."""
    key = request.POST.get("key", "")
    return str(uuid5(NAMESPACE_URL, f"{key} {request.path} {request.POST.get('organisation', '')}")) if key else ""


def expected(request: HttpRequest) -> int:
    """Return the version that a change was made from; 0, which none has, when the form does not say it."""
    revision = request.POST.get("revision", "")
    return int(revision) if revision.isdecimal() and len(revision) < 10 else 0


def ask(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[..., object],
    *,
    to: str,
    context: Mapping[str, Any],
    template: str = FORM,
    said: str = "",
    version: int | None = None,
) -> HttpResponse:
    """Show a form; when it was sent, do what it asks for and go on, or show it again with what was wrong.

    Args:
        do: an action that takes the form's fields.
        to: where to go when it is done.
        said: what to tell there.
        version: of the thing that is changed, as it is now; its current values are the form's initial ones.
    """
    revision: int | str | None = request.POST.get("revision", version)
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            with keyed(key_of(request)):
                do(**form.cleaned_data)
        except (Invalid, Conflict) as error:
            if isinstance(error, Stale):
                revision, theirs = version, differences(form)
            show_in(form, error)
        else:
            if said:
                notices.success(request, said)
            return redirect(to)
    shown = {"form": form, "revision": revision, "theirs": theirs, "back": to, **context}
    return render(request, template, shown, status=422 if form.errors else 200)


def done(request: HttpRequest, do: Callable[[], object], *, to: str, said: str) -> HttpResponse:
    """Do what a single button asks for and go on, telling what was done or why it was not."""
    try:
        with keyed(key_of(request)):
            do()
        notices.success(request, said)
    except (Invalid, Conflict) as error:
        notices.error(request, " ".join(str(one) for words in error.fields.values() for one in words) or error.message)
    return redirect(to)


def differences(form: forms.Form) -> list[dict[str, Any]]:
    """Return where what is being sent differs from what stands: label, theirs and mine, in words."""
    found = []
    for name, value in form.cleaned_data.items():
        field = form.fields[name]
        theirs, mine = _shown(field, form.get_initial_for_field(field, name)), _shown(field, value)
        if theirs != mine:
            found.append({"label": field.label, "theirs": theirs or "–", "mine": mine or "–"})
    return found


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(value, Model):
        value = value.pk
    if isinstance(field, forms.ChoiceField):
        labels = {str(one): str(label) for one, label in list(field.choices)}  # type: ignore[arg-type]
        return labels.get(str(value if value is not None else ""), "").strip()
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value)
    return str(field.prepare_value(value) if value is not None else "").replace("\r\n", "\n").strip()
