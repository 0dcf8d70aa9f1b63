"""An ASGI application that tells which `platform` module its server has."""

import platform
from collections.abc import Awaitable, Callable
from typing import Any


async def application(
    scope: dict[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]], send: Callable[[Any], Awaitable[None]]
) -> None:
    """Answer with the path of the module."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": str(platform.__file__).encode()})
