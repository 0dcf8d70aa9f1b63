"""Which language a page's address stands for: Swedish without a prefix, another one behind its code (`/en/…`)."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

_PREFIX = re.compile(r"^/?([a-z]{2,3}(?:-[a-z]+)?)/")


def prefix_of(path: str) -> str:
    """Return the code of the language that an address begins with, or nothing when it begins with none.

    Args:
        path: address within the site, with or without the slash it begins with.
    """
    found = _PREFIX.match(path)
    code = found[1] if found else ""
    return code if code != settings.LANGUAGE_CODE and code in dict(settings.LANGUAGES) else ""


def speak(request: HttpRequest, code: str) -> None:
    """Answer `request` in a language whatever its sender prefers. The answer is then the same for everybody."""
    translation.activate(code)
    request.LANGUAGE_CODE = request.page_language = code  # type: ignore[attr-defined]


class LanguagePattern(LocalePrefixPattern):
    """The part of a page's address that says the language.

    Unlike Django's own, an address is recognised by itself, whichever language is active. An address is still written
    for the active language, as Wagtail asks when it writes the address of a page in the page's language.
    """

    def __init__(self) -> None:
        super().__init__(prefix_default_language=False)

    def match(self, path: str) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return what follows the language."""
        code = prefix_of(path)
        return path.removeprefix(f"{code}/") if code else path, (), {}

    def __str__(self) -> str:
        return ""
