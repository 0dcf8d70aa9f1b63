"""Who is measured, and how: a server on one core, readers on the other, the server's processor time in between."""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from tests.harness.processes import free_port, start, stop, wait_until
from tests.harness.servers import Server, manage, world
from tests.load.measuring import cpu_seconds, pinned

TEXT = "x" * 300
TUTORIAL = "tutorial chat"
QUIET = 3.0
"""Seconds without a delivery after which the rest counts as lost."""
_SETUP = """
import json
from django.conf import settings
from django.test import Client
from accounts.actor import PersonActor
from accounts.models import Person
from accounts.actions import create_token, new_token_secret
from council.rooms.models import Room
from council.rooms.snapshot import room_snapshot
from events.actor import System
person = Person.objects.get(email="ordforande@huddinge.demo.example")
hat = person.memberships.get()
room = Room.objects.get(slug="lokaler")
client = Client()
client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
snapshot = room_snapshot(PersonActor(person, hat), room)
print("READY" + json.dumps({"cookie": client.cookies[settings.SESSION_COOKIE_NAME].value, "hat": str(hat.pk),
    "room": str(room.pk), "epoch": snapshot["epoch"], "seq": snapshot["seq"]}))
"""
_BURST = """
from django.db import transaction
from accounts.actor import PersonActor
from accounts.models import Person
from council.rooms.actions import post_message
from council.rooms.models import Room
person = Person.objects.get(email="ordforande@huddinge.demo.example")
actor = PersonActor(person, person.memberships.get())
room = Room.objects.get(slug="lokaler")
with transaction.atomic():
    for _ in range({count}):
        post_message(actor=actor, room=room, text="{text}")
"""


@dataclass
class Figures:
    """What came of one run."""

    deliveries: int
    wanted: int
    server_seconds: float
    wall_seconds: float

    @property
    def per_cpu_second(self) -> float:
        return self.deliveries / max(self.server_seconds, 0.01)

    @property
    def share(self) -> float:
        return self.deliveries / self.wanted

    def __str__(self) -> str:
        return (
            f"{self.deliveries}/{self.wanted} delivered, {self.server_seconds:.2f} s of server time, "
            f"{self.wall_seconds:.2f} s on the clock"
        )


class Readers:
    """Many sockets that count what they get."""

    def __init__(self) -> None:
        self.sockets: list[ClientConnection] = []
        self.got = 0
        self.last = 0.0

    async def read(self, socket: ClientConnection, count: Callable[[str], int], confirm: bool) -> None:
        total = 0
        async for text in socket:
            number = count(str(text))
            if number:
                total += number
                self.got += number
                self.last = time.perf_counter()
                if confirm:
                    await socket.send(json.dumps({"t": "ack", "n": total}))

    async def until(self, wanted: int) -> None:
        while self.got < wanted and time.perf_counter() - self.last < QUIET:  # noqa: ASYNC110 - two ends, no event
            await asyncio.sleep(0.02)


async def _measure(
    pid: int,
    readers: int,
    wanted: int,
    enter: Callable[[], Awaitable[ClientConnection]],
    count: Callable[[str], int],
    write: Callable[[], Awaitable[None]],
    *,
    confirm: bool,
) -> Figures:
    crowd = Readers()
    crowd.sockets = [await enter() for _ in range(readers)]
    tasks = [asyncio.create_task(crowd.read(socket, count, confirm)) for socket in crowd.sockets]
    await asyncio.sleep(1)
    crowd.got, began, cpu = 0, time.perf_counter(), cpu_seconds(pid)
    crowd.last = began + 20
    await write()
    await crowd.until(wanted)
    figures = Figures(crowd.got, wanted, cpu_seconds(pid) - cpu, crowd.last - began)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.gather(*(socket.close() for socket in crowd.sockets))
    return figures


def ours(readers: int, messages: int) -> Figures:
    """A room of Arenan: messages committed by another process, found by the sweeper, delivered by the hub."""
    with tempfile.TemporaryDirectory() as folder:
        env = world(Path(folder), LIVE_SWEEP="0.2")
        manage("migrate", "-v0", env=env)
        manage("demo", env=env)
        server = Server(env, worker=False)
        server.start()
        try:
            assert server.process is not None
            with pinned(server.process.pid):
                return asyncio.run(_ours(server, readers, messages))
        finally:
            server.stop()


async def _ours(server: Server, readers: int, messages: int) -> Figures:
    assert server.process is not None
    told = manage("shell", "-v0", "-c", _SETUP, env=server.env)
    facts = json.loads(told.split("READY", 1)[1])

    async def enter() -> ClientConnection:
        socket = await connect(
            server.url.replace("http", "ws") + "/live/",
            subprotocols=["arenan.v1"],  # type: ignore[list-item]
            origin=server.url,  # type: ignore[arg-type]
            additional_headers={"Cookie": f"arenan={facts['cookie']}"},
            compression=None,
        )
        await socket.send(json.dumps({"t": "hello", "client": "bench", "acting_for": facts["hat"]}))
        stream = {"stream": f"room:{facts['room']}", "epoch": facts["epoch"], "after": facts["seq"]}
        await socket.send(json.dumps({"t": "sub", "id": 1, **stream}))
        return socket

    def count(text: str) -> int:
        return text.count('"type":"council.message_posted"') if text.startswith('{"t":"ev"') else 0

    async def write() -> None:
        burst = _BURST.format(count=messages, text=TEXT)
        await asyncio.to_thread(manage, "shell", "-v0", "-c", burst, env=server.env)

    pid = server.process.pid
    return await _measure(pid, readers, readers * messages, enter, count, write, confirm=True)


def tutorial(readers: int, messages: int) -> Figures:
    """The tutorial's chat on the in-memory layer."""
    port = free_port()
    command = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port)]
    with tempfile.TemporaryFile() as log:
        process = start([*command, "tests.load.tutorial_chat:application"], env=dict(os.environ), output=log)
        try:
            wait_until(lambda: _answers(port), "the tutorial chat did not answer", 30)
            with pinned(process.pid):
                return asyncio.run(_tutorial(process.pid, port, readers, messages))
        finally:
            stop(process)


def _answers(port: int) -> bool:
    async def knock() -> bool:
        try:
            async with connect(f"ws://127.0.0.1:{port}/"):
                return True
        except OSError:
            return False

    return asyncio.run(knock())


async def _tutorial(pid: int, port: int, readers: int, messages: int) -> Figures:
    async def enter() -> ClientConnection:
        return await connect(f"ws://127.0.0.1:{port}/", compression=None)

    async def write() -> None:
        async with connect(f"ws://127.0.0.1:{port}/", compression=None) as writer:
            drain = asyncio.create_task(_swallow(writer))
            for _ in range(messages):
                await writer.send(json.dumps({"text": TEXT}))
                await asyncio.sleep(0.005)
            await asyncio.sleep(QUIET)
            drain.cancel()

    return await _measure(pid, readers, readers * messages, enter, lambda _text: 1, write, confirm=False)


async def _swallow(socket: ClientConnection) -> None:
    async for _text in socket:
        pass


ALL: dict[str, Callable[[int, int], Figures]] = {"Arenan": ours, TUTORIAL: tutorial}
