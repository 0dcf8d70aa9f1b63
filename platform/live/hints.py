"""From commit to hub: render once, tell this process and the others."""

import logging
from collections.abc import Sequence
from typing import Any

from events.recording import Written, when_committed
from live.views import Batch, Entry, View, render

logger = logging.getLogger("arenan.live")
INLINE = 8 * 1024


@when_committed
def publish(written: Sequence[Written]) -> None:
    """Hand committed events to the hub. A process without one leaves it to the others' sweepers."""
    from live.process import running

    process = running()
    if process is None or process.loop.is_closed():
        return
    for part in written:
        process.committed(part, render(part.events))


def pack(batch: Batch) -> dict[str, Any]:
    """Return what a hint carries of a batch: everything while it is small, else nothing but the number."""
    entries = [[entry.seq, entry.text, list(entry.shows), entry.rights] for entry in batch.entries]
    views = {key: [view.version, view.text] for key, view in batch.views.items()}
    size = sum(len(entry.text) for entry in batch.entries) + sum(len(view.text) for view in batch.views.values())
    return {"entries": entries, "views": views} if size <= INLINE else {}


def unpack(message: dict[str, Any]) -> Batch | None:
    """Return the batch that came with a hint, if any."""
    if not message.get("entries"):
        return None
    entries = tuple(Entry(seq, text, tuple(shows), rights) for seq, text, shows, rights in message["entries"])
    return Batch(entries, {key: View(version, text) for key, (version, text) in message["views"].items()})


def note(person: str, kind: str, data: dict[str, Any]) -> None:
    """Tell one person's devices something that is not in the log. It may be lost; nothing hangs on it."""
    from live.process import running

    process = running()
    if process is not None and not process.loop.is_closed():
        process.note(person, kind, data)
