"""Workshops under load: two hundred guests in one room who write, vote and answer within five minutes.

Each is a phone that enters by the code, follows on the live link what the island follows, and sends through an outbox
(`tests.load.phones`). Each deed has a moment of its own, whatever became of those before; times count from that
moment. The server runs on one core, the phones on another. Of every kind of deed it is told how soon it was answered,
how soon each other screen had it, and how soon the last one had. At the end the database must hold every note, dot and
answer exactly once, and every screen must be what a fresh snapshot shows.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.harness.servers import Server, manage, world
from tests.load import meetings
from tests.load.crowds import Crowd, Times
from tests.load.measuring import cpu_seconds, pinned, record

PHASES = {"notes": (meetings.BOARD, 0.50), "dots": (meetings.VOTE, 0.28), "answers": (meetings.POLL, 0.18)}
"""The step in which something is done, and how much of the whole time it has."""
SETTLE = 5.0
ANSWERED_WITHIN, SEEN_WITHIN = 0.5, 1.0


@dataclass
class Phase:
    """What came of one kind of deed, in seconds."""

    deeds: int
    wall: float
    answered: list[float]
    """At 50, 95, 99 and 100 per cent of the deeds."""
    seen: list[float]
    """At 50, 99 and 100 per cent of all pairs of a deed and another screen."""
    seen_by_all: list[float]
    """At 50, 99 and 100 per cent of the deeds, until the last screen had it."""
    in_time: float
    """Share of the deeds that were answered in time, and of the pairs that were seen in time, whichever is less."""
    server_share: float
    client_share: float

    def __str__(self) -> str:
        answered, seen, last = (
            " / ".join(f"{one * 1000:.0f}" for one in found) for found in (self.answered, self.seen, self.seen_by_all)
        )
        return (
            f"{self.deeds:5} in {self.wall:.0f} s; answered {answered} ms; seen {seen} ms; by all {last} ms; "
            f"server {self.server_share:.0%}, client {self.client_share:.0%} of a core"
        )


def at(times: Sequence[float], *shares: float) -> list[float]:
    """Return the times within which such shares of all lie."""
    ordered = sorted(times) or [0.0]
    return [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in shares]


async def _phase(crowds: list[Crowd], pid: int, step: int, seconds: float) -> Phase:
    began, cpu, own = time.perf_counter(), cpu_seconds(pid), time.process_time()
    await asyncio.gather(*(crowd.go(step) for crowd in crowds))
    opening = time.perf_counter() - began
    found = await asyncio.gather(*(crowd.act(step, max(1.0, seconds - opening)) for crowd in crowds))
    wall = time.perf_counter() - began
    times = Times(
        [one for part in found for one in part.answered],
        [one for part in found for one in part.seen],
        [one for part in found for one in part.seen_by_all],
    )
    in_time = min(_share(times.answered, ANSWERED_WITHIN), _share(times.seen, SEEN_WITHIN))
    return Phase(
        len(times.answered),
        wall,
        at(times.answered, 0.5, 0.95, 0.99, 1),
        at(times.seen, 0.5, 0.99, 1),
        at(times.seen_by_all, 0.5, 0.99, 1),
        in_time,
        (cpu_seconds(pid) - cpu) / wall,
        (time.process_time() - own) / wall,
    )


def _share(times: Sequence[float], limit: float) -> float:
    return sum(one <= limit for one in times) / max(1, len(times))


class Bench:
    """One run: the rooms, what was measured in them, and what was wrong."""

    def __init__(self, server: Server, options: argparse.Namespace) -> None:
        assert server.process is not None
        self.pid, self.env, self.options = server.process.pid, server.env, options
        facts = meetings.told(f"build({options.sessions}, {options.proposals})", server.env)
        self.crowds = [Crowd(server.url, one, options.participants) for one in facts]
        self.phases: dict[str, list[Phase]] = {}
        self.faults: list[str] = []
        self.lines: list[str] = []

    async def run(self) -> None:
        """Let everybody come, do what they do, and look at what became of it."""
        coming = await asyncio.gather(*(crowd.come(self.options.entering) for crowd in self.crowds))
        entered = at([one for part in coming for one in part], 0.5, 0.99, 1)
        self.lines.append("Came in, until the room was live: " + _ms(entered) + " (50, 99, 100 per cent)")
        print(self.lines[-1], flush=True)
        for name, (step, share) in PHASES.items():
            phase = await _phase(self.crowds, self.pid, step, self.options.seconds * share)
            self.phases[name] = [phase]
            print(f"{name:8} {phase}", flush=True)
        await asyncio.sleep(SETTLE)
        await self._look()
        await asyncio.gather(*(crowd.leave() for crowd in self.crowds))

    async def _look(self) -> None:
        taken, size = [], 0
        for crowd in self.crowds:
            self.faults += crowd.lost(await asyncio.to_thread(meetings.told, f"held({crowd.steps!r})", self.env))
            faults, seconds, weight = await crowd.wrong()
            self.faults += faults
            taken += seconds
            size = max(size, weight)
        counts = sum((crowd.counts() for crowd in self.crowds), Counter[str]())
        self.lines.append(f"A snapshot afterwards: {_ms(at(taken, 0.5, 0.99, 1))}, {size // 1024} KB")
        self.lines.append(
            "On the way: " + (", ".join(f"{n} {what}" for what, n in sorted(counts.items())) or "nothing")
        )


def _ms(times: Sequence[float]) -> str:
    return " / ".join(f"{one * 1000:.0f}" for one in times) + " ms"


def _summary(bench: Bench) -> list[str]:
    lines = [f"{name}: {phase[0]}" for name, phase in bench.phases.items()]
    in_time = min(phase[0].in_time for phase in bench.phases.values())
    goal = f"99 of 100 answered within {ANSWERED_WITHIN * 1000:.0f} ms and seen within {SEEN_WITHIN:.0f} s"
    lines += [*bench.lines, f"{goal}: {'yes' if in_time >= 0.99 else 'NO'} ({in_time:.2%} at worst)"]
    return [*lines, f"{len(bench.faults)} faults", *bench.faults[:10]]


def main() -> int:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=200)
    parser.add_argument("--sessions", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=290.0, help="in which all is done, five minutes at most")
    parser.add_argument("--entering", type=float, default=60.0, help="seconds in which all come in")
    parser.add_argument("--proposals", type=int, default=20, help="to vote on; 0: what the participants wrote")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = world(Path(folder))
        manage("migrate", "-v0", env=env)
        server = Server(env)
        server.start()
        try:
            bench, load = Bench(server, options), os.getloadavg()
            with pinned(bench.pid):
                asyncio.run(bench.run())
        finally:
            server.stop()
    return _told(bench, {**vars(options), "load": [*load, *os.getloadavg()]})


def _told(bench: Bench, facts: dict[str, Any]) -> int:
    summary = _summary(bench)
    name = "workshops" if bench.options.sessions == 1 else f"workshops-{bench.options.sessions}"
    record(name, facts, bench.phases, summary)
    print("\n".join(summary))
    print(f"{len(bench.phases)} passed, {len(bench.faults)} failed")
    return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
