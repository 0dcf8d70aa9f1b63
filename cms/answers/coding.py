"""Codings of a body and the tags of its forms.

Compressing is safe here: what is kept holds no secret and nothing that a reader sent (no token, no nonce, no name), so
its length tells nobody anything.
"""

import gzip
import hashlib

import brotli  # type: ignore[import-untyped]

CODINGS = {"br": b"br", "gzip": b"gzip"}
"""What can be sent beside the plain body, the smallest first."""


def tag_of(body: bytes) -> str:
    """Return what identifies a body."""
    return hashlib.sha256(body).hexdigest()[:32]


def etag(tag: str, coding: str) -> bytes:
    """Return the strong ETag of a body in a coding: another coding is another sequence of bytes."""
    return f'"{tag}-{coding}"'.encode() if coding else f'"{tag}"'.encode()


def compressed(body: bytes, coding: str) -> bytes:
    """Return a body in a coding."""
    if coding == "br":
        found: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=6)
        return found
    return gzip.compress(body, 6, mtime=0)


def chosen(accepts: bytes) -> str:
    """Return the coding to use for an Accept-Encoding header, "" for none.

    >>> chosen(b"gzip, deflate, br"), chosen(b"gzip;q=0.5, br;q=0"), chosen(b"")
    ('br', 'gzip', '')
    """
    wanted = {}
    for part in accepts.lower().split(b","):
        name, _, weight = part.partition(b";")
        wanted[name.strip()] = weight.replace(b" ", b"") not in {b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"}
    return next((name for name, sent in CODINGS.items() if wanted.get(sent)), "")


def matches(header: bytes, tag: bytes) -> bool:
    """Return whether an If-None-Match header names a tag, compared weakly as RFC 9110 says."""
    return header.strip() == b"*" or tag in {part.strip().removeprefix(b"W/") for part in header.split(b",")}
