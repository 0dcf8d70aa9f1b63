"""Finding the page at an address.

Wagtail goes down the tree, with two queries for every step, and looks for restrictions on each page it passes. Here no
page has such restrictions (a page is public or it is not), addresses do not depend on the way, and a page comes with
all that every page shows of itself.
"""

from copy import copy

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.models.sites import Site

from cms.answers.prepared import prepared
from cms.answers.shown import SITE, shows
from cms.pages.models import CouncilPage
from cms.pages.structure import structure

BESIDE = ("organisation", "standing", "picture", "locale")
"""What every page shows of itself."""


def page_at(request: HttpRequest, language: str, path: str) -> CouncilPage | None:
    """Return the public page at an address, or None.

    Args:
        language: which the address stands for.
        path: what follows the language in it.
    """
    site, page = prepared(request, ("page", language, path), lambda: _find(request, language, path))
    if site is not None:
        request._wagtail_site = site  # type: ignore[attr-defined]
    return copy(page) if page is not None else None  # Wagtail and templates write on it.


def _find(request: HttpRequest, language: str, path: str) -> tuple[Site | None, CouncilPage | None]:
    shows(request, SITE)
    site, there = Site.find_for_request(request), structure(language, request)
    if site is None or there is None or there.start.language != language:
        return site, None
    slugs = [slug for slug in path.split("/") if slug]
    if not slugs:
        return site, _specific(Page.objects.filter(pk=there.start.pk).first(), request)
    # By its own name first, which has an index; the whole address tells those of the same name apart.
    below = Page.objects.filter(slug=slugs[-1], path__startswith=there.start.path, depth=2 + len(slugs), live=True)
    way = "/".join(slugs)
    found = next((one for one in below if one.url_path.split("/", 2)[2] == f"{way}/"), None)
    return site, _specific(found, request)


def _specific(page: Page | None, request: HttpRequest) -> CouncilPage | None:
    kind = page.specific_class if page is not None else None
    if page is None or kind is None or not issubclass(kind, CouncilPage):
        return None
    shows(request, f"page:{page.pk}")
    found: CouncilPage | None = kind.objects.select_related(*BESIDE).filter(pk=page.pk).first()
    return found
