"""What the pages of workshops have in common."""

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import AnyActor
from council.seats.models import Council
from workshops.plans.models import Workshop
from workshops.sessions.queries import rooms_of, steps_of, workshops_visible_to


def visitor(request: HttpRequest) -> AnyActor:
    """Return who looks: a member, a guest or nobody we know."""
    return cast(AnyActor, request.actor)  # type: ignore[attr-defined]


def workshop_here(request: HttpRequest, council: str, workshop: str) -> Workshop:
    """Return the workshop in the address, if whoever asks may know of it."""
    return get_object_or_404(workshops_visible_to(visitor(request)), council__slug=council, slug=workshop)


def room_here(request: HttpRequest, council: str, workshop: str) -> Workshop:
    """Return the workshop in the address, if whoever asks is in its room or leads it."""
    return get_object_or_404(rooms_of(visitor(request)), council__slug=council, slug=workshop)


def address(workshop: Workshop, name: str = "workshop") -> str:
    """Return the address of one of a workshop's pages."""
    return reverse(f"workshops:{name}", args=[workshop.council.slug, workshop.slug])


def code_shown(workshop: Workshop) -> str:
    """Return the join code as it is easiest to read and say: in two halves."""
    return f"{workshop.code[:4]} {workshop.code[4:]}"


def crumbs(
    council: Council, workshop: Workshop | None = None, *, plan: bool = False, signed_in: bool = True
) -> list[dict[str, str]]:
    """Return the way to a page: the council where one may see it, its workshops, a workshop, and its plan."""
    way = [(council.name, reverse("council:council", args=[council.slug]))] if signed_in else []
    way.append((_("Workshops"), reverse("workshops:workshops", args=[council.slug])))
    if workshop:
        way.append((workshop.title, address(workshop)))
        if plan:
            way.append((_("The plan"), address(workshop, "plan")))
    return [{"title": title, "url": url} for title, url in way]


def programme_of_day(workshop: Workshop) -> list[dict[str, Any]]:
    """Return the steps with the moment at which each is to begin, reckoned from the minutes of those before it."""
    begins, rows = workshop.starts_at, []
    for step in steps_of(workshop):
        rows.append({"step": step, "begins": begins})
        begins += timedelta(minutes=step.minutes)
    return rows
