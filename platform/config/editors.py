"""The editors' rooms (Wagtail's admin) bring inline scripts of their own; only they get a wider policy."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

PREFIX = "/redaktion/"
WIDER = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],  # A page being written is shown beside its form, in a frame of the same rooms.
}


class EditorsPolicyMiddleware:
    """Widens the Content Security Policy under the editors' address and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(PREFIX):
            response._csp_config = WIDER  # type: ignore[attr-defined]
        return response
