"""Asking for a seat, giving it back, and who has asked."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from rest_framework.throttling import SimpleRateThrottle

from accounts.actor import NOBODY, AnyActor, Nobody, PersonActor
from accounts.asking import actor, ask, done, posted
from accounts.models import Organisation
from events.errors import NotVisible
from events.rights import may
from workshops.plans.models import Workshop
from workshops.registering import actions
from workshops.registering.forms import NeedsForm, VisitorForm
from workshops.registering.models import Registration
from workshops.registering.queries import (
    own_registration,
    place_in_line,
    registration_by_secret,
    registrations_of,
    seats_left,
)
from workshops.views.base import address, crumbs, visitor, workshop_here

PAGE = "pages/workshops/register.html"


class Throttle(SimpleRateThrottle):
    """How many open forms one address may send, those of the public site among them."""

    scope = "forms"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Ask for a seat; who has one reads how it stands, and can say what they need or withdraw."""
    here = workshop_here(request, council, workshop)
    who = _as_whom(visitor(request))
    own = own_registration(who, here)
    known = isinstance(who, PersonActor)
    if own and isinstance(who, PersonActor):
        return _own(request, who, own)
    form = NeedsForm(posted(request)) if known else VisitorForm(posted(request))
    context = {
        "workshop": here,
        "known": known,
        "may_register": may(who, "workshops.register", here),
        "seats_left": seats_left(here),
        "waiting": registrations_of(here).filter(state=Registration.State.WAITING).count(),
        "names": _names(here),
        "crumbs": crumbs(here.council, here, signed_in=visitor(request).is_signed_in),
    }
    if request.method == "POST" and not known and not Throttle().allow_request(request, None):  # type: ignore[arg-type]
        form.add_error(None, _("A lot has been sent from your network in a short time. Wait an hour and send again."))
        return render(request, PAGE, {**context, "form": form}, status=429)
    said = "" if known else _("Thank you. How it stands is in the mail that we have just sent to you.")
    to = address(here, "register") if known else address(here)
    return ask(
        request,
        form,
        partial(actions.register, actor=who, workshop=here),
        to=to,
        said=said,
        template=PAGE,
        context=context,
    )


def _as_whom(who: AnyActor) -> PersonActor | Nobody:
    """Return as whom somebody registers: a member with a hat as themselves, all others as nobody."""
    if isinstance(who, PersonActor) and who.organisation:
        return who
    return NOBODY


def _names(workshop: Workshop) -> list[str]:
    # Offered while one types, so that two from the same place write it the same way.
    return list(Organisation.objects.filter(seats__council=workshop.council).distinct().values_list("name", flat=True))


def _own(request: HttpRequest, who: PersonActor, registration: Registration) -> HttpResponse:
    here = registration.workshop
    return ask(
        request,
        NeedsForm(posted(request), initial={"needs": registration.needs}),
        partial(actions.say_needs, actor=who, registration=registration),
        to=address(here, "register"),
        said=_("What you need is saved."),
        template=PAGE,
        context={
            "workshop": here,
            "registration": registration,
            "place": place_in_line(registration),
            "crumbs": crumbs(here.council, here),
        },
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Give one's seat back."""
    who, here = actor(request), workshop_here(request, council, workshop)
    own = own_registration(who, here)
    if own is None:
        raise NotVisible
    return done(
        request,
        lambda: actions.withdraw(actor=who, registration=own),
        to=address(here),
        said=_("You are not registered any more. Thank you for telling."),
    )


@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """How it stands, for who has the link in the mail, and withdrawing without an account."""
    found = registration_by_secret(secret)
    if request.method == "POST":
        actions.withdraw_by_link(actor=NOBODY, secret=secret)
        notices.success(request, _("You are not registered any more. Thank you for telling."))
        return redirect("workshops:by_link", secret=secret)
    context = {
        "registration": found,
        "workshop": found.workshop,
        "place": place_in_line(found),
        "over": found.workshop.state in {Workshop.State.ENDED, Workshop.State.CANCELLED},
    }
    response = render(request, "pages/workshops/by_link.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


# --- For those who lead ------------------------------------------------------------------------------------------


@login_required
@require_GET
def registrations(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Who has a seat, who waits, and what they need in order to take part."""
    who, here = actor(request), workshop_here(request, council, workshop)
    if not may(who, "workshops.see_behind", here):
        raise NotVisible
    found = list(registrations_of(here))
    context = {
        "workshop": here,
        "seated": [one for one in found if one.state == Registration.State.SEATED],
        "waiting": [one for one in found if one.state == Registration.State.WAITING],
        "seats_left": seats_left(here),
        "may_remove": may(who, "workshops.run", here),
        "crumbs": crumbs(here.council, here),
    }
    response = render(request, "pages/workshops/registrations.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def remove(request: HttpRequest, council: str, workshop: str, registration: UUID) -> HttpResponse:
    """Take somebody off the list."""
    who, here = actor(request), workshop_here(request, council, workshop)
    if not may(who, "workshops.see_behind", here):
        raise NotVisible
    found = get_object_or_404(registrations_of(here), pk=registration)
    return done(
        request,
        lambda: actions.withdraw(actor=who, registration=found),
        to=address(here, "registrations"),
        said=_("%(name)s is not on the list any more.") % {"name": found.name},
    )
