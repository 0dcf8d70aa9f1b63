"""Who calls: a person with a session, or an organisation's system with a token."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from accounts.actor import AnyActor, GuestActor, KnownActor, Nobody, PersonActor
from accounts.middleware import actor_of
from accounts.queries import token_actor
from events.errors import ArenanError, Forbidden, NotVisible

SCHEME = "Bearer "


def _from_header(request: HttpRequest) -> PersonActor | None:
    header = request.headers.get("Authorization", "")
    if not header.startswith(SCHEME):
        return None
    actor = token_actor(header.removeprefix(SCHEME).strip())
    if actor is None:
        raise AuthenticationFailed(_("The token is unknown or has been revoked."))
    return actor


def _with_hat(request: HttpRequest) -> AnyActor:
    """Return who acts; a read through a membership that has ended finds nothing, a write is refused."""
    try:
        return actor_of(request)
    except Forbidden:
        if request.method in SAFE_METHODS:
            raise NotVisible from None
        raise


class Token(BaseAuthentication):
    """`Authorization: Bearer arenan_…`."""

    def authenticate(self, request: Request) -> tuple[Any, PersonActor] | None:
        actor = _from_header(request._request)
        return (actor.person, actor) if actor else None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class Session(SessionAuthentication):
    """The browser's session; CSRF is checked as on every form."""

    def authenticate(self, request: Request) -> tuple[Any, PersonActor] | None:
        if super().authenticate(request) is None:
            return None
        actor = _with_hat(request._request)
        return (actor.person, actor) if isinstance(actor, PersonActor) else None


class Guest(BaseAuthentication):
    """A guest's session, where guests may call; CSRF is checked as for everybody with a session."""

    def authenticate(self, request: Request) -> tuple[Any, GuestActor] | None:
        if "Authorization" in request.headers:
            return None
        actor = _with_hat(request._request)
        if not isinstance(actor, GuestActor):
            return None
        SessionAuthentication().enforce_csrf(request)
        return None, actor


def actor_from_request(request: HttpRequest) -> KnownActor:
    """Return the actor of a plain Django request that only reads.

    Raises:
        Unauthenticated: nobody is signed in.
        Forbidden: a key for reporting, which reads no streams.
    """
    try:
        actor = _from_header(request) or _with_hat(request)
    except AuthenticationFailed:
        raise Unauthenticated from None
    if isinstance(actor, Nobody):
        raise Unauthenticated
    if actor.reports_only:
        raise Forbidden
    return actor


class Unauthenticated(ArenanError):
    """Nobody is signed in."""

    status = 401
    slug = "not-authenticated"
    message = _("Sign in first.")
