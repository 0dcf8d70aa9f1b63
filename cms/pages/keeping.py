"""What a process keeps of the public site, until something on it changes.

Every publication, move and removal of a page gives all pages together a new number (`cms.answers.topics`), so what was
read at one number is true as long as it stands: in this process and in all others. Within a transaction nothing is kept
or taken, since what is read there may be rolled back.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest

from cms.answers.models import Topic
from cms.answers.prepared import version_for
from cms.answers.shown import PAGES


def position(request: HttpRequest | None = None) -> int | None:
    """Return the number of the pages' last change, asked once per request; None when nothing may be kept."""
    if connection.in_atomic_block:
        return None
    found: int | None = getattr(request, "site_position", None)
    if found is None:
        found = version_for(request, PAGES)
    if found is None:
        found = Topic.objects.filter(name=PAGES).values_list("version", flat=True).first() or 0
    if request is not None:
        request.site_position = found  # type: ignore[attr-defined]
    return found


class Kept[T]:
    """Something read from the pages, kept at the number that was asked for *before* it was read.

    What changes in between is then read once more, never missed.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._at: tuple[int, T] | None = None

    def get(self, request: HttpRequest | None = None) -> T:
        """Return it as it is now."""
        here = position(request)
        if here is None:
            return self._read_once(request)
        kept = self._at
        if kept is not None and kept[0] == here:
            return kept[1]
        found = self._read()
        self._at = (here, found)
        return found

    def _read_once(self, request: HttpRequest | None) -> T:
        """Read it for one request alone."""
        if request is None:
            return self._read()
        held: dict[int, T] = request.__dict__.setdefault("read_once", {})
        if id(self) not in held:
            held[id(self)] = self._read()
        return held[id(self)]


class Remembered:
    """Answers of a pure function, at most `limit` of them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._answers: dict[Any, Any] = {}

    def get[T](self, key: Any, make: Callable[[], T]) -> T:
        """Return the answer to `key`, made now if it was not known."""
        if key not in self._answers:
            if len(self._answers) >= self._limit:
                self._answers.clear()
            self._answers[key] = make()
        answer: T = self._answers[key]
        return answer
