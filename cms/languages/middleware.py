"""Chooses the language of each answer.

A page of the public site is in the language of its address (`cms.languages.addresses`): the same for everybody, so that
it can be kept and found. All else is in the language that the reader has chosen, or that their browser asks for; only
languages that are complete are offered there.
"""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from cms.languages.addresses import prefix_of, speak


class LanguageMiddleware:
    """Activates a language for the request, and says in the answer which it was and what that hung on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = prefix_of(request.path_info)
        if code:
            speak(request, code)
        else:
            translation.activate(_chosen(request))
            request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        page = getattr(request, "page_language", "")
        if not page:
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", page or translation.get_language() or settings.LANGUAGE_CODE)
        return response


def _chosen(request: HttpRequest) -> str:
    """Return the first complete language that the reader wants."""
    for code in _wanted(request):
        for known in (code, code.partition("-")[0]):
            if known in settings.INTERFACE_LANGUAGES:
                return known
    return settings.LANGUAGE_CODE


def _wanted(request: HttpRequest) -> Iterator[str]:
    yield request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "").lower()
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code == "*":
            return
        yield code
