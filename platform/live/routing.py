"""Where the socket is."""

from channels.routing import URLRouter
from channels.security.websocket import OriginValidator
from channels.sessions import CookieMiddleware
from django.conf import settings
from django.urls import path

from live.consumer import Connection


def websocket_application() -> OriginValidator:
    """Return the ASGI application for sockets. An origin must fit in scheme, host and port."""
    routes = URLRouter([path("live/", Connection.as_asgi())])  # type: ignore[arg-type, list-item]
    return OriginValidator(CookieMiddleware(routes), settings.ALLOWED_ORIGINS)
