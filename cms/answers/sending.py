"""Sending an answer that has been made in a thread."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from cms.answers.kept import Headers

Send = Callable[[Mapping[str, Any]], Awaitable[None]]


async def send_made(response: HttpResponseBase, send: Send, threads: Executor, *, head: bool) -> None:
    """Send an answer; what makes its parts as they are asked for does so in `threads`, and is closed at the end."""
    headers = headers_of(response)
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    if isinstance(response, HttpResponse):
        await send({"type": "http.response.body", "body": b"" if head else response.content})
        return
    if isinstance(response, FileResponse):
        response.block_size = ASGIHandler.chunk_size
    loop, parts = asyncio.get_running_loop(), iter(response)
    try:
        while not head and (part := await loop.run_in_executor(threads, next, parts, None)) is not None:
            await send({"type": "http.response.body", "body": part, "more_body": True})
    finally:
        await loop.run_in_executor(threads, response.close)
    await send({"type": "http.response.body"})


def headers_of(response: HttpResponseBase) -> Headers:
    """Return an answer's headers and cookies as ASGI has them."""
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    headers += [(b"Set-Cookie", cookie.OutputString().encode("ascii")) for cookie in response.cookies.values()]
    if isinstance(response, HttpResponse) and "Content-Length" not in response:
        headers.append((b"Content-Length", str(len(response.content)).encode()))
    return headers
