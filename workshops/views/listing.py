"""The workshops of a council, and its programmes."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.asking import actor, ask, expected, must, posted
from council.seats.models import Council
from events import clock
from events.rights import may
from workshops.plans import programmes
from workshops.plans.forms import ProgrammeForm
from workshops.plans.models import Programme, Workshop
from workshops.sessions.queries import workshops_visible_to
from workshops.views.base import crumbs, visitor

MOST_PAST = 50
State = Workshop.State


@require_GET
def workshops(request: HttpRequest, council: str) -> HttpResponse:
    """What is coming, what runs now, what has been, and which programmes they belong to."""
    who, here = visitor(request), get_object_or_404(Council, slug=council)
    found = workshops_visible_to(who).filter(council=here)
    now = clock.now()
    ahead = found.filter(ends_at__gte=now)
    context = {
        "council": here,
        "running": found.filter(state__in=[State.RUNNING, State.PAUSED]).order_by("starts_at"),
        "coming": ahead.filter(state__in=[State.ANNOUNCED, State.CANCELLED]).order_by("starts_at"),
        "planned": found.filter(state=State.PLANNED).order_by("starts_at"),
        "past": _past(found, now)[:MOST_PAST],
        "programmes": _with_workshops(here, found),
        "may_plan": may(who, "workshops.plan_workshop", here),
        "may_plan_programme": may(who, "workshops.plan_programme", here),
        "crumbs": crumbs(here)[:1] if who.is_signed_in else [],
    }
    return render(request, "pages/workshops/list.html", context)


def _past(found: QuerySet[Workshop], now: Any) -> QuerySet[Workshop]:
    ended = found.filter(state=State.ENDED)
    gone = found.filter(state__in=[State.ANNOUNCED, State.CANCELLED], ends_at__lt=now)
    return (ended | gone).order_by("-starts_at")


def _with_workshops(council: Council, found: QuerySet[Workshop]) -> QuerySet[Programme]:
    seen = Prefetch("workshops", found.order_by("starts_at"), to_attr="seen")
    return Programme.objects.filter(council=council).prefetch_related(seen).order_by("title")


@require_GET
def programme(request: HttpRequest, council: str, programme: str) -> HttpResponse:
    """A programme and its workshops, in the order they take place."""
    who = visitor(request)
    here = get_object_or_404(Programme.objects.select_related("council"), council__slug=council, slug=programme)
    context = {
        "programme": here,
        "council": here.council,
        "workshops": workshops_visible_to(who).filter(programme=here).order_by("starts_at"),
        "may_change": may(who, "workshops.change_programme", here),
        "crumbs": crumbs(here.council, signed_in=who.is_signed_in),
    }
    return render(request, "pages/workshops/programme.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def plan_programme(request: HttpRequest, council: str) -> HttpResponse:
    """Begin a programme."""
    who, here = actor(request), get_object_or_404(Council, slug=council)
    must(who, "workshops.plan_programme", here)
    return ask(
        request,
        ProgrammeForm(posted(request)),
        lambda **said: programmes.plan_programme(actor=who, council=here, **said),
        to=reverse("workshops:workshops", args=[here.slug]),
        said=_("The programme is there. Choose it when you plan its workshops."),
        context={
            "title": _("A new programme"),
            "lead": _("A series of workshops that belong together, and what they are to lead to."),
            "submit": _("Make the programme"),
            "crumbs": crumbs(here),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def change_programme(request: HttpRequest, council: str, programme: str) -> HttpResponse:
    """Change the words of a programme."""
    who = actor(request)
    here = get_object_or_404(Programme.objects.select_related("council"), council__slug=council, slug=programme)
    must(who, "workshops.change_programme", here)
    return ask(
        request,
        ProgrammeForm(posted(request), initial={"title": here.title, "purpose": here.purpose}),
        lambda **said: programmes.change_programme(actor=who, programme=here, expected=expected(request), **said),
        to=reverse("workshops:programme", args=[council, here.slug]),
        said=_("The programme is changed."),
        version=here.version,
        context={
            "title": _("Change the programme"),
            "submit": _("Save the programme"),
            "crumbs": crumbs(here.council),
        },
    )
