"""The headers of an answer that says what it shows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cms.answers.shown import shown_by

PUBLIC = "public, max-age=0, must-revalidate"
"""Anybody may keep the answer, but has to ask whether it still holds before each use: a page that has been published
is then seen by everybody at once, and who signs in is never shown what was kept for visitors. Asking costs a 304."""
PRIVATE = "private, no-cache"
_SETTLED = {"Accept-Encoding", "Cookie"}


class AnswersMiddleware:
    """Says of an answer whether it may be kept. Stands outside whatever reads cookies and chooses languages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        shown = shown_by(request)
        if shown is not None and response.status_code == 200 and "Cache-Control" not in response:
            _describe(response, visitor=not _is_signed_in(request))
        return response


def _describe(response: HttpResponse, *, visitor: bool) -> None:
    if not visitor or response.cookies or response.streaming:
        response["Cache-Control"] = PRIVATE
        return
    response["Cache-Control"] = PUBLIC
    # The view has promised the same for all visitors: that their cookies were looked at on the way changes nothing.
    others = [name.strip() for name in response.get("Vary", "").split(",") if name.strip()]
    response["Vary"] = ", ".join(["Accept-Encoding", *(name for name in others if name not in _SETTLED)])


def _is_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated or "Authorization" in request.headers
