"""What a page of text shows beside its words."""

from typing import Any

from django.http import HttpRequest

from cms.answers.shown import shows
from cms.pages.models import StandardPage
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown


@reads(StandardPage)
def standard(page: StandardPage, request: HttpRequest) -> dict[str, Any]:
    """Show the pages below, if there are any. What the councils' open data are may stand on any of them."""
    shows(request, "organisations", "goals")
    return {"below": list(children_shown(page, StandardPage).order_by("path")) if page.pk else []}
