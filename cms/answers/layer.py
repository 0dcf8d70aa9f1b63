"""The outermost layer of the site: a visitor gets a kept answer without Django being asked."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable, Mapping
from concurrent.futures import Executor
from datetime import datetime, timedelta
from datetime import time as clock_time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from cms.answers import coding
from cms.answers.asked import Asked, Key, Scope
from cms.answers.kept import Answer, Headers, Kept
from cms.answers.lean import Lean
from cms.answers.middleware import PUBLIC
from cms.answers.prepared import Footing, stand_on
from cms.answers.shown import Shown, shown_by
from cms.answers.versions import Versions

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
_OWN = {b"content-length", b"etag"}
_VALIDATING = [(b"cache-control", PUBLIC.encode()), (b"vary", b"Accept-Encoding")]


class Answers:
    """Answers visitors from what is kept, else makes the answer; hands everything else on.

    `threads` do the work that must not stop the event loop; without any, there are some of its own.
    """

    def __init__(self, django: Application, threads: Executor | None = None) -> None:
        self.django = django
        self.lean = Lean(threads)
        self.versions = Versions(threads)
        self.kept = Kept(settings.KEPT_ANSWERS)
        self._resets = 0
        self._prepared: dict[Hashable, Any] = {}
        self._making: dict[Key, asyncio.Future[None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Asked.of(scope)
        if asked is None:
            await self.django(scope, receive, send)
        elif not await self.versions.look():
            # What is kept may be old, and nothing can tell. Django will say what there is to say.
            self.lean.distrust()
            await self.django(scope, receive, send)
        else:
            await self._answer(asked, scope, send)

    async def _answer(self, asked: Asked, scope: Scope, send: Send) -> None:
        answer = self._true(asked.key)
        if answer is None and (making := self._making.get(asked.key)):
            # After a change all who read a page come at once; one makes it for all. What it makes is held against
            # what this request itself has learnt of the topics.
            await asyncio.wait([making])
            answer = self._true(asked.key)
        if answer is None:
            answer = await self._make(asked, scope, send)
        if answer is not None:
            await _send_kept(answer, asked, send)

    def _true(self, key: Key) -> Answer | None:
        if self._resets != self.versions.resets:
            self.kept.clear()
            self._resets = self.versions.resets
        answer = self.kept.get(key)
        if answer is None or answer.until <= time.time():
            return None
        return answer if self.versions.unchanged(answer.topics, answer.since) else None

    async def _make(self, asked: Asked, scope: Scope, send: Send) -> Answer | None:
        """Make the answer; return it if it can be kept, else send it."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        if self.kept.get(asked.key) is not None and asked.key not in self._making:
            self._making[asked.key] = done
        # Both from before the page is made: what changes meanwhile, or at midnight, is not in it.
        since, resets, midnight = self.versions.newest, self.versions.resets, _next_midnight()
        try:
            known = since if self.kept.limit else 0
            reading = stand_on(scope, Footing(self.versions, known, midnight.timestamp(), asked.query, self._prepared))
            request, response = await loop.run_in_executor(self.lean.threads, self.lean.answer, reading)
            answer = _to_keep(asked, request, response, since, midnight)
            if answer is None:
                await self._send_once(response, send, head=asked.head)
            elif since and resets == self.versions.resets:
                self.kept.keep(asked.key, answer)
            return answer
        finally:
            done.set_result(None)
            if self._making.get(asked.key) is done:
                del self._making[asked.key]

    async def _send_once(self, response: HttpResponseBase, send: Send, *, head: bool) -> None:
        headers = _headers_of(response)
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
        if isinstance(response, HttpResponse):
            await send({"type": "http.response.body", "body": b"" if head else response.content})
            return
        loop, parts = asyncio.get_running_loop(), iter(response)
        while not head and (part := await loop.run_in_executor(self.lean.threads, next, parts, None)) is not None:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await loop.run_in_executor(self.lean.threads, response.close)
        await send({"type": "http.response.body"})


def _to_keep(
    asked: Asked, request: HttpRequest | None, response: HttpResponseBase, since: int, midnight: datetime
) -> Answer | None:
    shown = shown_by(request) if request is not None else None
    if shown is None or not isinstance(response, HttpResponse) or not _may_be_kept(asked, shown, response):
        return None
    headers = [(name.lower(), value) for name, value in _headers_of(response) if name.lower() not in _OWN]
    until = min(midnight, shown.until) if shown.until else midnight
    return Answer(headers, response.content, frozenset(shown.topics), since, until.timestamp())


def _may_be_kept(asked: Asked, shown: Shown, response: HttpResponse) -> bool:
    # Each of these would make the answer one reader's own. The middleware has settled the first three for a page;
    # a view further in may have had its reasons to say otherwise.
    return (
        response.status_code == 200
        and response.get("Cache-Control") == PUBLIC
        and response.get("Vary") == "Accept-Encoding"
        and not response.cookies
        and "'nonce-" not in response.get("Content-Security-Policy", "")
        and asked.query <= shown.query
    )


def _next_midnight() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), clock_time.min))


def _headers_of(response: HttpResponseBase) -> Headers:
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    headers += [(b"Set-Cookie", cookie.OutputString().encode("ascii")) for cookie in response.cookies.values()]
    if isinstance(response, HttpResponse) and "Content-Length" not in response:
        headers.append((b"Content-Length", str(len(response.content)).encode()))
    return headers


async def _send_kept(answer: Answer, asked: Asked, send: Send) -> None:
    chosen = coding.chosen(asked.accepts)
    tag = coding.etag(answer.tag, chosen)
    if asked.tags and coding.matches(asked.tags, tag):
        headers = [*_VALIDATING, (b"etag", tag)]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body"})
        return
    body = answer.as_coded(chosen)
    headers = [*answer.headers, (b"etag", tag), (b"content-length", str(len(body)).encode())]
    if chosen:
        headers.append((b"content-encoding", coding.CODINGS[chosen]))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if asked.head else body})
