"""Whole addresses of pages, and the language that an address is answered in."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode, urljoin, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from cms.languages.addresses import speak

LANGUAGE = "sprak"
"""Parameter that asks for another language where the address itself has none."""


def host() -> str:
    """Return the name of this site's machine, for names that must be ours alone."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def whole(path: str) -> str:
    """Return the whole address of a path of this site."""
    return urljoin(f"{settings.BASE_URL}/", path)


def address_of(page: Page) -> str:
    """Return the whole address of a page."""
    return whole(page.get_url() or "/")


def language_of(request: HttpRequest) -> str:
    """Return the language of an address that no page stands at: what `sprak` asks for, else the site's own."""
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def in_language(path: str, language: str) -> str:
    """Return the path by which what has no language in its address is asked for in one."""
    if language == settings.LANGUAGE_CODE:
        return path
    return f"{path}{'&' if '?' in path else '?'}{LANGUAGE}={language}"


def mail_path(language: str, **about: object) -> str:
    """Return where one asks for mail in a language: `amne` chooses a topic, `sida` a page by its name in the log."""
    return in_language(f"{reverse('cms:subscribe')}?{urlencode(about)}", language)


def feed_path(name: str, language: str) -> str:
    """Return where a feed is in a language."""
    return in_language(reverse("cms:feed", args=[name]), language)


def in_its_language[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Answer in the language of the address, whatever the reader's browser asks for: all get the same."""

    @wraps(view)
    def run(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = next(one for one in args if isinstance(one, HttpRequest))
        speak(request, language_of(request))
        request.language_parameter = LANGUAGE  # type: ignore[attr-defined]  # The way to the other languages.
        return view(*args, **kwargs)

    return run
