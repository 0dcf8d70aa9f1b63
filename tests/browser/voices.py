"""People who act without a window: through the API, with a session of their own."""

import json
import re
import uuid
from typing import Any

from playwright.sync_api import APIRequestContext, APIResponse

COUNCIL = "hbs"


def sign_in(request: APIRequestContext, url: str, name: str) -> None:
    """Sign in as one of the demo's people, as the button beside their name does."""
    door = request.get(f"{url}/logga-in/login/").text()
    button = re.search(rf'name="person" value="([^"]+)">(?:(?!</button>).)*?{re.escape(name)}', door, re.DOTALL)
    assert button, f"{name} does not stand among those one can sign in as"
    form = {"person": button[1], "csrfmiddlewaretoken": csrf_token(request, url)}
    answer = request.post(f"{url}/demo/logga-in/", form=form, max_redirects=0)
    assert answer.status == 302, f"{name} could not sign in: {answer.status}"


def csrf_token(request: APIRequestContext, url: str) -> str:
    """Return the token that writes from this session must carry."""
    host = url.split("//")[1].split(":")[0]
    cookies = request.storage_state()["cookies"]
    return next((one["value"] for one in cookies if one["name"] == "csrftoken" and one["domain"] == host), "")


class Voice:
    """One signed-in person at the API."""

    def __init__(self, request: APIRequestContext, url: str) -> None:
        """Use a session that has signed in."""
        self.request = request
        self.url = url

    def ask(self, method: str, path: str, body: object = None, *, revision: int | None = None) -> APIResponse:
        """Call the API and return its answer, whatever it is."""
        headers = {"X-CSRFToken": csrf_token(self.request, self.url), "Idempotency-Key": str(uuid.uuid4())}
        if revision is not None:
            headers["If-Match"] = f'"{revision}"'
        if body is not None:
            headers["Content-Type"] = "application/json"
        data = None if body is None else json.dumps(body)
        return self.request.fetch(f"{self.url}/api/v1{path}", method=method, headers=headers, data=data)

    def call(self, method: str, path: str, body: object = None, *, revision: int | None = None) -> Any:
        """Call the API, which must agree."""
        answer = self.ask(method, path, body, revision=revision)
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json() if answer.body() else None

    def code_of(self, workshop: str) -> str:
        """Return the code of a workshop one leads, as its console shows it."""
        told = re.search(r'"code": "([^"]+)"', self.request.get(f"{self.url}{workshop}leda/").text())
        assert told, "the console of the workshop shows no code"
        return told[1]

    def open_room(self, title: str, access: str = "open") -> dict[str, Any]:
        """Open a room in the council."""
        room: dict[str, Any] = self.call("POST", f"/rooms?council={COUNCIL}", {"title": title, "access": access})
        return room

    def say(self, room: dict[str, Any], text: str, **more: object) -> dict[str, Any]:
        """Post a message."""
        message: dict[str, Any] = self.call("POST", f"/rooms/{room['id']}/messages", {"text": text, **more})
        return message

    def edit(self, message: dict[str, Any], text: str) -> dict[str, Any]:
        """Give a message a new wording."""
        changed: dict[str, Any] = self.call(
            "PATCH", f"/messages/{message['id']}", {"text": text}, revision=message["revision"]
        )
        return changed

    def delete(self, message: dict[str, Any]) -> None:
        """Take a message back."""
        self.call("DELETE", f"/messages/{message['id']}", revision=message["revision"])

    def react(self, message: dict[str, Any], kind: str) -> None:
        """React to a message."""
        self.call("PUT", f"/messages/{message['id']}/reactions/{kind}")

    def messages(self, room: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what stands in a room."""
        found: list[dict[str, Any]] = self.call("GET", f"/rooms/{room['id']}/snapshot?limit=200")["messages"]
        return found
