"""The door of the API: somebody must be there. What they may do is for the actions and queries to say."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.actor import PersonActor


class SignedIn(BasePermission):
    """A person or a token; a token that may only read does not write."""

    def has_permission(self, request: Request, view: Any) -> bool:
        actor = request.auth
        return isinstance(actor, PersonActor) and (actor.may_write or request.method in SAFE_METHODS)
