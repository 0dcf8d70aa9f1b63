"""What time it is. The one place that may be told otherwise, so that a story can be entered as it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Return the moment at which what happens now is said to happen."""
    return _told.get() or timezone.now()


def today() -> date:
    """Return that moment's day in the installation's time zone."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` within the block. For loading a history, such as the demo world's."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
