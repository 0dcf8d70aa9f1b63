"""What every bench needs: a server on a core of its own, its processor time, and a place for the figures."""

import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def pinned(pid: int) -> Iterator[None]:
    """Keep a server, with the threads it has begun, on one core and the clients on another."""
    cores = sorted(os.sched_getaffinity(0))
    for thread in os.listdir(f"/proc/{pid}/task"):
        os.sched_setaffinity(int(thread), {cores[0]})
    os.sched_setaffinity(0, {cores[-1]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, set(cores))


def record(name: str, facts: Mapping[str, Any], rounds: Mapping[str, Sequence[Any]], summary: Sequence[str]) -> None:
    """Keep the figures of a bench, with what they were measured on."""
    RESULTS.mkdir(exist_ok=True)
    kept = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": sys.version.split()[0],
        "machine": platform.platform(),
        **facts,
        "rounds": {contestant: [one.__dict__ for one in found] for contestant, found in rounds.items()},
        "summary": list(summary),
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n")
