"""Shared goals under load: what it costs to report, to list, and to see a new value, on a generated picture.

Twelve organisations, forty indicators, eight full years, three cells (`tests.load.generated`). Three things are measured:

- a whole return stored and sent in one request, until the answer with the new total is there;
- the list of all forty indicators with figures and status: time and number of queries;
- how soon fifty open goal pages know a value that another organisation has got approved, over the live link and by
  asking every five seconds, in the order A B B A on the same server, with the server's processor time beside it.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.harness.servers import Server, manage, world
from tests.load.measuring import cpu_seconds, pinned, record

PAGES = 50
EVERY = 5.0
"""Seconds between two questions of a page that polls."""
WAIT = 20.0


@dataclass
class Seen:
    """When pages knew of a value, in seconds after the request to approve it, and what it cost the server."""

    delays: list[float]
    missed: int
    server_seconds: float

    def __str__(self) -> str:
        ordered = sorted(self.delays)
        return (
            f"median {statistics.median(ordered):.2f} s, slowest {ordered[-1]:.2f} s, {self.missed} missed, "
            f"{self.server_seconds:.2f} s of server time"
        )


class Site:
    """The server with the generated picture, and a supply of returns to report."""

    def __init__(self, server: Server, facts: dict[str, Any]) -> None:
        self.server, self.facts = server, facts
        pairs = [(indicator, place) for indicator in facts["indicators"] for place in range(1, len(facts["tokens"]))]
        self._todo: Iterator[tuple[str, int]] = iter(pairs)

    def call(self, method: str, path: str, token: int, body: Any = None, etag: str = "") -> dict[str, Any]:
        """Call the API with one organisation's token."""
        headers = {"Authorization": f"Bearer {self.facts['tokens'][token]}", "Content-Type": "application/json"}
        if etag:
            headers["If-Match"] = etag
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.server.url}/api/v1/{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.loads(answer.read())
            return found

    def report(self) -> dict[str, Any]:
        """Store and send the next return; return the answer."""
        indicator, place = next(self._todo)
        values = [{"cell": "", "number": 31}, {"cell": "kon=kvinnor", "number": 18}, {"cell": "kon=man", "number": 13}]
        body = {"indicator": indicator, "period": self.facts["period"], "values": values, "submit": True}
        return self.call("POST", "returns", place, body)

    def approve(self, report: dict[str, Any]) -> None:
        """Let the chair approve a return."""
        self.call("POST", f"returns/{report['id']}/approve", 0, {}, f'"{report["revision"]}"')


def storing(site: Site, count: int) -> list[float]:
    """Return the seconds that each of `count` whole returns took."""
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        answer = site.report()
        taken.append(time.perf_counter() - began)
        assert answer["totals"][0]["with_return"], "the answer holds the new total"
    return taken


def listing(site: Site, count: int) -> list[float]:
    """Return the seconds that the list of all indicators took, `count` times."""
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        answer = site.call("GET", f"indicators?council={site.facts['council']}&limit=100", 0)
        taken.append(time.perf_counter() - began)
        assert len(answer["results"]) == len(site.facts["indicators"])
    return taken


async def live(site: Site, approvals: int) -> Seen:
    """Fifty pages on the live link."""
    waiting: asyncio.Queue[float] = asyncio.Queue()
    sockets = [await _enter(site) for _ in range(PAGES)]
    tasks = [asyncio.create_task(_listen(socket, waiting)) for socket in sockets]
    await asyncio.sleep(1)
    while not waiting.empty():  # What was told while the pages opened is none of this.
        waiting.get_nowait()
    seen = await _approve_and_wait(site, approvals, waiting)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.gather(*(socket.close() for socket in sockets))
    return seen


async def _enter(site: Site) -> ClientConnection:
    url = site.server.url
    socket = await connect(
        url.replace("http", "ws") + "/live/",
        subprotocols=["arenan.v1"],  # type: ignore[list-item]
        origin=url,  # type: ignore[arg-type]
        additional_headers={"Cookie": f"arenan={site.facts['cookie']}"},
        compression=None,
        max_size=None,
    )
    await socket.send(json.dumps({"t": "hello", "client": "bench", "acting_for": site.facts["hat"]}))
    where = {"stream": site.facts["stream"], "epoch": site.facts["epoch"], "after": 0}
    await socket.send(json.dumps({"t": "sub", "id": 1, **where}))
    return socket


async def _listen(socket: ClientConnection, waiting: "asyncio.Queue[float]") -> None:
    total = 0
    async for text in socket:
        frame = json.loads(text)
        if frame["t"] != "ev":
            continue
        total += len(frame["events"])
        await socket.send(json.dumps({"t": "ack", "n": total}))
        if any(one["type"] == "network.figures_published" for one in frame["events"]):
            waiting.put_nowait(time.perf_counter())


async def polling(site: Site, approvals: int) -> Seen:
    """Fifty pages that ask for the newest event every five seconds, each at a moment of its own."""
    waiting: asyncio.Queue[float] = asyncio.Queue()
    tasks = [asyncio.create_task(_ask(site, waiting)) for _ in range(PAGES)]
    await asyncio.sleep(EVERY + 1)
    while not waiting.empty():
        waiting.get_nowait()
    seen = await _approve_and_wait(site, approvals, waiting)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return seen


async def _ask(site: Site, waiting: "asyncio.Queue[float]") -> None:
    known = None
    await asyncio.sleep(random.uniform(0, EVERY))
    while True:
        answer = await asyncio.to_thread(
            site.call, "GET", f"indicators?council={site.facts['council']}&limit=100&fields=id,version,total", 0
        )
        now = [one["version"] for one in answer["results"]]
        if known is not None and now != known:
            waiting.put_nowait(time.perf_counter())
        known = now
        await asyncio.sleep(EVERY)


async def _approve_and_wait(site: Site, approvals: int, waiting: "asyncio.Queue[float]") -> Seen:
    assert site.server.process is not None
    pid, delays, missed, spent = site.server.process.pid, [], 0, 0.0
    for _ in range(approvals):
        report = (await asyncio.to_thread(site.report))["report"]
        await asyncio.sleep(EVERY + 1)  # That it was sent is known to all by now.
        while not waiting.empty():
            waiting.get_nowait()
        cpu, began = cpu_seconds(pid), time.perf_counter()
        await asyncio.to_thread(site.approve, report)
        for _page in range(PAGES):
            try:
                async with asyncio.timeout(max(0.01, began + WAIT - time.perf_counter())):
                    delays.append(await waiting.get() - began)
            except TimeoutError:
                missed += 1
        spent += cpu_seconds(pid) - cpu
    return Seen(delays, missed, spent)


def queries(server: Server, council: str) -> int:
    """Return how many queries the list of all indicators takes, counted in a process of its own."""
    script = (
        "from django.db import connection\n"
        "from django.test import Client\n"
        "from django.test.utils import CaptureQueriesContext\n"
        "from accounts.models import Person\n"
        "client = Client(headers={'host': '127.0.0.1'})\n"
        "person = Person.objects.get(email='rapport-0@example.se')\n"
        "client.force_login(person, backend='django.contrib.auth.backends.ModelBackend')\n"
        f"path = '/api/v1/indicators?council={council}&limit=100'\n"
        "client.get(path)\n"
        "with CaptureQueriesContext(connection) as made:\n"
        "    assert client.get(path).status_code == 200\n"
        "print('QUERIES', len(made))\n"
    )
    return int(manage("shell", "-v0", "-c", script, env=server.env).split("QUERIES")[1])


def main() -> int:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--approvals", type=int, default=4)
    parser.add_argument("--returns", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = world(Path(folder), THROTTLE_PERSON="1000000/min", THROTTLE_WRITES="1000000/min")
        manage("migrate", "-v0", env=env)
        told = manage("shell", "-v0", "-c", "import tests.load.generated", env=env)
        server = Server(env, worker=False)
        server.start()
        try:
            assert server.process is not None
            site = Site(server, json.loads(told.split("READY", 1)[1].splitlines()[0]))
            counted = queries(server, site.facts["council"])
            with pinned(server.process.pid):
                summary = _measure(site, options, counted)
        finally:
            server.stop()
    print(f"{len(summary)} passed, 0 failed")
    return 0


def _measure(site: Site, options: argparse.Namespace, counted: int) -> list[str]:
    stored, listed = storing(site, options.returns), listing(site, 20)
    rounds: dict[str, list[Seen]] = {"live": [], "polling": []}
    for name in ("live", "polling", "polling", "live"):
        seen = asyncio.run(live(site, options.approvals) if name == "live" else polling(site, options.approvals))
        rounds[name].append(seen)
        print(f"{name:8} {seen}", flush=True)
    median = {name: statistics.median(one for seen in found for one in seen.delays) for name, found in rounds.items()}
    summary = [
        f"A whole return stored, with the new total: median {statistics.median(stored) * 1000:.0f} ms, "
        f"slowest {max(stored) * 1000:.0f} ms ({len(stored)} returns)",
        f"All {len(site.facts['indicators'])} indicators: median {statistics.median(listed) * 1000:.0f} ms, {counted} queries",
        f"{PAGES} live pages: median {median['live']:.2f} s, slowest {max(max(one.delays) for one in rounds['live']):.2f} s",
        f"{PAGES} polling pages: median {median['polling']:.2f} s, "
        f"slowest {max(max(one.delays) for one in rounds['polling']):.2f} s",
        f"Live is {median['polling'] / median['live']:.0f} times as soon",
    ]
    record("goals", {"stored": stored, "listed": listed, "queries": counted}, rounds, summary)
    print("\n".join(summary))
    return summary


if __name__ == "__main__":
    sys.exit(main())
