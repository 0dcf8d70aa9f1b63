"""How a page is shown in the API and on open pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from cms.publishing.models import Standing
from live.views import renders

LAST = 2**31 - 1
"""The version of a page that is gone: nothing comes after it."""


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


def gone_view(standing: UUID) -> dict[str, Any]:
    """Return what is left of a page that has been deleted, so that nobody who follows along keeps it."""
    return {
        "kind": "page",
        "id": str(standing),
        "version": LAST,
        "page_kind": None,
        "title": None,
        "url": None,
        "organisation": None,
        "published_at": None,
        "confirm_by": None,
        "lapsed": False,
        "public": False,
    }


@renders("page")
def _pages(ids: Sequence[UUID]) -> Iterable[Mapping[str, Any]]:
    found = {one.pk: one for one in Standing.objects.filter(pk__in=ids).select_related("page")}
    return (page_view(found[pk]) if pk in found else gone_view(pk) for pk in ids)
