"""A phone in a workshop: enters by the code, follows on the live link, and sends through an outbox as the island does.

What it writes has ids of its own making and is sent until it is answered, in order, one thing at a time.
"""

import asyncio
import json
import random
import re
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.load.http import Answer, Http, NoAnswer
from tests.load.screens import Frame, Screen, View, read

ACK_EVERY = 32
ACK_WITHIN = 2.0
AT_LEAST, SPREAD, UNHURRIED = 0.2, 3.0, 12.0
"""Seconds within which a whole room loads what is its own anew; longest where nobody waits for it."""
TOO_MANY = 429
PATIENCE = 10
"""Times that somebody tries to load a page."""
_BOOT = re.compile(rb'<script id="workshop-bootstrap" type="application/json">(.*?)</script>', re.DOTALL)
_FORM = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
Heard = Callable[["Phone", Frame, float], None]


def backoff(attempt: int) -> float:
    """Return the seconds until another try: anything below a doubling ceiling."""
    return random.uniform(0, min(20.0, 0.5 * 2**attempt))


class Phone:
    """One browser in the room: a guest's, or one whose session is given."""

    def __init__(self, url: str, heard: Heard = lambda *_: None, *, session: str = "", membership: str = "") -> None:
        """Remember where the site is; `heard` is told of every event that is new here."""
        self.http, self.heard, self.membership = Http(url), heard, membership
        self._aside = Http(url)  # Browsers do not let what is sent wait behind what is loaded.
        self._aside.cookies = self.http.cookies
        if session:
            self.http.cookies["arenan"] = session
        self.screen: Screen
        self.workshop = ""
        self.ready = asyncio.Event()
        """In step with all streams."""
        self.counts: Counter[str] = Counter()
        """Of what went wrong, and of what was loaded anew."""
        self.refused: list[str] = []
        self._outbox = asyncio.Lock()
        self._asked: dict[int, str] = {}
        self._received = self._acked = self._writes = self._next = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._cancel_ack: asyncio.TimerHandle | None = None
        self._mine_soon = False

    # --- Coming in -----------------------------------------------------------------------------------------------

    async def enter(self, code: str, name: str, organisation: str = "") -> None:
        """Come in as a guest: the code's page, the form on it, and the room that it leads to."""
        path = f"/workshop/{code}/"
        page = await self._load(path)
        if token := _FORM.search(page.body):  # Else one is in already: only the answer was lost.
            form = {"csrfmiddlewaretoken": token[1].decode(), "name": name, "organisation": organisation}
            with suppress(NoAnswer):
                await self.http.post_form(path, urlencode(form))
        await self.open(path)

    async def open(self, path: str) -> None:
        """Load a live page, go where it leads, and begin to follow."""
        page = await self._load(path)
        while page.status == 302:
            page = await self._load(page.location)
        boot = _BOOT.search(page.body)
        assert boot, f"{path} answered {page.status} and is no room."
        snapshot = json.loads(boot[1])["snapshot"]
        self.workshop, self.screen = snapshot["workshop"], Screen(snapshot)
        self._spawn(self._stay_connected())

    async def _load(self, path: str) -> Answer:
        for attempt in range(1, PATIENCE):
            with suppress(NoAnswer):
                return await self.http.get(path)
            self.counts["pages loaded again"] += 1
            await asyncio.sleep(backoff(attempt))
        return await self.http.get(path)

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            self.counts["broken"] += 1
            self.refused.append(repr(task.exception()))

    async def leave(self) -> None:
        """Close the tab."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.http.close()
        self._aside.close()

    # --- The live link -------------------------------------------------------------------------------------------

    async def _stay_connected(self) -> None:
        attempts = 0
        while True:
            with suppress(OSError, ConnectionClosed, InvalidHandshake, TimeoutError, NoAnswer):
                await self._connection()
                attempts = 0
            self.ready.clear()
            self.counts["links lost"] += 1
            await asyncio.sleep(backoff(attempts))
            attempts += 1

    async def _connection(self) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        async with connect(
            self.http.url.replace("http", "ws") + "/live/",
            subprotocols=["arenan.v1"],  # type: ignore[list-item]
            origin=self.http.url,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookies},
            compression=None,
            max_size=None,
            ping_interval=None,
            close_timeout=1,
            proxy=None,
        ) as socket:
            self._received = self._acked = 0
            if self._cancel_ack:  # What it was to confirm came over the link before.
                self._cancel_ack.cancel()
                self._cancel_ack = None
            await self._tell(socket, t="hello", client=str(uuid.uuid4()), acting_for=self.membership)
            with suppress(ConnectionClosed):
                while True:
                    await self._take(socket, read(await socket.recv(decode=False)))

    @staticmethod
    async def _tell(socket: ClientConnection, **frame: Any) -> None:
        await socket.send(json.dumps(frame))

    async def _take(self, socket: ClientConnection, frame: Frame) -> None:
        match frame["t"]:
            case "ev":
                await self._events(socket, frame)
            case "welcome":
                self._asked.clear()
                for stream in list(self.screen.positions):
                    await self._subscribe(socket, stream)
            case "subd":
                await self._subscribed(socket, frame)
            case "hb":
                for stream, (epoch, seq) in list(self.screen.positions.items()):
                    if frame["heads"].get(stream, [epoch, seq + 1]) > [epoch, seq] and self.ready.is_set():
                        self.counts["behind at a heartbeat"] += 1
                        await self._subscribe(socket, stream)
            case "presence" if frame["stream"].startswith("people:"):
                self.screen.present = {one["person"] for one in frame["people"]}
            case "gone" | "error":
                self.counts[f"told {frame['t']}"] += 1

    async def _subscribe(self, socket: ClientConnection, stream: str) -> None:
        self._next += 1
        self._asked[self._next] = stream
        epoch, seq = self.screen.positions[stream]
        await self._tell(socket, t="sub", id=self._next, stream=stream, epoch=epoch, after=seq)

    async def _subscribed(self, socket: ClientConnection, frame: Frame) -> None:
        self._asked.pop(frame["id"], None)
        if frame["mode"] == "reset":
            self.counts["resets"] += 1
            self.screen.replace((await self.http.get(f"/api/v1/workshops/{self.workshop}/snapshot")).json())
            await self._subscribe(socket, frame["stream"])
        if not self._asked:
            self.ready.set()

    async def _events(self, socket: ClientConnection, frame: Frame) -> None:
        now = time.perf_counter()
        self._count(socket, len(frame["events"]))
        new, changed, whole = self.screen.apply(frame)
        for event in new:
            self.heard(self, event, now)
        if frame["stream"].startswith("participant:"):
            self._load_mine_soon(SPREAD)
        elif any(self._has_shown(*pair) for pair in changed):
            self._load_mine_soon(UNHURRIED)
        if not whole and frame["stream"] not in self._asked.values():
            self.counts["holes"] += 1
            await self._subscribe(socket, frame["stream"])

    def _count(self, socket: ClientConnection, events: int) -> None:
        self._received += events
        if self._received - self._acked >= ACK_EVERY:
            self._ack(socket)
        elif self._cancel_ack is None:
            self._cancel_ack = asyncio.get_running_loop().call_later(ACK_WITHIN, self._ack, socket)

    def _ack(self, socket: ClientConnection) -> None:
        if self._cancel_ack:
            self._cancel_ack.cancel()
            self._cancel_ack = None
        if self._received != self._acked:
            self._acked = self._received
            self._spawn(self._confirm(socket, self._received))

    async def _confirm(self, socket: ClientConnection, total: int) -> None:
        with suppress(ConnectionClosed):
            await self._tell(socket, t="ack", n=total)

    # --- What is one's own ---------------------------------------------------------------------------------------

    def _has_shown(self, before: View, now: View) -> bool:
        own = any(note["step"] == now["id"] for note in self.screen.mine.get("notes", []))
        return now["kind"] == "step" and before["revealed"] != now["revealed"] and own

    def _load_mine_soon(self, spread: float) -> None:
        if self.screen.me is not None and self.screen.me["role"] != "screen" and not self._mine_soon:
            self._mine_soon = True
            self._spawn(self._load_mine(AT_LEAST + random.uniform(0, spread)))

    async def _load_mine(self, after: float) -> None:
        await asyncio.sleep(after)
        self._mine_soon, writes = False, self._writes
        self.counts["own loaded"] += 1
        with suppress(NoAnswer):
            answer = await self._aside.get(f"/api/v1/workshops/{self.workshop}/mine")
            if writes != self._writes:
                self._load_mine_soon(SPREAD)
            elif answer.status == 200:
                self.screen.mine = answer.json()

    async def snapshot(self) -> tuple[View, int]:
        """Load all anew, to hold against what is known; return it with its size."""
        answer = await self.http.get(f"/api/v1/workshops/{self.workshop}/snapshot")
        assert answer.status == 200, f"A snapshot was answered with {answer.status}."
        return answer.json(), len(answer.body)

    # --- The outbox ----------------------------------------------------------------------------------------------

    async def write(self, step: str, note: str, text: str, column: str = "") -> None:
        """Put a note on the board."""
        body = {"text": text, "column": column}
        await self.send("write", step, f"/workshop-steps/{step}/notes/{note}", body)

    async def dot(self, step: str, item: str, dots: int = 1) -> None:
        """Put dots on something."""
        await self.send("dots", step, f"/workshop-steps/{step}/dots", {"item": item, "dots": dots})

    async def answer(self, step: str, question: str, value: Any) -> None:
        """Answer one question."""
        await self.send("answers", step, f"/workshop-steps/{step}/answers", {"answers": {question: value}})

    async def send(self, does: str, step: str, path: str, body: Any) -> None:
        """Send until there is an answer, behind all that was to be sent before."""
        async with self._outbox:
            failures = 0
            while (answer := await self._try(path, body)) is None or answer.status in {TOO_MANY, 500, 502, 503, 504}:
                failures += 1
                self.counts["sent again"] += 1
                await asyncio.sleep((answer and answer.retry_after) or backoff(failures))
            self._writes += 1
            if answer.status == 200:
                self.screen.answered(does, step, answer.json())
            else:
                self.refused.append(f"{does}: {answer.status} {answer.body[:200]!r}")

    async def _try(self, path: str, body: Any) -> Answer | None:
        try:
            return await self.http.ask("PUT", f"/api/v1{path}", json.dumps(body).encode(), self.headers())
        except NoAnswer:
            return None

    def headers(self) -> dict[str, str]:
        """Return what the island says with each request that changes something."""
        token = self.http.cookies.get("csrftoken", "")
        return {"Content-Type": "application/json", "X-CSRFToken": token, "Acting-For": self.membership}
