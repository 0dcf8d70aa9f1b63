"""What a request asks for, as far as it decides whether an answer may be kept or used again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

Scope = dict[str, Any]
LONGEST_QUERY = 200
_ELSEWHERE = (settings.STATIC_URL, settings.MEDIA_URL, "/api/", "/redaktion/", "/livez", "/readyz")
"""What is no page: files, the API, the editors' rooms, and the questions of whoever watches the process."""
# Looked for as bytes, so that a doubtful header counts as a cookie rather than as none. "messages" holds words for
# one person.
_PERSONAL = (settings.SESSION_COOKIE_NAME.encode() + b"=", b"messages=")
_REFUSED = frozenset({b"authorization", b"content-length", b"transfer-encoding", b"range", b"acting-for"})


class Key(NamedTuple):
    """Under which an answer is kept. Parts, not one text: a path may hold a question mark of its own."""

    scheme: str
    host: str
    path: str
    query: str
    """In canonical order."""


@dataclass(slots=True)
class Asked:
    """A visitor's reading of a page: nobody is signed in, and nothing is sent but the address."""

    key: Key
    query: frozenset[str]
    """Names of the query parameters."""
    head: bool
    accepts: bytes
    tags: bytes

    @classmethod
    def of(cls, scope: Scope) -> Self | None:
        """Return what a request asks for, or nothing if it is not a visitor's reading of a page."""
        path: str = scope["path"]
        if scope["method"] not in {"GET", "HEAD"} or path.startswith(_ELSEWHERE):
            return None
        headers = _joined(scope["headers"])
        if not _REFUSED.isdisjoint(headers) or any(mark in headers.get(b"cookie", b"") for mark in _PERSONAL):
            return None
        query = _in_order(scope["query_string"])
        if query is None:
            return None
        host = headers.get(b"host", b"").decode("latin1")
        return cls(
            key=Key(_scheme(scope, headers), host, path, urlencode(query) if query else ""),
            query=frozenset(name for name, _ in query),
            head=scope["method"] == "HEAD",
            accepts=headers.get(b"accept-encoding", b""),
            tags=headers.get(b"if-none-match", b""),
        )


def _joined(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    headers: dict[bytes, bytes] = {}
    for name, value in pairs:
        headers[name] = headers[name] + b"," + value if name in headers else value
    return headers


def _in_order(query: bytes) -> list[tuple[str, str]] | None:
    if not query:
        return []
    if len(query) > LONGEST_QUERY:
        return None
    try:
        return sorted(parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict"))
    except ValueError:
        return None


def _scheme(scope: Scope, headers: dict[bytes, bytes]) -> str:
    # What Django goes by behind a proxy, so that an answer for https is never given over http.
    trusted: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
    if trusted:
        name = trusted[0].removeprefix("HTTP_").replace("_", "-").lower().encode()
        return headers.get(name, b"").decode("latin1")
    return str(scope.get("scheme", "http"))
