"""Answering at the address of a page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.languages.addresses import prefix_of, speak
from cms.pages.routing import page_at


@require_safe
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at an address, in the language of the address.

    Args:
        path: what follows the language.

    Raises:
        Http404: nothing is there; also when the whole language has no pages, where Wagtail would show Swedish ones.
    """
    code = prefix_of(request.path_info) or settings.LANGUAGE_CODE
    speak(request, code)
    page = page_at(request, code, path)
    if page is None:
        raise Http404
    return page.serve(request)
