"""Lists come in pages: `limit` (20 unless asked, at most 100), and `page`, or `cursor` where a list grows."""

from collections.abc import Sequence
from functools import reduce
from operator import attrgetter, or_
from typing import Any

from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination, PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from events.errors import Invalid

LIMIT = {
    "name": "limit",
    "in": "query",
    "required": False,
    "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
    "description": "How many at most.",
}


class Pages(PageNumberPagination):
    """`{"count", "next", "previous", "results"}`."""

    page_size = 20
    page_size_query_param = "limit"
    max_page_size = 100
    parameters = frozenset({"page", "limit"})


class Cursors(BasePagination):
    """`{"next", "results"}`: nothing comes twice or is left out, however much is added meanwhile.

    A list says in `ordering` by which columns it goes; the last of them tells every two rows apart. The place is taken
    from the row that was shown last and signed, so that nobody can ask with a cursor for what a list does not offer.
    """

    parameters = frozenset({"cursor", "limit"})

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request, self.columns = request, list(view.ordering)
        limit = _limit(request)
        if cursor := request.query_params.get("cursor"):
            queryset = queryset.filter(_after(self.columns, self._read(cursor)))
        found = list(queryset.order_by(*self.columns)[: limit + 1])
        self.goes_on = len(found) > limit
        self.last = found[limit - 1] if self.goes_on else None
        return found[:limit]

    def _salt(self) -> str:
        return "cursor " + " ".join(self.columns)

    def _read(self, cursor: str) -> list[Any]:
        try:
            place: list[Any] = signing.loads(cursor, salt=self._salt())
        except signing.BadSignature:
            words = _("This cursor is not from this list. Begin again without it.")
            raise Invalid(fields={"cursor": [words]}) from None
        return place

    def _next(self) -> str | None:
        if self.last is None:
            return None
        values = [attrgetter(one.lstrip("-").replace("__", "."))(self.last) for one in self.columns]
        cursor = signing.dumps([one if isinstance(one, int) else str(one) for one in values], salt=self._salt())
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "Where the list goes on.",
            "example": "https://arenan.example.se/api/v1/values?cursor=WyIyMDE2LTAxLTAxIl0:1vQ…",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        cursor = {
            "name": "cursor",
            "in": "query",
            "required": False,
            "schema": {"type": "string"},
            "description": "Where to go on, as `next` of the answer before gave it.",
        }
        return [cursor, LIMIT]


def _limit(request: Request) -> int:
    asked = request.query_params.get("limit", "")
    whole = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    return min(whole, Pages.max_page_size) or Pages.page_size


def _after(columns: Sequence[str], place: Sequence[Any]) -> Q:
    """Return the condition for rows that come after a place: a later first column, or the same and a later second …"""
    ways, same = [], Q()
    for column, value in zip(columns, place, strict=True):
        name = column.lstrip("-")
        ways.append(same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value}))
        same &= Q(**{name: value})
    return reduce(or_, ways)
