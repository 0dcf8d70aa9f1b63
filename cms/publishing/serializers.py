"""How a page is shown in the API and on open pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from cms.publishing.models import Standing
from live.views import renders


def page_view(standing: Standing) -> dict[str, Any]:
    """Return what everybody may know of a page; of one that is not public only that it is not."""
    page = standing.page
    shown = standing.public
    return {
        "kind": "page",
        "id": str(standing.pk),
        "version": standing.version,
        "page_kind": standing.kind,
        "title": page.title if shown else None,
        "url": page.url if shown else None,
        "organisation": str(standing.organisation_id),
        "published_at": page.last_published_at if shown else None,
        "confirm_by": standing.confirm_by,
        "lapsed": standing.lapsed_at is not None,
        "public": shown,
    }


@renders("page")
def _pages(ids: Sequence[UUID]) -> Iterable[Mapping[str, Any]]:
    return map(page_view, Standing.objects.filter(pk__in=ids).select_related("page"))
