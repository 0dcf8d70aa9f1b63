"""What the pages of workshops have in common."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.actor import AnyActor
from workshops.plans.models import Workshop
from workshops.sessions.queries import rooms_of, workshops_visible_to


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
