"""What the API views of workshops have in common."""

from collections.abc import Callable
from typing import Any, cast

from django.shortcuts import get_object_or_404
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actor import GuestActor, KnownActor, PersonActor
from api.authentication import Guest, Session, Token
from api.base import View
from workshops.plans.models import Step, Workshop
from workshops.sessions.abilities import on_step
from workshops.sessions.queries import rooms_of, steps_in_rooms_of, workshops_visible_to
from workshops.sessions.serializers import StepSerializer, WorkshopSerializer
from workshops.sessions.snapshot import abilities


class Known(BasePermission):
    """A member, a key that may write, or a guest: what they may do in a room is for the rules to say."""

    def has_permission(self, request: Request, view: Any) -> bool:
        who = request.auth
        if isinstance(who, GuestActor):
            return True
        if not isinstance(who, PersonActor) or who.reports_only:
            return False
        return request.method in SAFE_METHODS or who.may_write


class WorkshopView(View):
    """Base: members and guests may call."""

    authentication_classes = [Token, Session, Guest]
    permission_classes = [Known]

    @property
    def who(self) -> KnownActor:
        """Who calls: a member with a hat, or a guest."""
        return cast(KnownActor, self.request.auth)

    def workshop(self) -> Workshop:
        """Return the workshop in the address, if the caller may know of it."""
        return get_object_or_404(workshops_visible_to(self.who), pk=self.kwargs["workshop"])

    def room(self) -> Workshop:
        """Return the workshop in the address, if the caller is in its room or leads it."""
        return get_object_or_404(rooms_of(self.who), pk=self.kwargs["workshop"])

    def step(self) -> Step:
        """Return the step in the address, if the caller is in the room of its workshop."""
        return get_object_or_404(steps_in_rooms_of(self.who), pk=self.kwargs["step"])

    def contribute[T](self, action: Callable[..., T], **arguments: Any) -> T:
        """Call an action that stays unsigned.

        Without the request's idempotency key: what is stored under one would join the caller to what they wrote. The
        ids of contributions are made by the caller's device, so that a repeat is known without it.
        """
        return action(actor=self.who, **arguments)

    def show_workshop(self, workshop: Workshop, code: int = 200) -> Response:
        """Answer with a workshop and what the caller may do in it."""
        shown = workshops_visible_to(self.who).get(pk=workshop.pk)
        return self.with_etag({**WorkshopSerializer(shown).data, "abilities": abilities(self.who, shown)}, code)

    def show_step(self, step: Step, code: int = 200) -> Response:
        """Answer with a step and what the caller may do in it."""
        shown = steps_in_rooms_of(self.who).get(pk=step.pk)
        return self.with_etag({**StepSerializer(shown).data, "abilities": on_step(self.who, shown)}, code)
