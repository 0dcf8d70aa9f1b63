"""A token bucket for one connection; local, so that it works without Redis. Pure."""


class Bucket:
    """Lets `burst` frames through at once and `rate` a second after that."""

    def __init__(self, *, rate: float, burst: int, now: float) -> None:
        self._rate, self._burst = rate, burst
        self._left, self._at, self._refused = float(burst), now, 0

    def take(self, now: float) -> bool:
        """Take one; False when there is none left."""
        self._left = min(float(self._burst), self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            self._refused += 1
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        """Return what was taken for a frame that costs nothing."""
        self._left = min(float(self._burst), self._left + 1)

    @property
    def hopeless(self) -> bool:
        """Whether the client goes on in spite of refusals, three times over what is allowed."""
        return self._refused > 2 * self._burst
