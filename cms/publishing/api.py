"""The API of how fresh the public pages are: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import View
from api.openapi import FIELDS, HAT, KEY, OPEN
from api.pagination import Pages
from api.permissions import OpenToRead
from cms.publishing import actions
from cms.publishing.models import Standing
from cms.publishing.queries import State, in_state, pages_followed_by
from cms.publishing.serializers import page_view
from events import clock

PAGES = ["pages"]
_PAGE = OpenApiExample(
    "A page",
    value={
        "kind": "page",
        "id": "0b7a4c8e-6f0e-4f0c-8f0a-3f6f3a0a7d11",
        "version": 3,
        "page_kind": "measure",
        "title": "Lönebidrag",
        "url": "/stod/lonebidrag/",
        "organisation": "5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41",
        "published_at": "2017-09-04T08:00:00Z",
        "confirm_by": "2018-09-04",
        "lapsed": False,
        "public": True,
    },
    response_only=True,
)


class PageOut(serializers.Serializer[Any]):
    """A page of the public site, and by when its owner is to confirm it."""

    kind = serializers.ChoiceField(choices=["page"])
    id = serializers.UUIDField()
    version = serializers.IntegerField(help_text="How many times what the public is shown has changed.")
    page_kind = serializers.CharField(help_text="What kind of page it is, such as `measure` or `step`.")
    title = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True, help_text="Address within the site.")
    organisation = serializers.UUIDField(help_text="Who answers for what it says.")
    published_at = serializers.DateTimeField(allow_null=True)
    confirm_by = serializers.DateField()
    lapsed = serializers.BooleanField(help_text="Nobody confirmed it in time: it is in no list, search or feed.")
    public = serializers.BooleanField()


class PageFilters(filters.FilterSet):  # type: ignore[misc]
    """Pages."""

    state = filters.ChoiceFilter(choices=State.choices, method="by_state", label="What is to be done about it.")
    organisation = filters.UUIDFilter("organisation", label="Id of the owner.")

    class Meta:
        model = Standing
        fields: list[str] = []

    def by_state(self, found: QuerySet[Standing], _name: str, value: str) -> QuerySet[Standing]:
        """Keep the pages that are to be confirmed within thirty days, are late, or have lapsed."""
        return in_state(found, value, clock.today())


class PublicPages(View):
    """The pages of the public site."""

    permission_classes = (OpenToRead,)
    serializer_class = PageOut
    pagination_class = Pages
    queryset = Standing.objects.none()
    filterset_class = PageFilters
    strict = True

    @extend_schema(
        operation_id="pages_list",
        responses=PageOut(many=True),
        parameters=[FIELDS, HAT],
        examples=[_PAGE],
        tags=PAGES,
        auth=OPEN,
    )
    def get(self, request: Request) -> Response:
        """List the public pages, the first to be confirmed first.

        What has lapsed is listed for its owner, and for those who work in the editors' rooms.
        """
        found = self.filter_queryset(pages_followed_by(self.reader)).order_by("confirm_by", "pk")
        return self.paged(found, lambda page: [page_view(one) for one in page])


class Confirmation(View):
    """Whether a page is still true."""

    serializer_class = PageOut
    queryset = Standing.objects.none()

    @extend_schema(
        operation_id="pages_confirm",
        request=None,
        responses=PageOut,
        parameters=[KEY, HAT],
        examples=[_PAGE],
        tags=PAGES,
    )
    def post(self, request: Request, page: UUID) -> Response:
        """Say that a page is still true. One that had lapsed is in the lists again."""
        found = get_object_or_404(pages_followed_by(self.actor), pk=page)
        return Response(page_view(self.act(actions.confirm_page, standing=found)))
