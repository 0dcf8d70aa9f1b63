"""Browsers and callers of the API for tests."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from accounts.actor import AnyActor
from accounts.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"
Browser = Callable[..., Client]


@cache
def _handler(csrf: bool) -> ClientHandler:
    """Return one handler for all browsers: building it anew for each takes long."""
    return ClientHandler(enforce_csrf_checks=csrf)


def open_browser(person: Person | None = None, *, csrf: bool = False) -> Client:
    """Return a browser in which `person` is signed in."""
    client = Client(enforce_csrf_checks=csrf)
    client.handler = _handler(csrf)
    if person:
        client.force_login(person, backend=BACKEND)
    return client


class Caller:
    """Somebody who calls the API, with the hat they wear."""

    def __init__(self, actor: AnyActor) -> None:
        self.client = open_browser(actor.person)
        self.headers = {"Acting-For": actor.membership_id} if actor.membership_id else {}

    def send(self, method: str, path: str, body: Any = None, /, **headers: str) -> HttpResponse:
        """Send `body` as JSON; text goes as it stands. Headers are named in small letters with underscores."""
        data = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = named.pop("content-type", "application/json")
        return self.client.generic(
            method, f"/api/v1/{path}", data, content_type=kind, headers={**self.headers, **named}
        )

    def get(self, path: str, /, **headers: str) -> HttpResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, /, **headers: str) -> HttpResponse:
        return self.send("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, /, **headers: str) -> HttpResponse:
        return self.send("PUT", path, body, **headers)

    def patch(self, path: str, body: Any = None, /, **headers: str) -> HttpResponse:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, /, **headers: str) -> HttpResponse:
        return self.send("DELETE", path, **headers)
