"""The hash chain of a stream: each event's hash covers the one before it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from events.models import Event, Stream

START = "0" * 64


def link(previous: str, stream: str, event: Event) -> str:
    """Return the SHA-256 of `event` in `stream`, bound to the hash of the event before it."""
    body = [
        stream,
        event.seq,
        event.type,
        event.version,
        event.data,
        event.actor,
        event.acting_for,
        str(event.command),
        event.caused_by,
        event.primary,
        event.occurred_at.astimezone(UTC).isoformat(),
    ]
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((previous + text).encode()).hexdigest()


@dataclass(frozen=True)
class Fault:
    """A place where the log is not what was recorded."""

    stream: str
    seq: int
    what: str


def faults_in(stream: Stream) -> Iterator[Fault]:
    """Walk one stream from its first event and yield every fault: altered, missing or cut off rows."""
    previous, expected = START, 1
    for event in stream.events.order_by("seq").iterator():
        if event.seq != expected:
            yield Fault(stream.name, expected, "missing")
        elif link(previous, stream.name, event) != event.hash:
            yield Fault(stream.name, event.seq, "altered")
        # Going on from the stored hash names the altered row alone, not all that follow it.
        previous, expected = event.hash, event.seq + 1
    if expected != stream.head + 1:
        yield Fault(stream.name, stream.head, "cut off")
    elif previous != stream.head_hash:
        yield Fault(stream.name, stream.head, "altered head")
