"""The credit window of one connection. Pure.

The server never waits for a slow socket (Daphne buffers without limit), so what is under way is bounded here:
a client that does not confirm gets no more, and comes back through replay when it has been cut off.
"""

from collections import deque

EVENTS = 256
BYTES = 512 * 1024
PATIENCE = 30.0
"""Seconds without any confirmation before a lagging connection is cut."""


class Window:
    """Counts what was sent and what the client has confirmed."""

    def __init__(self, now: float) -> None:
        self.sent = self.acked = 0
        self._bytes = 0
        self._sizes: deque[tuple[int, int]] = deque()
        self._progress = now

    @property
    def open(self) -> bool:
        """Whether more may be sent."""
        return self.sent - self.acked < EVENTS and self._bytes < BYTES

    def push(self, count: int, size: int, now: float) -> None:
        """Note a frame of `count` events and `size` characters."""
        if self.sent == self.acked:
            self._progress = now
        self.sent += count
        self._bytes += size
        self._sizes.append((self.sent, size))

    def ack(self, total: int, now: float) -> bool:
        """Take a confirmation of `total` events since the start; False when it cannot be true."""
        if not self.acked <= total <= self.sent:
            return False
        if total > self.acked:
            self.acked, self._progress = total, now
        while self._sizes and self._sizes[0][0] <= total:
            self._bytes -= self._sizes.popleft()[1]
        return True

    def stalled(self, now: float) -> bool:
        """Whether the client owes a confirmation for too long."""
        return self.sent > self.acked and now - self._progress > PATIENCE
