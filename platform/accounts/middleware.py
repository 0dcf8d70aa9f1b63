"""Puts the actor on every request."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actor import NOBODY, AnyActor
from accounts.queries import SESSION_HAT, actor_for, guest_in


def actor_of(request: HttpRequest) -> AnyActor:
    """Return who is acting in `request`: the hat the page was made with, else the one chosen last.

    Without a session nobody is, and the session is not even looked for: an answer that has asked for it differs by
    cookie, and could be kept for nobody.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.session.modified:
        return NOBODY
    wanted = request.headers.get("Acting-For", "")
    if not wanted and request.method == "POST":
        wanted = request.POST.get("acting_for", "")
    if not request.user.is_authenticated:
        return guest_in(request.session)
    return actor_for(request.user, wanted, fallback=request.session.get(SESSION_HAT, ""))


class SeenMiddleware:
    """Notes on which day each browser that is signed in was last used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from accounts.seen import note_use  # The sign-in library's tables are not there yet when this module is read.

        note_use(request)
        return self.get_response(request)


class ActorMiddleware:
    """Gives `request.actor`, looked up when first used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = cast(AnyActor, SimpleLazyObject(lambda: actor_of(request)))  # type: ignore[attr-defined]
        return self.get_response(request)
