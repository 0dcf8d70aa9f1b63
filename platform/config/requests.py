"""Requests of those who are signed in, and all that is no page: through Django, in threads that last.

Django's own ASGI handler opens a thread and a database connection for each request and crosses between threads several
times on the way. That is needed for a view that waits on the event loop, and a third of the price of any other.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler

from cms.answers.asked import Scope
from cms.answers.lean import Lean
from cms.answers.sending import Send, send_made

THREADS = 8
"""Requests that are worked on at once in a process; the others wait their turn."""
WAITING = "/api/v1/streams/"
"""What lies below may wait on the event loop for news, and so long must hold up none of the threads."""


class Requests:
    """Answers every request that is not answered from what is kept."""

    def __init__(self, django: ASGIHandler, lean: Lean) -> None:
        self.django, self.lean = django, lean
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="requests")

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        if scope["path"].startswith(WAITING):
            await self.django(scope, receive, send)
            return
        try:
            body = await self.django.read_body(receive)
        except RequestAborted:
            return
        with body:
            loop = asyncio.get_running_loop()
            _, response = await loop.run_in_executor(self.threads, copy_context().run, self.lean.serve, scope, body)
            await send_made(response, send, self.threads, head=scope["method"] == "HEAD")
