"""What runs beside the hub in a server process: hints from other processes, the sweeper, presence, and rights.

Daphne tells nobody that it has started, so `live()` builds it all on the first request and keeps it.
"""

import asyncio
import logging
import random
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from channels.layers import get_channel_layer
from django.conf import settings

from events import reading
from events.recording import Written
from live.feed import encode
from live.hints import pack, unpack
from live.hub import Hub, in_pool
from live.identity import still_valid
from live.presence import Presence, Who, as_json
from live.views import Batch

if TYPE_CHECKING:
    from live.consumer import Connection

logger = logging.getLogger("arenan.live")
GROUP = "arenan.hints"
LAYER_TIMEOUT = 0.25
PULSE = 10.0
RECHECK_ALL = 30.0


class LiveProcess:
    """The live half of one server process."""

    def __init__(self) -> None:
        self.name = secrets.token_hex(8)
        self.loop = asyncio.get_running_loop()
        self.hub = Hub()
        self.presence = Presence()
        self.connections: set[Connection] = set()
        self.draining = False
        self._changed_presence: set[str] = set()
        self._layer = get_channel_layer()
        self._layer_down_until = 0.0
        self._heard_pulse = time.monotonic()
        self._channel = ""
        self._person_heads: dict[str, int] = {}
        self.hub.on_events.append(self._watch_rights)
        self._background: set[asyncio.Task[None]] = set()
        for job in (self._receive, self._sweep, self._pulse, self._tell_presence, self._check_sessions):
            self._spawn(self._forever(job))

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _forever(self, job: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await job()
            except asyncio.CancelledError:
                raise
            except Exception:
                logger.exception("%s failed; it goes on in a second", job.__name__)
                await asyncio.sleep(1)

    # --- Hints ---------------------------------------------------------------------------------------------------

    def committed(self, written: Written, batch: Batch) -> None:
        """Take what this very process has committed, and tell the others. Called from any thread."""
        self.loop.call_soon_threadsafe(self._committed, written, batch)

    def _committed(self, written: Written, batch: Batch) -> None:
        head = written.events[-1].seq
        self._hinted(written.stream, written.epoch, head, batch)
        self.send({"kind": "hint", "stream": written.stream, "epoch": written.epoch, "head": head, **pack(batch)})

    def _hinted(self, stream: str, epoch: str, head: int, batch: Batch | None) -> None:
        self.hub.hinted(stream, epoch, head, batch)
        if batch and stream not in self.hub.feeds:
            self._watch_rights(stream, batch)

    def note(self, person: str, kind: str, data: dict[str, Any]) -> None:
        """Tell one person's other devices something that is not in the log. Called from any thread."""
        self.loop.call_soon_threadsafe(self._note, person, kind, data, True)

    def _note(self, person: str, kind: str, data: dict[str, Any], pass_on: bool) -> None:
        text = encode("note", stream=f"person:{person}", kind=kind, data=data)
        for connection in self.connections:
            if connection.person == person:
                connection.tell(text)
        if pass_on:
            self.send({"kind": "note", "person": person, "note": kind, "data": data})

    def send(self, message: dict[str, Any]) -> None:
        """Tell the other processes, if the layer is there; never waits and never fails."""
        if self._layer is None or time.monotonic() < self._layer_down_until:
            return
        self._spawn(self._send({"type": "live.message", "from": self.name, **message}))

    async def _send(self, message: dict[str, Any]) -> None:
        assert self._layer is not None
        try:
            await asyncio.wait_for(self._layer.group_send(GROUP, message), LAYER_TIMEOUT)
        except Exception:  # noqa: BLE001 - whatever ails the layer, delivery goes on through the sweeper.
            self._layer_down_until = time.monotonic() + 1.0
            logger.warning("the channel layer does not answer; readers on other processes wait for the sweeper")

    async def _receive(self) -> None:
        if self._layer is None:
            await asyncio.sleep(3600)
            return
        self._channel = channel = await self._layer.new_channel()
        await self._layer.group_add(GROUP, channel)
        self._heard_pulse = time.monotonic()
        while channel == self._channel:
            message = await self._layer.receive(channel)
            try:
                self._received(message)
            except (KeyError, TypeError, ValueError):
                logger.warning("a malformed message came over the channel layer and was dropped")

    def _received(self, message: dict[str, Any]) -> None:
        kind = message["kind"]
        if kind == "pulse" and message["from"] == self.name:
            self._heard_pulse = time.monotonic()
        if message["from"] == self.name:
            return
        if kind == "hint":
            self._hinted(message["stream"], message["epoch"], message["head"], unpack(message))
        elif kind == "presence":
            people = [Who(*who) for who in message["people"]]
            self.presence.told(message["stream"], message["from"], people, time.monotonic())
            self._changed_presence.add(message["stream"])
        elif kind == "typing":
            self._typed(message["stream"], Who(*message["who"]), message["on"])
        elif kind == "note":
            self._note(message["person"], message["note"], message["data"], False)

    async def _pulse(self) -> None:
        # Group membership lives in Redis and vanishes with it; a pulse of our own that does not come back says so.
        self.send({"kind": "pulse"})
        await asyncio.sleep(PULSE)
        if self._layer is not None and time.monotonic() - self._heard_pulse > 3 * PULSE:
            logger.warning("no pulse over the channel layer; joining again")
            self._heard_pulse = time.monotonic()
            stale, self._channel = self._channel, await self._layer.new_channel()
            await self._layer.group_add(GROUP, self._channel)
            if stale:
                await self._layer.group_discard(GROUP, stale)
            self._spawn(self._forever(self._receive))

    # --- The sweeper ---------------------------------------------------------------------------------------------

    async def _sweep(self) -> None:
        await asyncio.sleep(settings.LIVE["sweep"] * random.uniform(0.8, 1.2))  # noqa: S311 - jitter
        people = {f"person:{connection.person}" for connection in self.connections if connection.person}
        wanted = list(people | set(self.hub.feeds))
        if not wanted:
            return
        found = await in_pool(reading.positions)(wanted)
        self.hub.swept(found)
        self._compare_people({name: found[name].head if name in found else 0 for name in people})

    def met(self, person: str, head: int) -> None:
        """Note where a person's stream stood before anything was read in their name; what comes later is news."""
        self._person_heads.setdefault(f"person:{person}", head)

    def _compare_people(self, heads: dict[str, int]) -> None:
        for name, head in heads.items():
            if self._person_heads.get(name, head) != head:
                self._recheck_person(name)
        here = {f"person:{connection.person}" for connection in self.connections}
        self._person_heads = {name: head for name, head in (self._person_heads | heads).items() if name in here}

    # --- Rights --------------------------------------------------------------------------------------------------

    def _watch_rights(self, stream: str, batch: Batch) -> None:
        if not any(entry.rights for entry in batch.entries):
            return
        if stream.startswith("person:"):
            self._recheck_person(stream)
        else:
            self.recheck(lambda connection: stream in connection.positions)

    def _recheck_person(self, stream: str) -> None:
        self.recheck(lambda connection: f"person:{connection.person}" == stream)

    def recheck(self, whose: Callable[["Connection"], bool]) -> None:
        """Ask again whether the chosen connections may still read what they read."""
        for connection in [connection for connection in self.connections if whose(connection)]:
            self._spawn(connection.recheck())

    async def _check_sessions(self) -> None:
        await asyncio.sleep(settings.LIVE["recheck"])
        now = time.monotonic()
        here = {connection: connection.credentials for connection in self.connections if connection.credentials}
        if here:
            bare = {replace(one, membership="") for one in here.values()}
            good = await in_pool(still_valid)(set(here.values()) | bare)
            for connection, credentials in here.items():
                if credentials in good:
                    continue
                if replace(credentials, membership="") in good:
                    connection.hat_ended()
                else:
                    connection.signed_out()
        for connection in list(self.connections):
            if now - connection.checked_at > RECHECK_ALL:
                self._spawn(connection.recheck())
            connection.keep_alive(now)

    # --- Presence ------------------------------------------------------------------------------------------------

    def enter(self, stream: str, connection: str, who: Who, seconds: float = float("inf")) -> None:
        """Somebody has come into a room."""
        self.presence.enter(stream, connection, who, time.monotonic() + seconds)
        self._changed_presence.add(stream)

    def leave(self, stream: str, connection: str) -> None:
        """Somebody has gone."""
        self.presence.leave(stream, connection)
        self._changed_presence.add(stream)

    def typing(self, stream: str, who: Who, on: bool) -> None:
        """Somebody here types; tell everybody."""
        self._typed(stream, who, on)
        self.send({"kind": "typing", "stream": stream, "who": [who.person, who.name, who.organisation], "on": on})

    def _typed(self, stream: str, who: Who, on: bool) -> None:
        now = time.monotonic()
        self.presence.types(stream, who, on, now)
        self.hub.tell(
            stream, encode("typing", stream=stream, people=as_json(self.presence.typing(stream, now))["people"])
        )

    async def _tell_presence(self) -> None:
        refresh_at = time.monotonic() + 20
        while True:
            await asyncio.sleep(0.5)
            now = time.monotonic()
            changed, self._changed_presence = self._changed_presence, set()
            if now > refresh_at:
                self.presence.tidy(now)
                changed |= set(self.presence.streams())
                refresh_at = now + 20
            for stream in changed:
                self._send_presence(stream, now)

    def _send_presence(self, stream: str, now: float) -> None:
        self.hub.tell(stream, encode("presence", stream=stream, **as_json(self.presence.people(stream, now))))
        mine = [[who.person, who.name, who.organisation] for who in self.presence.local(stream, now)]
        self.send({"kind": "presence", "stream": stream, "people": mine})

    # --- Going down ----------------------------------------------------------------------------------------------

    async def drain(self, seconds: float) -> None:
        """Send everybody away in good order: told when to come back, then closed in steps."""
        self.draining = True
        waiting = list(self.connections)
        for connection in waiting:
            connection.tell(encode("drain", after=int(random.uniform(0, seconds) * 1000)))  # noqa: S311 - jitter
        step = max(1, len(waiting) // 10)
        for start in range(0, len(waiting), step):
            await asyncio.sleep(min(0.1, seconds / 10))
            for connection in waiting[start : start + step]:
                connection.go_away()
        await asyncio.sleep(min(0.5, seconds / 10))  # The last ones hear it too before the loop ends.


_process: LiveProcess | None = None


def live() -> LiveProcess:
    """Return this process's live half, starting it on the running event loop when need be."""
    global _process
    if _process is None or _process.loop.is_closed():
        _process = LiveProcess()
    return _process


def running() -> LiveProcess | None:
    """Return the live half if this process has one; management commands and workers have none."""
    return _process
