"""The way in: the code on the wall, a name, and the room."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.actor import PersonActor
from accounts.asking import posted
from accounts.models import Organisation
from accounts.refusals import show_in
from events.errors import Conflict, Invalid, NotVisible
from workshops.plans.models import Workshop
from workshops.sessions.entering import enter, workshop_by_code, workshop_of_screen
from workshops.sessions.queries import hosting, participant_in
from workshops.views.base import address, code_shown, visitor

CODE_LETTERS = 20


class CodeForm(forms.Form):
    """The code on the wall."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=CODE_LETTERS,
        help_text=gettext_lazy(
            "Eight letters and figures, from the invitation or the wall. Spaces make no difference."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}
        ),
    )


class GuestForm(forms.Form):
    """What a guest is called, and whom they come from."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("The one you come from, if any. Tables are mixed by it."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "organisations"}),
    )


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            found = workshop_by_code(request, form.cleaned_data["code"])
            return redirect("workshops:by_code", code=found.code)
        except NotVisible as error:
            form.add_error("code", str(error.message))
    return render(request, "pages/workshops/door.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show which workshop a code stands for, and let somebody in: as a member, or as a guest with a name."""
    try:
        workshop = workshop_by_code(request, code)
    except NotVisible as error:
        form = CodeForm({"code": code[:CODE_LETTERS]})
        form.add_error("code", str(error.message))
        return render(request, "pages/workshops/door.html", {"form": form}, status=404)
    who = visitor(request)
    if participant_in(who, workshop):
        return redirect(_room_for(who, workshop))
    guest = not isinstance(who, PersonActor)
    form = GuestForm(posted(request)) if guest else forms.Form(posted(request))  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        try:
            enter(request, workshop, who, **form.cleaned_data)
            return redirect(_room_for(who, workshop))
        except (Invalid, Conflict) as error:
            show_in(form, error)
    shown = {
        "workshop": workshop,
        "form": form,
        "guest": guest,
        "code": code_shown(workshop),
        "known": _known(workshop),
    }
    return render(request, "pages/workshops/enter.html", shown, status=422 if form.errors else 200)


def _room_for(who: Any, workshop: Workshop) -> str:
    leads = hosting(who).filter(workshop=workshop).exists()
    return address(workshop, "console" if leads else "room")


def _known(workshop: Workshop) -> list[str]:
    # Offered while one types, so that two from the same place write it the same way.
    return list(Organisation.objects.filter(seats__council=workshop.council).distinct().values_list("name", flat=True))


@require_http_methods(["GET"])
def by_screen_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Make this computer the screen at the front, for whoever has the link that the hosts gave."""
    workshop, who = workshop_of_screen(secret), visitor(request)
    if not participant_in(who, workshop) and not hosting(who).filter(workshop=workshop).exists():
        if isinstance(who, PersonActor):
            raise Conflict(_("You are signed in here. Open the link in a private window, and it becomes the screen."))
        enter(request, workshop, who, screen=True)
    return redirect(address(workshop, "screen"))
