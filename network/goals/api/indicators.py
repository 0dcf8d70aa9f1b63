"""The API of what is measured, what it should become and who reports it: parse, call one query or action, answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import AS_OF, FIELDS, HAT, OPEN
from api.pagination import Pages
from api.permissions import OpenToRead
from events.errors import Invalid, NotVisible
from network.councils import councils
from network.goals import actions
from network.goals.api import filters, inputs, shapes
from network.goals.api.base import CHANGE, LIST, READ, WRITE, GoalsView, indicator_pictures
from network.goals.models import Assignment, Dimension, Goal, Indicator
from network.goals.queries import goals_visible_to, indicators_visible_to, is_around
from network.goals.serializers import (
    AssignmentSerializer,
    DimensionSerializer,
    TargetSerializer,
    cell_view,
    indicator_view,
)

INDICATORS = ["indicators"]
_INDICATOR: dict[str, Any] = {
    "name": "Platser för arbetsträning",
    "definition": "Platser som kan tas i bruk den 31 december.",
    "unit": "platser",
    "measure": "stock",
    "calendar": "year",
    "plausible_high": "500",
    "threshold": 0,
}
_NEW = OpenApiExample(
    "An indicator",
    value={"goal": "5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41", "code": "platser", **_INDICATOR},
    request_only=True,
)
_CHANGED = OpenApiExample("An indicator", value=_INDICATOR, request_only=True)
_TARGET = OpenApiExample("A target", value={"on": "2019-12-31", "number": "280"}, request_only=True)
_CELL = OpenApiParameter("cell", str, description="Key of one cell; `total` for the one that is not broken down.")


class OnIndicator(GoalsView):
    """Base: the indicator named in the address, if the actor may read it."""

    def indicator(self) -> Indicator:
        return get_object_or_404(indicators_visible_to(self.reader), pk=self.kwargs["indicator"])

    def own(self) -> Indicator:
        """Return it, if the actor sees it as those do who share it: who reports what is not public."""
        found = self.indicator()
        if not is_around(self.reader, found.council_id):
            raise NotVisible
        return found

    def answer(self, indicator: Indicator, code: int = 200) -> Response:
        """Answer with an indicator as it is now."""
        at = self.as_of()
        found = Indicator.objects.filter(pk=indicator.pk).select_related("goal", "council", "single_source")
        if at is not None:
            found = found.filter(added_at__lte=at)
        pictures = indicator_pictures(self.reader, found, at)
        if not pictures:
            raise NotVisible
        return self.whole(indicator_view(pictures[0], whole=True), indicator, code)


class Indicators(OnIndicator):
    """Indicators."""

    serializer_class = shapes.IndicatorOut
    permission_classes = (OpenToRead,)
    pagination_class = Pages
    queryset = Indicator.objects.none()
    filterset_class = filters.IndicatorFilters
    query = ("as_of",)

    @extend_schema(
        operation_id="indicators_list",
        responses=shapes.IndicatorOut(many=True),
        parameters=[*LIST, AS_OF],
        tags=INDICATORS,
        auth=OPEN,
    )
    def get(self, request: Request) -> Response:
        """List the indicators one may read with their figures, status and trend."""
        at = self.as_of()
        found = indicators_visible_to(self.reader).order_by("council__slug", "goal__number", "name", "pk")
        if at is not None:
            found = found.filter(added_at__lte=at)

        def show(page: Iterable[Indicator]) -> list[dict[str, Any]]:
            return [indicator_view(one) for one in indicator_pictures(self.reader, page, at)]

        return self.listed(found, show)

    @extend_schema(
        request=inputs.IndicatorIn,
        responses={201: shapes.IndicatorDetailOut},
        parameters=WRITE,
        examples=[_NEW],
        tags=INDICATORS,
    )
    def post(self, request: Request) -> Response:
        """Decide to measure something for a goal. Its code and the ways it is broken down are given once."""
        asked = self.parsed(inputs.IndicatorIn)
        goal = self.found(goals_visible_to(self.actor), "goal", pk=asked.pop("goal"))
        dimensions = self._dimensions(goal, asked.pop("dimensions"))
        made = self.act(
            actions.add_indicator, goal=goal, code=asked.pop("code"), dimensions=dimensions, **described(self, asked)
        )
        return self.answer(made, status.HTTP_201_CREATED)

    def _dimensions(self, goal: Goal, wanted: list[UUID]) -> list[Dimension]:
        there = {one.pk: one for one in Dimension.objects.filter(council=goal.council_id, pk__in=wanted)}
        if len(there) != len(wanted):
            raise NotVisible(fields={"dimensions": [NotVisible.message]})
        return [there[one] for one in wanted]


def described(view: GoalsView, asked: dict[str, Any]) -> dict[str, Any]:
    """Return a definition as the actions take it."""
    source = view.organisation(asked["single_source"], "single_source")
    kind = asked.pop("measure")
    return {**asked, "kind": kind, "single_source": source}


class OneIndicator(OnIndicator):
    """An indicator."""

    serializer_class = shapes.IndicatorDetailOut
    permission_classes = (OpenToRead,)
    query = ("as_of",)

    @extend_schema(responses=shapes.IndicatorDetailOut, parameters=[*READ, AS_OF], tags=INDICATORS, auth=OPEN)
    def get(self, request: Request, indicator: UUID) -> Response:
        """Show an indicator with every cell, its targets, status and trend.

        With `as_of` the figures are those of then, the definition is that of now.
        """
        return self.answer(self.indicator())

    @extend_schema(
        request=inputs.IndicatorChangeIn,
        responses=shapes.IndicatorDetailOut,
        parameters=CHANGE,
        examples=[_CHANGED],
        tags=INDICATORS,
    )
    def put(self, request: Request, indicator: UUID) -> Response:
        """Change a definition; all of it is sent. Unit and rules cannot change once a value stands (409)."""
        found, expected = self.indicator(), self.expected_revision()
        asked = described(self, self.parsed(inputs.IndicatorChangeIn))
        return self.answer(self.act(actions.change_indicator, indicator=found, expected=expected, **asked))


class Series(OnIndicator):
    """An indicator's figures over time."""

    serializer_class = shapes.SeriesOut
    permission_classes = (OpenToRead,)
    query = ("as_of", "cell")

    @extend_schema(responses=shapes.SeriesOut, parameters=[AS_OF, _CELL, FIELDS, HAT], tags=INDICATORS, auth=OPEN)
    def get(self, request: Request, indicator: UUID) -> Response:
        """Show the figure of every period in every cell, with its parts for those who share it."""
        at, found = self.as_of(), self.indicator()
        if at is not None and found.added_at > at:
            raise NotVisible
        (picture,) = indicator_pictures(self.reader, [found], at)
        cells = [cell_view(one, parts=not picture.public) for one in picture.cells]
        wanted = request.query_params.get("cell")
        if wanted is not None:
            key = "" if wanted == "total" else wanted
            cells = [one for one in cells if one["cell"] == key]
            if not cells:
                raise Invalid(fields={"cell": ["total, " + ", ".join(c.cell.key for c in picture.cells if c.cell.key)]})
        view = {"indicator": str(found.pk), "code": found.code, "unit": found.unit, "as_of": at, "cells": cells}
        return Response(self.with_chosen_fields([view])[0])


