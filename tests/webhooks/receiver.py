"""A system that listens: a real HTTP server on this machine, which answers as a test tells it to."""

import json
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook


@dataclass(frozen=True)
class Message:
    """What was heard."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    def verified(self, secret: str) -> dict[str, Any]:
        """Return the body after the library for receivers has checked the signature and the time."""
        found: dict[str, Any] = Webhook(secret).verify(self.body, self.headers)
        return found


@dataclass
class Receiver:
    """Listens on a port of its own."""

    server: ThreadingHTTPServer
    scheme: str = "http"
    heard: list[Message] = field(default_factory=list)
    status: int = 204
    answer: bytes = b""
    more_headers: dict[str, str] = field(default_factory=dict)
    interrupts: Callable[[BaseHTTPRequestHandler], object] | None = None
    """Answers in place of the receiver, on the bare connection."""

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/hook?from=arenan"

    @property
    def types(self) -> list[str]:
        return [one.json["type"] for one in self.heard]


def listen(certificate: ssl.SSLContext | None = None) -> Receiver:
    """Start a receiver."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.heard.append(Message(self.path, dict(self.headers), body))
            if receiver.interrupts:
                receiver.interrupts(self)
                return
            self.send_response(receiver.status)
            for name, value in receiver.more_headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(receiver.answer)))
            self.end_headers()
            self.wfile.write(receiver.answer)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
    if certificate:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    receiver = Receiver(server, "https" if certificate else "http")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return receiver
