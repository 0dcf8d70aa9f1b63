"""What each kind of page shows beside its own words. A kind enters a function, which reads what the reader may see."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from cms.answers.prepared import prepared
from cms.pages.models import CouncilPage

Reader = Callable[[Any, HttpRequest], dict[str, Any]]
_readers: dict[type[CouncilPage], Reader] = {}


def reads(page_type: type[CouncilPage]) -> Callable[[Reader], Reader]:
    """Enter a function as the reader of a kind of page."""

    def decorate(function: Reader) -> Reader:
        _readers[page_type] = function
        return function

    return decorate


def context_of(page: CouncilPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a page needs beside the page."""
    found = _readers.get(type(page))
    if found is None:
        return {}
    return prepared(request, ("context", page.pk), lambda: found(page, request))
