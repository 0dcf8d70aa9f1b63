"""Answering at the address of a page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve

from cms.languages.addresses import prefix_of, speak


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
    found = Page.route_for_request(request, path)
    if found is None or found.page.locale.language_code != code:
        raise Http404
    answer: HttpResponse = serve(request, path)
    return answer
