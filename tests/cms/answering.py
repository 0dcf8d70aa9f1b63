"""The site as a server would ask it: the outermost layer, with the rest of Arenan behind it."""

import asyncio
import contextlib
import gzip
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

import brotli  # type: ignore[import-untyped]
from django.core import signals
from django.core.asgi import get_asgi_application
from django.db import close_old_connections, connection

from cms.answers.layer import Answers


@dataclass(frozen=True)
class Answered:
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def text(self) -> str:
        """The body as it reads."""
        coding = self.headers.get("content-encoding", "")
        undo: Callable[[bytes], bytes] = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}[coding]
        return undo(self.raw).decode()


async def asked(answers: Answers, path: str, query: str = "", method: str = "GET", **headers: str) -> Answered:
    """Ask for an address."""
    named = {"host": "127.0.0.1", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin1")) for name, value in named.items()],
        "client": ["127.0.0.1", 1],
        "server": ["127.0.0.1", 80],
    }
    sent: list[dict[str, Any]] = []
    body = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not body:
            await asyncio.Event().wait()  # Nothing more comes from a visitor.
        return body.pop()

    async def send(message: Any) -> None:
        sent.append(message)

    await answers(scope, receive, send)
    return Answered(
        sent[0]["status"],
        {name.decode().lower(): value.decode("latin1") for name, value in sent[0]["headers"]},
        b"".join(part.get("body", b"") for part in sent[1:]),
    )


class Here(Executor):
    """Does the work of other threads on the thread that waits for it, within the test's own transaction."""

    def __init__(self) -> None:
        self._work: queue.Queue[tuple[Future[Any], Callable[[], Any]]] = queue.Queue()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **more: Any) -> Future[Any]:
        """Put a piece of work on the waiting thread's list."""
        promise: Future[Any] = Future()
        self._work.put((promise, lambda: function(*arguments, **more)))
        return promise

    def work_until(self, ended: Callable[[], bool]) -> None:
        """Do what comes until nothing more will."""
        with _connection_kept():
            while not ended() or not self._work.empty():
                with contextlib.suppress(queue.Empty):
                    promise, work = self._work.get(timeout=0.02)
                    try:
                        promise.set_result(work())
                    except BaseException as error:
                        promise.set_exception(error)


@contextlib.contextmanager
def _connection_kept() -> Iterator[None]:
    # As Django's own test client does: the end of a request would end the test's transaction.
    ours = (signals.request_started, signals.request_finished) if connection.in_atomic_block else ()
    for signal in ours:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in ours:
            signal.connect(close_old_connections)


class Process:
    """A server process of its own, as far as answers are concerned."""

    def __init__(self) -> None:
        self._here = Here()
        self.answers = Answers(get_asgi_application(), self._here)

    @property
    def kept(self) -> int:
        """How many answers are kept."""
        return len(self.answers.kept)

    def get(self, path: str, query: str = "", method: str = "GET", **headers: str) -> Answered:
        """Ask for an address."""
        return self.get_all([(path, query, method, headers)])[0]

    def get_all(self, wanted: Sequence[tuple[str, str, str, Mapping[str, str]]]) -> list[Answered]:
        """Ask for several at once."""
        found: list[Answered] = []

        async def ask() -> None:
            asking = (asked(self.answers, path, query, method, **more) for path, query, method, more in wanted)
            found.extend(await asyncio.gather(*asking))

        loop = threading.Thread(target=lambda: asyncio.run(ask()))
        loop.start()
        self._here.work_until(lambda: not loop.is_alive())
        return found
