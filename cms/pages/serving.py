"""How a page is answered."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.answers.shown import SITE, shows
from cms.pages.models import CouncilPage


def served(
    page: CouncilPage, request: HttpRequest, serve: Callable[..., HttpResponse], *args: Any, **kwargs: Any
) -> HttpResponse:
    """Answer with the page, and say what it shows."""
    shows(request, f"page:{page.pk}", f"kind:{page.kind}", SITE)
    return serve(request, *args, **kwargs)
