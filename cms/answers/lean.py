"""Making a visitor's page with as little around it as possible.

Django's own ASGI handler opens a thread and a database connection for every request, and crosses between threads for
each signal and at the end of the answer. A page for somebody who has not signed in needs none of that: it is made from
start to end in one of a few lasting threads, each with a lasting connection, through the same middleware.
"""

from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from threading import local
from typing import IO

from django.core import signals
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.asgi import ASGIRequest, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from cms.answers.asked import Scope
from events.connections import keep_connection

THREADS = 4
"""At once in a process. Pages are made by the processor, not by waiting; more would only take turns."""


class Lean(BaseHandler):
    """Answers requests that bring nothing but an address."""

    def __init__(self, threads: Executor | None = None) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self.threads = threads or ThreadPoolExecutor(THREADS, thread_name_prefix="answers")
        self._mine = local()
        self._round = 0

    def distrust(self) -> None:
        """Let every thread connect to the database anew: it has been out of reach."""
        self._round += 1

    def answer(self, scope: Scope) -> tuple[HttpRequest | None, HttpResponseBase]:
        """Make the answer to a visitor. Called in one of the threads.

        Raises:
            DatabaseError: there is no connection to be had.
        """
        if getattr(self._mine, "round", 0) != self._round:
            connection.close()
            self._mine.round = self._round
        keep_connection()
        return self._made(scope, BytesIO())

    def serve(self, scope: Scope, body: IO[bytes]) -> tuple[HttpRequest | None, HttpResponseBase]:
        """Make the answer to any request, in a thread that lasts; without a database Django says what is to be said."""
        with suppress(DatabaseError):
            keep_connection()
        return self._made(scope, body)

    def _made(self, scope: Scope, body: IO[bytes]) -> tuple[HttpRequest | None, HttpResponseBase]:
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=type(self), scope=scope)
        try:
            request = ASGIRequest(scope, body)
        except UnicodeDecodeError:
            return None, HttpResponseBadRequest()
        except RequestDataTooBig:
            return None, HttpResponse(status=413)
        response = self.get_response(request)
        if not response.streaming:
            response.close()
        return request, response
