"""A browser on the wire: a session, the API over HTTP, and the live socket with the client's rules."""

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from accounts.actor import GuestActor, KnownActor
from accounts.queries import SESSION_GUEST
from council.rooms.models import Room
from tests.harness.servers import Server
from workshops.plans.models import Workshop

PATIENCE = 20.0
CSRF = "0123456789abcdefghijklmnopqrstuv"
Frame = dict[str, Any]


def session_of(actor: KnownActor) -> str:
    """Sign somebody in, or make a browser a guest's; return what its cookie holds."""
    if isinstance(actor, GuestActor):
        store = SessionStore()
        store[SESSION_GUEST] = str(actor.guest)
        store.create()
        return store.session_key or ""
    client = Client()
    client.force_login(actor.person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@dataclass(frozen=True)
class Answer:
    """What the API answered."""

    status: int
    text: str

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.text)


class Browser:
    """One tab of one person."""

    def __init__(self, server: Server, actor: KnownActor, *, origin: str | None = None) -> None:
        self.server, self.actor = server, actor
        self.session = session_of(actor)
        self.origin = origin if origin is not None else server.url
        self.opened = ExitStack()
        self.socket: ClientConnection | None = None
        self.frames: list[Frame] = []
        self.last: dict[str, int] = {}
        self.applied: dict[str, list[Frame]] = {}
        self.views: dict[str, Frame] = {}
        self.received = 0
        self.bytes: list[str] = []
        """All that the server has sent here, over the API and over the socket."""
        self.heads: list[str] = []
        """The headers of all its answers."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- HTTP ----------------------------------------------------------------------------------------------------

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Call the API."""
        request = urllib.request.Request(
            f"{self.server.url}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={CSRF}",
                "X-CSRFToken": CSRF,
                "Origin": self.server.url,
                "Content-Type": "application/json",
                "Acting-For": self.actor.membership_id,
                **headers,
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return self._read(answer.status, answer.read(), answer.headers)
        except urllib.error.HTTPError as refused:
            with refused:
                return self._read(refused.code, refused.read(), refused.headers)

    def _read(self, status: int, body: bytes, headers: object) -> Answer:
        self.bytes.append(body.decode())
        self.heads.append(str(headers))
        return Answer(status, body.decode())

    def page(self, path: str) -> bytes:
        """Return a page or a file of the site."""
        cookies = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}"}
        with urllib.request.urlopen(urllib.request.Request(self.server.url + path, headers=cookies)) as answer:
            self.heads.append(str(answer.headers))
            return bytes(answer.read())

    def snapshot(self, room: Room) -> Frame:
        """Load a room; the position is where its events go on from."""
        answer = self.call("GET", f"/rooms/{room.pk}/snapshot")
        assert answer.status == 200, answer.text
        return answer.json()

    def say(self, room: Room, text: str = "Hej.", key: str = "") -> Frame:
        """Post a message over the API."""
        answer = self.call(
            "POST", f"/rooms/{room.pk}/messages", {"text": text}, **{"Idempotency-Key": key or str(uuid.uuid4())}
        )
        assert answer.status == 201, answer.text
        return answer.json()

    # --- Socket ----------------------------------------------------------------------------------------------------

    def open(self, *, cookie: str | None = None, subprotocols: list[str] | None = None) -> "Browser":
        """Open the socket, without a word yet."""
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session}" if cookie is None else cookie
        self.close()
        opening = connect(
            f"ws://127.0.0.1:{self.server.port}/live/",
            origin=self.origin or None,
            subprotocols=["arenan.v1"] if subprotocols is None else subprotocols,  # type: ignore[list-item]
            additional_headers={"Cookie": cookie},
            open_timeout=PATIENCE,
            close_timeout=1,
            max_size=None,
            compression=None,
            proxy=None,
        )
        self.socket = self.opened.enter_context(opening)
        self.frames, self.received = [], 0
        return self

    def hello(self) -> Frame:
        """Say who one is; return the welcome."""
        self.send({"t": "hello", "client": str(uuid.uuid4()), "acting_for": self.actor.membership_id})
        return self.wait("welcome")

    def follow(self, room: Room) -> Frame:
        """Load a room and subscribe from there, or from where one was; return the answer."""
        stream = room.stream
        if stream not in self.last:
            loaded = self.snapshot(room)
            self.last[stream], self.applied[stream] = loaded["seq"], []
            self.epoch = loaded["epoch"]
            self.views |= {f"message:{one['id']}": one for one in loaded["messages"]}
        self.send({"t": "sub", "id": 1, "stream": stream, "epoch": self.epoch, "after": self.last[stream]})
        return self.wait("subd", stream=stream)

    def come(self, room: Room) -> "Browser":
        """Open the socket, say hello and follow a room."""
        self.open()
        self.hello()
        assert self.follow(room)["mode"] == "live"
        return self

    def enter(self, workshop: Workshop) -> "Browser":
        """Open the socket and follow all that one sees of a workshop."""
        self.open()
        self.hello()
        loaded = self.call("GET", f"/workshops/{workshop.pk}/snapshot").json()
        self.views |= {f"{view['kind']}:{view['id']}": view for view in loaded["views"]}
        for number, (stream, where) in enumerate(loaded["streams"].items(), start=1):
            self.last[stream], self.applied[stream] = where["seq"], []
            self.send({"t": "sub", "id": number, "stream": stream, "epoch": where["epoch"], "after": where["seq"]})
            assert self.wait("subd", stream=stream)["mode"] == "live"
        return self

    def see(self, kind: str, within: float = PATIENCE, **fields: Any) -> Frame:
        """Read until something of a kind is known with these fields; return it."""
        deadline = time.monotonic() + within
        while True:
            for view in self.views.values():
                if view["kind"] == kind and fields.items() <= view.items():
                    return view
            self.next(max(0.01, deadline - time.monotonic()))

    def send(self, frame: Frame | str) -> None:
        """Send a frame as it is."""
        assert self.socket is not None
        self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    def next(self, within: float = PATIENCE) -> Frame:
        """Return the next frame, applied by the client's rules if it carries events."""
        assert self.socket is not None
        text = self.socket.recv(timeout=within)
        self.bytes.append(text if isinstance(text, str) else text.decode())
        frame: Frame = json.loads(text)
        self.frames.append(frame)
        if frame["t"] == "ev":
            self._apply(frame)
        return frame

    def _apply(self, frame: Frame) -> None:
        stream = frame["stream"]
        for event in frame["events"]:
            assert event["seq"] == self.last[stream] + 1, "lost, doubled or out of order"
            self.last[stream] = event["seq"]
            self.applied[stream].append(event)
        for key, view in frame["views"].items():
            if view["version"] >= self.views.get(key, view)["version"]:
                self.views[key] = view
        self.received += len(frame["events"])
        self.send({"t": "ack", "n": self.received})

    def wait(
        self, t: str, /, *, within: float = PATIENCE, where: Callable[[Frame], bool] | None = None, **fields: Any
    ) -> Frame:
        """Return the next frame of a kind, passing others by."""
        deadline = time.monotonic() + within
        while True:
            frame = self.next(max(0.01, deadline - time.monotonic()))
            if frame["t"] == t and fields.items() <= frame.items() and (where is None or where(frame)):
                return frame

    def reach(self, room: Room, seq: int, within: float = PATIENCE) -> None:
        """Read until a number of a room has been applied."""
        deadline = time.monotonic() + within
        while self.last[room.stream] < seq:
            self.next(max(0.01, deadline - time.monotonic()))

    def code(self, within: float = PATIENCE) -> int:
        """Read until the server hangs up; return its code."""
        deadline = time.monotonic() + within
        try:
            while True:
                self.next(max(0.01, deadline - time.monotonic()))
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    def texts(self, room: Room) -> list[str]:
        """Return what is to be seen of a room's messages, in order."""
        shown = [one for one in self.views.values() if one["kind"] == "message" and one["room"] == str(room.pk)]
        return [one["text"] for one in sorted(shown, key=lambda one: one["seq"])]

    def close(self) -> None:
        """Close the socket."""
        if self.socket is not None:
            self.opened.close()
            self.socket = None
