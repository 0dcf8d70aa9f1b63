"""HTTP as a browser does it, at little cost: one connection that stays open, its cookies, and nothing read that is not used."""

import asyncio
import json
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 30.0
LONGEST_HEAD = 1 << 20


class NoAnswer(Exception):
    """The question may or may not have reached the server."""


class _Stale(Exception):
    """The server had ended a connection that was left open."""


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    body: bytes
    location: str = ""
    retry_after: float | None = None

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


class Http:
    """The cookies of one browser, and a connection to the server."""

    def __init__(self, url: str) -> None:
        self.url, self.where = url, urlsplit(url)
        self.cookies: dict[str, str] = {}
        self._connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def get(self, path: str) -> Answer:
        """Load a page or a part of the API."""
        return await self.ask("GET", path)

    async def post_form(self, path: str, body: str) -> Answer:
        """Send a form."""
        return await self.ask("POST", path, body.encode(), {"Content-Type": "application/x-www-form-urlencoded"})

    async def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Ask and wait for the answer.

        Raises:
            NoAnswer: the connection broke, or nothing came in time.
        """
        request = self._request(method, path, body, headers or {})
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(TIMEOUT):
                    try:
                        return await self._exchange(request)
                    except _Stale:  # As browsers do with a connection that was closed before a word of the answer.
                        return await self._exchange(request)
            except (OSError, asyncio.IncompleteReadError, TimeoutError, _Stale) as error:
                self.close()
                raise NoAnswer(str(error)) from error

    def _request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = {"Host": self.where.netloc, "Accept": "*/*", "Accept-Language": "sv", "Cookie": cookies, **headers}
        if method != "GET":
            lines |= {"Origin": self.url, "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body

    async def _exchange(self, request: bytes) -> Answer:
        was_open = self._connection is not None
        if self._connection is None:
            self._connection = await asyncio.open_connection(self.where.hostname, self.where.port, limit=LONGEST_HEAD)
        reader, writer = self._connection
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
        except (OSError, asyncio.IncompleteReadError) as error:
            self.close()
            if was_open:
                raise _Stale from error
            raise
        return await self._read(head.decode("latin-1"), reader)

    async def _read(self, head: str, reader: asyncio.StreamReader) -> Answer:
        first, *lines = head.split("\r\n")
        found = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
            found[name.lower()] = value
        body = await reader.readexactly(int(found.get("content-length", 0)))
        if found.get("connection", "").lower() == "close":
            self.close()
        wait = found.get("retry-after", "")
        return Answer(
            int(first.split(" ")[1]), body, found.get("location", ""), float(wait) if wait.isdecimal() else None
        )

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection[1].close()
            self._connection = None
