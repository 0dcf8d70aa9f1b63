"""A client that costs little: a few connections that stay open, one request after the other on each."""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 8


@dataclass
class Asked:
    """What came of asking for one page again and again."""

    answers: int
    size: int
    """Bytes of the body."""
    seconds: float
    client_share: float
    """How much of its core the client used; near one, the figures say what the client could do."""

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds


class _Counter:
    def __init__(self) -> None:
        self.answers, self.size = 0, 0


def ask(url: str, seconds: float) -> Asked:
    """Ask for a page for so long over several connections.

    Raises:
        RuntimeError: an answer was no 200, or did not say how long it is.
    """
    return asyncio.run(_ask(url, seconds))


async def _ask(url: str, seconds: float) -> Asked:
    count = _Counter()
    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(_keep_asking(url, began + seconds, count) for _ in range(CONNECTIONS)))
    taken = time.perf_counter() - began
    return Asked(count.answers, count.size, taken, (time.process_time() - cpu) / taken)


async def _keep_asking(url: str, until: float, count: _Counter) -> None:
    where = urlsplit(url)
    request = f"GET {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\nAccept: text/html\r\n\r\n".encode()
    while time.perf_counter() < until:  # A server may end a connection after some answers.
        reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=1 << 20)
        try:
            while time.perf_counter() < until:
                writer.write(request)
                count.size = await _read_answer(reader)
                count.answers += 1
        except (asyncio.IncompleteReadError, ConnectionError):
            continue
        finally:
            writer.close()


async def _read_answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b" 200 " not in head[:16]:
        raise RuntimeError(f"This was not the page:\n{head.decode(errors='replace')}")
    _, found, rest = head.partition(b"content-length:")
    if not found:
        raise RuntimeError(f"The answer does not say how long it is:\n{head.decode(errors='replace')}")
    size = int(rest.split(b"\r\n", 1)[0])
    await reader.readexactly(size)
    return size