class Targets(OnIndicator):
    """What an indicator should become."""

    serializer_class = shapes.TargetsOut

    @extend_schema(responses=shapes.TargetsOut, parameters=[HAT], tags=INDICATORS)
    def get(self, request: Request, indicator: UUID) -> Response:
        """List every version of every target; the newest for a day holds, unless it is withdrawn."""
        found = self.own().targets.select_related("organisation", "cell").order_by("on", "number_version")
        return Response({"results": TargetSerializer(found, many=True).data})

    @extend_schema(
        request=inputs.TargetIn,
        responses={201: shapes.TargetOut},
        parameters=WRITE,
        examples=[_TARGET],
        tags=INDICATORS,
    )
    def post(self, request: Request, indicator: UUID) -> Response:
        """Set a target, change it with a reason, or withdraw it. Confirmed parts in the goal are asked for again."""
        found, asked = self.own(), self.parsed(inputs.TargetIn)
        organisation = self.organisation(asked.pop("organisation"))
        made = self.act(actions.set_target, indicator=found, organisation=organisation, **asked)
        return Response(TargetSerializer(made).data, status=status.HTTP_201_CREATED)


class Assignments(OnIndicator):
    """Who reports an indicator."""

    serializer_class = shapes.AssignmentsOut

    @extend_schema(responses=shapes.AssignmentsOut, parameters=[HAT], tags=INDICATORS)
    def get(self, request: Request, indicator: UUID) -> Response:
        """List the organisations that report it now, and who does it there."""
        found = self.own().assignments.filter(ended_at__isnull=True)
        found = found.select_related("organisation", "reporter", "deputy")
        return Response({"results": AssignmentSerializer(found, many=True).data})

    @extend_schema(
        request=inputs.AssignmentIn, responses={201: AssignmentSerializer}, parameters=WRITE, tags=INDICATORS
    )
    def post(self, request: Request, indicator: UUID) -> Response:
        """Let an organisation report it, or change who does it there."""
        found, asked = self.own(), self.parsed(inputs.AssignmentIn)
        made = self.act(
            actions.assign_reporter,
            indicator=found,
            organisation=self.organisation(asked["organisation"]),
            reporter=self.person(asked["reporter"], "reporter"),
            deputy=self.person(asked["deputy"], "deputy"),
        )
        return Response(AssignmentSerializer(made).data, status=status.HTTP_201_CREATED)


class OneAssignment(GoalsView):
    """An organisation's task to report."""

    @extend_schema(request=None, responses={204: None}, parameters=WRITE, tags=INDICATORS)
    def delete(self, request: Request, assignment: UUID) -> Response:
        """End it. What has been reported stands."""
        around = councils().around(self.actor).values("pk")
        found = Assignment.objects.filter(indicator__council__in=around).select_related("indicator")
        self.act(actions.end_reporting, assignment=get_object_or_404(found, pk=assignment))
        return Response(status=status.HTTP_204_NO_CONTENT)


class Dimensions(GoalsView):
    """Ways to break figures down."""

    serializer_class = shapes.DimensionOut
    pagination_class = Pages
    queryset = Dimension.objects.none()
    filterset_class = filters.DimensionFilters

    @extend_schema(
        operation_id="dimensions_list", responses=shapes.DimensionOut(many=True), parameters=LIST, tags=INDICATORS
    )
    def get(self, request: Request) -> Response:
        """List those of one's councils."""
        around = councils().around(self.actor).values("pk")
        found = Dimension.objects.filter(council__in=around).select_related("council").prefetch_related("categories")
        return self.listed(
            found.order_by("council__slug", "name", "pk"),
            lambda page: DimensionSerializer(page, many=True).data,  # type: ignore[arg-type]
        )

    @extend_schema(request=inputs.DimensionIn, responses={201: shapes.DimensionOut}, parameters=WRITE, tags=INDICATORS)
    def post(self, request: Request) -> Response:
        """Make it possible to break figures down in one more way, by groups that together make up everything."""
        asked = self.parsed(inputs.DimensionIn)
        made = self.act(actions.add_dimension, council=self.council(asked.pop("council")), **asked)
        return Response(DimensionSerializer(made).data, status=status.HTTP_201_CREATED)
