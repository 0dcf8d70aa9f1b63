"""The API of published values and of the files that show where they come from: parse, call one query, answer."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import HAT, OPEN
from api.pagination import Cursors
from api.permissions import OpenToRead
from events.errors import NotVisible
from network.goals.api import filters, shapes
from network.goals.api.base import LIST, GoalsView
from network.goals.models import Value
from network.goals.queries import (
    evidence_visible_to,
    values_visible_to,
)
from network.goals.snapshots import plain

RETURNS = ["returns"]
_ROW = OpenApiExample(
    "A number",
    value={
        "id": "0f9d2f0a-5a53-4a3e-8d5e-0d6c1f5d2a41",
        "council": "sodertorn",
        "indicator": "platser",
        "organisation": "vavkooperativet-traden",
        "period": "b1f1c0de-6a53-4f0f-9c7e-0d6c1f5d2a41",
        "starts_on": "2016-01-01",
        "ends_on": "2016-12-31",
        "cell": "",
        "operator": "about",
        "number": "60",
        "high": None,
        "numerator": None,
        "denominator": None,
        "unit": "platser",
        "source": "Lägesrapport 2017",
        "source_page": "11",
        "measured_on": None,
        "published_at": "2017-01-24T09:30:00Z",
        "is_demo": False,
    },
    response_only=True,
)


class EvidenceFile(GoalsView):
    """A file that shows where a value comes from."""

    report_scope = True

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}, parameters=[HAT], tags=RETURNS)
    def get(self, request: Request, value: UUID) -> FileResponse:
        """Download it."""
        visible = evidence_visible_to(self.actor)
        if self.actor.reports_only:
            visible = visible.filter(report__organisation=self.actor.organisation_id)
        found = get_object_or_404(visible, pk=value)
        if not found.evidence.storage.exists(str(found.evidence.name)):
            raise NotVisible
        response = FileResponse(
            found.evidence.open("rb"),
            as_attachment=True,
            filename=found.evidence_name,
            content_type="application/octet-stream",
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


class Published(GoalsView):
    """Published values, tidy: a row for each cell."""

    serializer_class = shapes.PublishedOut
    permission_classes = (OpenToRead,)
    pagination_class = Cursors
    ordering = ("report__period__starts_on", "report__indicator__code", "pk")
    queryset = Value.objects.none()
    filterset_class = filters.ValueFilters

    @extend_schema(
        operation_id="values_list",
        responses=shapes.PublishedOut(many=True),
        parameters=LIST,
        examples=[_ROW],
        tags=["values"],
        auth=OPEN,
    )
    def get(self, request: Request) -> Response:
        """List what organisations have had approved, one row for each cell, the oldest periods first.

        To the public only what does not count people: there, what one organisation has counted is never shown.
        """
        return self.listed(values_visible_to(self.reader), lambda page: [_published(one) for one in page])


def _published(one: Value) -> dict[str, Any]:
    report = one.report
    indicator = report.indicator
    return {
        "id": str(one.pk),
        "council": indicator.council.slug,
        "indicator": indicator.code,
        "organisation": report.organisation.slug,
        "period": str(report.period_id),
        "starts_on": report.period.starts_on,
        "ends_on": report.period.ends_on,
        "cell": one.cell.key,
        "operator": one.operator,
        "number": plain(one.number),
        "high": plain(one.high),
        "numerator": plain(one.numerator),
        "denominator": plain(one.denominator),
        "unit": indicator.unit,
        "source": one.source,
        "source_page": one.source_page,
        "measured_on": one.measured_on,
        "published_at": report.published_at,
        "is_demo": indicator.is_demo,
    }
