"""How often one person or token may call."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from accounts.actor import GuestActor, PersonActor


class PerPerson(SimpleRateThrottle):
    """All calls of one person or guest (or, before either is known, of one address)."""

    scope = "person"

    def get_cache_key(self, request: Request, view: Any) -> str:
        ident = request.auth.ref if isinstance(request.auth, PersonActor | GuestActor) else self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}


class Writes(PerPerson):
    """Calls that change something."""

    scope = "writes"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS or super().allow_request(request, view)
