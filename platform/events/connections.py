"""The database connection of a thread that lives on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_writing = threading.Lock()


def keep_connection() -> None:
    """Let this thread's connection outlive the request or the question. Called in a thread that itself lives on.

    At the end of a request Django closes what has come of age; one that no longer works is closed all the same. A
    connection from the driver's pool goes back there instead: kept by every thread, the pool would soon be empty.

    Raises:
        DatabaseError: there is no connection to be had.
    """
    if "pool" not in connection.settings_dict["OPTIONS"]:
        connection.ensure_connection()
        connection.close_at = None


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let this process's writers wait for each other in turn, where the database lets only one write at a time.

    SQLite has a waiter look again after longer and longer pauses: whoever came last gets in first, and some wait for
    seconds under a load that others do not feel.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _writing:
        yield
