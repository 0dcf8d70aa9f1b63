"""What a process knows of the topics' numbers, and how it makes sure of it for every request."""

import asyncio
import logging
from collections.abc import Iterable
from concurrent.futures import Executor, ThreadPoolExecutor

from django.db import connection

logger = logging.getLogger("arenan.answers")

_NEWER = "SELECT name, version FROM cms_topic WHERE version >= %s"


class Versions:
    """The topics' numbers as of a look at the database that began after it was asked for.

    Each request needs a look that began after it came: only then has it seen whatever was committed before. One look
    serves all who came before it began; those who come while it runs wait for the next, so there is never more than
    one at a time, and the busier the server, the more requests share it.
    """

    def __init__(self, thread: Executor | None = None) -> None:
        self.newest = 0
        """Number of the newest change; 0 while nothing is known."""
        self.resets = 0
        """How many times the numbers were found to have begun anew: what was kept before says nothing."""
        self._topics: dict[str, int] = {}
        self._thread = thread or ThreadPoolExecutor(1, thread_name_prefix="answers-versions")
        self._next: asyncio.Future[bool] | None = None
        self._looking: asyncio.Task[None] | None = None

    async def look(self) -> bool:
        """Make sure of the numbers; return whether that was possible."""
        if self._next is None:
            self._next = asyncio.get_running_loop().create_future()
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_until_nobody_waits())
        return await asyncio.shield(self._next)

    def unchanged(self, topics: Iterable[str], since: int) -> bool:
        """Return whether none of the topics has changed after a number."""
        return all(self._topics.get(topic, 0) <= since for topic in topics)

    def of(self, topic: str) -> int:
        """Return the number of a topic's last change; 0 if there was none."""
        return self._topics.get(topic, 0)

    async def _look_until_nobody_waits(self) -> None:
        loop = asyncio.get_running_loop()
        while (waiting := self._next) is not None:
            self._next = None
            try:
                rows = await loop.run_in_executor(self._thread, _newer, self.newest)
            except Exception:
                logger.exception("the state of the kept answers could not be read; pages are made anew")
                waiting.set_result(False)
            else:
                self._take_over(rows)
                waiting.set_result(True)

    def _take_over(self, rows: list[tuple[str, int]]) -> None:
        # The row with the newest number is always among those asked for; if not, this is another database's history.
        newest = max((version for _name, version in rows), default=0)
        if newest < self.newest or not rows:
            self._topics.clear()
            self.resets += 1
            self.newest = newest
        for name, version in rows:
            self._topics[name] = version
        self.newest = max(self.newest, newest)


def _newer(than: int) -> list[tuple[str, int]]:
    try:
        with connection.cursor() as cursor:
            connection.close_at = None  # The thread lives as long as the process, and so may its connection.
            cursor.execute(_NEWER, [than])
            rows: list[tuple[str, int]] = cursor.fetchall()
            return rows
    except Exception:
        connection.close()
        raise
