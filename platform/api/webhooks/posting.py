"""Sending one signed message to one address, within ten seconds, whatever the receiver does."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError, SSLError

from accounts.text import has_personal_number
from api.webhooks.addresses import Target, UnknownHost, look_up, parse
from api.webhooks.models import Attempt
from events.errors import Invalid

PATIENCE = 10.0
"""Seconds for all of it: finding the host, connecting, sending, and hearing the answer."""
MOST_READ = 4096
MOST_KEPT = 500
MOST_ADDRESSES = 4


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: the status if there was an answer, else why there was none."""

    milliseconds: int
    status: int | None = None
    error: str = ""
    excerpt: str = ""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Send `body` to `url` once. Nothing is followed, and of the answer no more than its beginning is read."""
    clock = _Clock(PATIENCE)
    status, excerpt, error = None, "", ""
    try:
        target = parse(url)
        connection = _connect(target, look_up(target), clock)
        with clock.cutting(connection):
            response = _ask(connection, target, body, headers)
            if clock.left() <= 0:  # A head that was cut off looks like one that has ended.
                raise TimeoutError
            status, excerpt = response.status, _excerpt(response)
        error = _fault(status)
    except UnknownHost:
        error = Attempt.Error.UNKNOWN_HOST
    except Invalid:
        error = Attempt.Error.ADDRESS
    except (SSLError, ssl.SSLError) as failure:
        error = Attempt.Error.CERTIFICATE if _is_about_trust(failure) else Attempt.Error.CONNECTION
    except (HTTPError, HTTPException, OSError, ValueError) as failure:
        error = Attempt.Error.TIMEOUT if clock.left() <= 0 or _is_late(failure) else Attempt.Error.CONNECTION
    return Outcome(clock.milliseconds(), status, error, excerpt)


def _fault(status: int) -> str:
    if 200 <= status < 300:
        return ""
    return Attempt.Error.REDIRECT if 300 <= status < 400 else Attempt.Error.STATUS


def _is_late(failure: Exception) -> bool:
    if isinstance(failure, NewConnectionError):  # Refused; for the library that is a kind of timeout.
        return False
    return isinstance(failure, ConnectTimeoutError | ReadTimeoutError | TimeoutError)


def _is_about_trust(failure: BaseException | None) -> bool:
    while failure is not None:
        if isinstance(failure, ssl.CertificateError):
            return True
        failure = failure.args[0] if failure.args and isinstance(failure.args[0], BaseException) else failure.__cause__
    return False


class _Clock:
    """How much is left of the time that an attempt may take."""

    def __init__(self, patience: float) -> None:
        self._started, self._patience = time.monotonic(), patience

    def left(self) -> float:
        return self._started + self._patience - time.monotonic()

    def milliseconds(self) -> int:
        return round((time.monotonic() - self._started) * 1000)

    @contextmanager
    def cutting(self, connection: HTTPConnection) -> Iterator[None]:
        """Cut the connection when the time is over: a receiver that trickles would outlast any timeout of its parts."""
        timer = threading.Timer(max(0.0, self.left()), _cut, [connection])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            connection.close()


def _cut(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _connect(target: Target, addresses: list[str], clock: _Clock) -> HTTPConnection:
    """Return a connection to the first of the addresses that takes one.

    It goes to the number that was looked at; the certificate must be that of the name.
    """
    failure: Exception = TimeoutError()
    for address in addresses[:MOST_ADDRESSES]:
        if clock.left() <= 0:
            raise TimeoutError
        connection = _connection(target, address, clock)
        try:
            connection.connect()
        except (NewConnectionError, ConnectTimeoutError) as refused:
            connection.close()
            failure = refused
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise failure


def _connection(target: Target, address: str, clock: _Clock) -> "_Plain":
    if target.scheme == "http":
        return _Plain(address, target.port, clock=clock)
    return _Secure(
        address, target.port, clock=clock, ssl_context=ssl.create_default_context(), server_hostname=target.host
    )


class _Plain(HTTPConnection):
    """A connection whose later steps get what its first has left of the time."""

    def __init__(self, *where: Any, clock: _Clock, **more: Any) -> None:
        super().__init__(*where, timeout=clock.left(), **more)
        self._clock = clock

    def _new_conn(self) -> socket.socket:
        found = super()._new_conn()
        found.settimeout(max(0.001, self._clock.left()))  # Holds for the TLS handshake as a whole.
        return found


class _Secure(_Plain, HTTPSConnection):
    """The same over TLS."""


def _ask(connection: HTTPConnection, target: Target, body: bytes, headers: Mapping[str, str]) -> HTTPResponse:
    # The path goes as it was checked: a request to an address would take that apart once more, in its own way.
    sent = {"Host": target.authority, "Accept-Encoding": "identity", **headers}
    connection.request("POST", target.path, body=body, headers=sent, preload_content=False, decode_content=False)
    return connection.getresponse()


def _excerpt(response: HTTPResponse) -> str:
    """Return how an answer begins, as a line that can be stored and shown."""
    try:
        text = response.read(MOST_READ).decode("utf-8", errors="replace")
    except (HTTPError, HTTPException, OSError):
        return ""  # The status is the answer; what follows is only for the delivery log.
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:MOST_KEPT]
    return "" if has_personal_number(shown) else shown
