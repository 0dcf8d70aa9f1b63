"""The API of the public search: parse, ask one query, answer."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation
from accounts.serializers import OrganisationBriefSerializer
from api.base import View
from api.openapi import FIELDS, OPEN
from api.pagination import Pages
from api.permissions import OpenToRead
from cms.search.finding import ALL_LANGUAGES, Limits, Row, find, shown
from cms.search.models import SearchEntry
from cms.search.presenting import is_over
from cms.search.scoring import Looked
from cms.search.showing import plain_excerpt_of
from council.rooms.api.base import as_uuid
from events import clock
from events.errors import Invalid

_EXAMPLE = OpenApiExample(
    "Hits",
    value={
        "count": 1,
        "next": None,
        "previous": None,
        "instead": {"upphandlng": "upphandling"},
        "only_some": False,
        "results": [
            {
                "id": "0b7a4c8e-6f0e-4f0c-8f0a-3f6f3a0a7d11",
                "kind": "policy",
                "language": "sv",
                "title": "Riktlinjer för inköp",
                "excerpt": "Reserverad upphandling: kontrakt kan reserveras för sociala företag.",
                "url": "/policy/riktlinjer-for-inkop/",
                "organisation": None,
                "date": "2017-09-04",
                "is_over": False,
            }
        ],
    },
    response_only=True,
)


class HitOut(serializers.Serializer[Any]):
    """Something that was found."""

    id = serializers.UUIDField(help_text="The page's, goal's or organisation's own id.")
    kind = serializers.ChoiceField(choices=SearchEntry.Kind.choices)
    language = serializers.CharField()
    title = serializers.CharField()
    excerpt = serializers.CharField(help_text="Its summary, or the piece of its text in which the words stand.")
    url = serializers.CharField(help_text="Address within the site.")
    organisation = OrganisationBriefSerializer(allow_null=True, help_text="Who answers for it.")
    date = serializers.DateField(allow_null=True)
    is_over = serializers.BooleanField(help_text="It no longer holds or goes on.")


class FoundOut(serializers.Serializer[Any]):
    """A page of what was found, the best first."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    instead = serializers.DictField(
        child=serializers.CharField(), help_text="Words that nothing holds, and those looked for in their place."
    )
    only_some = serializers.BooleanField(help_text="Nothing holds all of the words; these hold some of them.")
    results = HitOut(many=True)


class PublicSearch(View):
    """Search in everything that is public."""

    permission_classes = (OpenToRead,)
    serializer_class = HitOut
    pagination_class = Pages
    queryset = SearchEntry.objects.none()
    strict = True
    query: ClassVar[tuple[str, ...]] = ("q", "kind", "organisation", "year", "language")

    @extend_schema(
        operation_id="public_search",
        responses=FoundOut,
        parameters=[
            OpenApiParameter("q", str, description="Words, and phrases in quotation marks; 200 characters count."),
            OpenApiParameter("kind", str, enum=SearchEntry.Kind.values),
            OpenApiParameter("organisation", OpenApiTypes.UUID, description="Id of who answers for it."),
            OpenApiParameter("year", int),
            OpenApiParameter("language", str, description="Only what is in this language, such as `sv`."),
            OpenApiParameter("page", int),
            OpenApiParameter("limit", int, description="How many, at most 100."),
            FIELDS,
        ],
        examples=[_EXAMPLE],
        tags=["search"],
        auth=OPEN,
    )
    def get(self, request: Request) -> Response:
        """Find pages, public goals and the councils' organisations; all there are when `q` asks for no word."""
        asked = request.query_params
        limits = Limits(
            kind=self._kind(asked.get("kind", "")),
            organisation=as_uuid(asked["organisation"], "organisation") if asked.get("organisation") else None,
            year=self._year(asked.get("year", "")),
            language=asked.get("language", "") or ALL_LANGUAGES,
        )
        found = find(asked.get("q", ""), limits)
        answer = self.paged(found.rows, lambda page: hit_views(page, found.looked))  # type: ignore[arg-type]
        answer.data |= {"instead": found.looked.instead, "only_some": found.looked.only_some}
        return answer

    def _kind(self, text: str) -> str:
        if text and text not in SearchEntry.Kind.values:
            raise Invalid(fields={"kind": [_("There is no such kind. Those there are: %s.") % _kinds()]})
        return text

    def _year(self, text: str) -> int | None:
        if text and not (text.isascii() and text.isdigit() and len(text) == 4):
            raise Invalid(fields={"year": [_("Write a year, for example 2017.")]})
        return int(text) if text else None


def hit_views(rows: Iterable[Row], looked: Looked) -> list[dict[str, Any]]:
    """Return hits as they look from outside."""
    today = timezone.localdate(clock.now())
    return [
        {
            "id": str(one.object),
            "kind": one.kind,
            "language": one.language,
            "title": one.title,
            "excerpt": plain_excerpt_of(one, looked),
            "url": one.url,
            "organisation": _brief(one.organisation),
            "date": one.date,
            "is_over": is_over(one, today),
        }
        for one in shown(rows)
    ]


def _brief(organisation: Organisation | None) -> Any:
    return OrganisationBriefSerializer(organisation).data if organisation else None


def _kinds() -> str:
    return ", ".join(SearchEntry.Kind.values)
