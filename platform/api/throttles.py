"""How often one person or token may call."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class PerPerson(SimpleRateThrottle):
    """All calls of one person (or, before sign-in, of one address)."""

    scope = "person"

    def get_cache_key(self, request: Request, view: Any) -> str:
        ident = request.user.pk if request.auth else self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}


class Writes(PerPerson):
    """Calls that change something."""

    scope = "writes"

    def allow_request(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS or super().allow_request(request, view)
