"""Planning a workshop: what, when and where, who leads it, making it known and calling it off."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import PersonActor
from accounts.asking import actor, as_id, ask, done, expected, must, posted
from accounts.models import Membership
from council.seats.models import Council
from events.errors import NotVisible
from workshops.plans import actions
from workshops.plans.forms import NewWorkshopForm, WorkshopForm
from workshops.plans.library import copied, planned
from workshops.plans.models import Workshop
from workshops.sessions.forms import HostForm
from workshops.sessions.models import Host
from workshops.sessions.queries import hosts_now, steps_in_rooms_of
from workshops.views.base import address, crumbs, workshop_here

FORM = "pages/workshops/form.html"
DESCRIBED = (*actions.DESCRIBED, *actions.LIMITS, "programme")


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, council: str) -> HttpResponse:
    """Begin to plan a workshop, from a plan of the library, an earlier workshop, or nothing."""
    who, here = actor(request), get_object_or_404(Council, slug=council)
    must(who, "workshops.plan_workshop", here)
    made: list[Workshop] = []

    def do(*, begin: str, **described: Any) -> None:
        made.append(actions.plan_workshop(actor=who, council=here, steps=_steps(who, begin), **described))

    form = NewWorkshopForm(
        posted(request),
        council=here,
        earlier=_earlier(who, here),
        initial={
            "access": Workshop.Access.COUNCIL,
            "guests": True,
            "naming": "named",
            "raw_days": 90,
            "begin": request.GET.get("borja", ""),
        },
    )
    answer = ask(
        request,
        form,
        do,
        to=_list(here),
        said=_("The workshop is there. Nobody but you who lead it sees it until you announce it."),
        template=FORM,
        context={
            "title": _("Plan a workshop"),
            "lead": _("Choose what to begin with. The plan of the day comes on the next page."),
            "submit": _("Go on to the plan"),
            "crumbs": crumbs(here),
        },
    )
    if made and made[0] is not None:
        answer["Location"] = address(made[0], "plan")
    return answer


def _list(council: Council) -> str:
    return crumbs(council)[-1]["url"]


def _earlier(who: PersonActor, council: Council) -> list[Workshop]:
    return list(_known_plans(who).filter(council=council).order_by("-starts_at"))


def _known_plans(who: PersonActor) -> QuerySet[Workshop]:
    # Whose steps one may read: one leads it, has been in its room, or leads the council.
    return Workshop.objects.filter(pk__in=steps_in_rooms_of(who).values("workshop"))


def _steps(who: PersonActor, begin: str) -> list[Any]:
    kind, _colon, name = begin.partition(":")
    if kind == "plan":
        return planned(name)
    if kind == "copy":
        return copied(get_object_or_404(_known_plans(who), pk=as_id(name)))
    return []


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Change what a workshop is about, when and where it is, and who may come."""
    who, here = actor(request), workshop_here(request, council, workshop)
    must(who, "workshops.change_workshop", here)
    form = WorkshopForm(
        posted(request), council=here.council, initial={name: getattr(here, name) for name in DESCRIBED}
    )
    return ask(
        request,
        form,
        lambda **described: actions.change_workshop(actor=who, workshop=here, expected=expected(request), **described),
        to=address(here),
        said=_("The workshop is changed."),
        version=here.version,
        template=FORM,
        context={
            "title": _("Change the workshop"),
            "submit": _("Save the changes"),
            "crumbs": crumbs(here.council, here),
        },
    )


@login_required
@require_POST
def announce(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Make a workshop known."""
    who, here = actor(request), workshop_here(request, council, workshop)
    return done(
        request,
        lambda: actions.announce_workshop(actor=who, workshop=here),
        to=address(here),
        said=_("The workshop is announced. People can register now."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Call a workshop off, once one has said that one means it."""
    who, here = actor(request), workshop_here(request, council, workshop)
    must(who, "workshops.call_off", here)
    return ask(
        request,
        forms.Form(posted(request)),
        lambda: actions.call_off_workshop(actor=who, workshop=here),
        to=address(here),
        said=_("The workshop is called off. Those who have registered are told by mail."),
        context={
            "title": _("Call the workshop off"),
            "lead": _("Everybody who has registered is told by mail. It cannot be undone."),
            "submit": _("Call the workshop off"),
            "danger": True,
            "crumbs": crumbs(here.council, here),
        },
    )


# --- Who leads ---------------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def hosts(request: HttpRequest, council: str, workshop: str) -> HttpResponse:
    """Who leads the workshop, and letting more do so."""
    who, here = actor(request), workshop_here(request, council, workshop)
    must(who, "workshops.choose_hosts", here)

    def do(*, who_leads: Membership, role: str) -> None:
        person, organisation = who_leads.person, who_leads.organisation
        actions.add_host(actor=who, workshop=here, person=person, organisation=organisation, role=role)

    form = HostForm(posted(request), workshop=here)
    return ask(
        request,
        form,
        do,
        to=address(here, "hosts"),
        said=_("They lead the workshop too from now on."),
        template="pages/workshops/hosts.html",
        context={"workshop": here, "hosts": hosts_now(here), "crumbs": crumbs(here.council, here)},
    )


@login_required
@require_POST
def remove_host(request: HttpRequest, council: str, workshop: str, host: UUID) -> HttpResponse:
    """Let somebody lead no longer."""
    who, here = actor(request), workshop_here(request, council, workshop)
    found = Host.objects.current().filter(workshop=here, pk=host).first()
    if found is None:
        raise NotVisible
    return done(
        request,
        lambda: actions.remove_host(actor=who, host=found),
        to=address(here, "hosts"),
        said=_("They no longer lead the workshop."),
    )
