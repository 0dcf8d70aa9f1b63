"""Walking through the editors' rooms: every address there is, and every link one finds."""

import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PREFIX = "redaktion/"
LINK = re.compile(r"""["'(](/(?:redaktion|media)/[^"'()\s<>\\]*)""")


@dataclass(frozen=True)
class Address:
    """A pattern of addresses under the editors' rooms."""

    name: str
    namespace: str
    route: str
    parameters: tuple[str, ...]

    def filled(self, values: dict[str, Any]) -> str:
        """Return one address of the pattern."""
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), self.route)
        path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda found: str(values[found[1]]), path)
        return "/" + re.sub(r"[\^$]|\\(?=\.)", "", path).replace(".*", "annat")


def addresses() -> Iterator[Address]:
    """Return every pattern, from the house's own list of addresses."""
    yield from _walk(get_resolver().url_patterns, "", "", ())


def _walk(patterns: Any, before: str, namespace: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for one in patterns:
        route = before + str(one.pattern)
        here = (*parameters, *_parameters(one))
        if isinstance(one, URLResolver):
            if not route or PREFIX.startswith(route) or route.startswith(PREFIX):
                inner = ":".join(filter(None, [namespace, one.namespace or ""]))
                yield from _walk(one.url_patterns, route, inner, here)
        elif isinstance(one, URLPattern) and route.startswith(PREFIX):
            yield Address(":".join(filter(None, [namespace, one.name or ""])), namespace, route, here)


def _parameters(one: URLPattern | URLResolver) -> tuple[str, ...]:
    pattern = one.pattern
    return (
        (*getattr(pattern, "converters", {}), *getattr(getattr(pattern, "regex", None), "groupindex", {}))
        if (not getattr(pattern, "converters", None))
        else tuple(pattern.converters)
    )


def fillings(address: Address, values: Callable[[Address, str], list[Any]], most: int = 12) -> Iterator[dict[str, Any]]:
    """Return what to put in an address: every value of each part, in combination, up to a number."""
    parts = [[(name, value) for value in values(address, name)] for name in dict.fromkeys(address.parameters)]
    yield from (dict(chosen) for chosen in itertools.islice(itertools.product(*parts), most))


def text_of(answer: Any) -> str:
    """Return all that an answer says: headers, body, and what is in a packed file."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body += b"".join(archive.read(name) for name in archive.namelist())
    headers = " ".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{body.decode('utf-8', 'replace')}"


def links_in(text: str) -> set[str]:
    """Return the addresses of the editors' rooms and of media that an answer holds."""
    return {found.replace("&amp;", "&") for found in LINK.findall(text)}


def crawl(client: Client, start: str, visit: Callable[[str, Any], None], most: int = 400) -> int:
    """Follow every link from `start`, once per page whatever its query, and show each answer to `visit`."""
    waiting, seen, count = [start], {start}, 0
    while waiting and count < most:
        url = waiting.pop(0)
        if "logout" in url or "logga-ut" in url:
            continue
        answer = client.get(url)
        count += 1
        visit(url, answer)
        if not answer.streaming and "text/html" in answer.get("Content-Type", ""):
            for link in sorted(links_in(answer.content.decode("utf-8", "replace"))):
                key = link.split("?")[0]
                if key not in seen:
                    seen.add(key)
                    waiting.append(link)
    return count
