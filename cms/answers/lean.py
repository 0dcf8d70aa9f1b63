"""Making a visitor's page with as little around it as possible.

Django's own ASGI handler opens a thread and a database connection for every request, and crosses between threads for
each signal and at the end of the answer. A page for somebody who has not signed in needs none of that: it is made from
start to end in one of a few lasting threads, each with a lasting connection, through the same middleware.
"""

from concurrent.futures import Executor, ThreadPoolExecutor
from io import BytesIO
from threading import local

from django.core import signals
from django.core.handlers.asgi import ASGIRequest, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from cms.answers.asked import Scope

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
        """Make the answer. Called in one of the threads.

        Raises:
            DatabaseError: there is no connection to be had.
        """
        self._connect()
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=type(self), scope=scope)
        try:
            request = ASGIRequest(scope, BytesIO())
        except UnicodeDecodeError:
            return None, HttpResponseBadRequest()
        response = self.get_response(request)
        if not response.streaming:
            response.close()
        return request, response

    def _connect(self) -> None:
        if getattr(self._mine, "round", 0) != self._round:
            connection.close()
            self._mine.round = self._round
        connection.ensure_connection()
        # At the end of a request Django closes what has come of age. The thread lives on, and so may its connection;
        # one that no longer works is closed all the same.
        connection.close_at = None
