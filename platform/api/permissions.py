"""The door of the API: somebody must be there. What they may do is for the actions and queries to say."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.actor import PersonActor


class SignedIn(BasePermission):
    """A person or a key, as far as its scope reaches: the one place where scopes are held.

    A key that may read writes nothing. One that may report writes where a view says `report_scope`, and reads there
    and where a view says `report_reads`.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        actor = request.auth
        if not isinstance(actor, PersonActor):
            return False
        reads = request.method in SAFE_METHODS
        if actor.reports_only:
            return view.report_scope or (reads and view.report_reads)
        return reads or actor.may_write


class OpenToRead(SignedIn):
    """As `SignedIn`, and visitors may read: the queries of such a view know what is public."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.auth is None and request.method in SAFE_METHODS:
            return True
        return super().has_permission(request, view)
