"""The API of periods and of what was frozen in them: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import AS_OF, FIELDS, HAT
from api.pagination import Pages
from events.errors import NotVisible
from network.goals import actions
from network.goals.api import filters, inputs, shapes
from network.goals.api.base import CHANGE, LIST, READ, WRITE, GoalsView
from network.goals.models import Period
from network.goals.queries import periods_visible_to, snapshots_visible_to
from network.goals.serializers import PeriodSerializer, SnapshotSerializer
from network.goals.snapshots import content_of, hash_of

PERIODS = ["periods"]
_NEW = OpenApiExample(
    "A year",
    value={"council": "sodertorn", "calendar": "year", "day": "2016-12-31", "due": "2017-01-31"},
    request_only=True,
)


class OnPeriod(GoalsView):
    """Base: the period named in the address, if the actor may read it."""

    serializer_class: Any = shapes.PeriodDetailOut

    def period(self) -> Period:
        return get_object_or_404(periods_visible_to(self.actor), pk=self.kwargs["period"])

    def answer(self, period: Period, code: int = 200) -> Response:
        """Answer with a period."""
        return self.whole(PeriodSerializer(period).data, period, code)


class Periods(OnPeriod):
    """Times that are reported on."""

    pagination_class = Pages
    queryset = Period.objects.none()
    filterset_class = filters.PeriodFilters
    serializer_class = PeriodSerializer

    @extend_schema(operation_id="periods_list", responses=PeriodSerializer(many=True), parameters=LIST, tags=PERIODS)
    def get(self, request: Request) -> Response:
        """List the periods of one's councils, the newest first."""
        found = periods_visible_to(self.actor).order_by("-starts_on", "calendar", "pk")
        return self.listed(found, lambda page: PeriodSerializer(page, many=True).data)  # type: ignore[arg-type]

    @extend_schema(
        request=inputs.PeriodIn,
        responses={201: shapes.PeriodDetailOut},
        parameters=WRITE,
        examples=[_NEW],
        tags=PERIODS,
    )
    def post(self, request: Request) -> Response:
        """Open the period in which a day lies. A due day that is no working day moves to the next one."""
        asked = self.parsed(inputs.PeriodIn)
        made = self.act(actions.open_period, council=self.council(asked.pop("council")), **asked)
        return self.answer(made, status.HTTP_201_CREATED)


class OnePeriod(OnPeriod):
    """A period."""

    @extend_schema(responses=shapes.PeriodDetailOut, parameters=READ, tags=PERIODS)
    def get(self, request: Request, period: UUID) -> Response:
        """Show a period."""
        return self.answer(self.period())

    @extend_schema(request=inputs.DueIn, responses=shapes.PeriodDetailOut, parameters=CHANGE, tags=PERIODS)
    def patch(self, request: Request, period: UUID) -> Response:
        """Move the day by which reports are due."""
        found, expected = self.period(), self.expected_revision()
        due = self.parsed(inputs.DueIn)["due"]
        return self.answer(self.act(actions.change_due_day, period=found, due=due, expected=expected))


class Close(OnPeriod):
    """The last call before a period is locked."""

    @extend_schema(request=None, responses=shapes.PeriodDetailOut, parameters=WRITE, tags=PERIODS)
    def post(self, request: Request, period: UUID) -> Response:
        """Say that it is about to be locked. Reports are still taken."""
        return self.answer(self.act(actions.close_period, period=self.period()))


class Lock(OnPeriod):
    """The end of a period."""

    @extend_schema(request=None, responses=shapes.PeriodDetailOut, parameters=WRITE, tags=PERIODS)
    def post(self, request: Request, period: UUID) -> Response:
        """Lock it and freeze what stands in it."""
        return self.answer(self.act(actions.lock_period, period=self.period()))


class Reopen(OnPeriod):
    """A period taken up again."""

    @extend_schema(request=inputs.WhyIn, responses=shapes.PeriodDetailOut, parameters=WRITE, tags=PERIODS)
    def post(self, request: Request, period: UUID) -> Response:
        """Open a locked period again, with a reason. What was frozen stays."""
        reason = self.parsed(inputs.WhyIn)["reason"]
        return self.answer(self.act(actions.reopen_period, period=self.period(), reason=reason))


class Figures(OnPeriod):
    """All figures of a period."""

    serializer_class = shapes.FiguresOut
    query = ("as_of",)

    @extend_schema(responses=shapes.FiguresOut, parameters=[AS_OF, FIELDS, HAT], tags=PERIODS)
    def get(self, request: Request, period: UUID) -> Response:
        """Show every figure of a period as it stands, or as it stood by the log, in the form in which it is frozen.

        The hash of the moment at which a period was locked is the hash of its snapshot.
        """
        at, found = self.as_of(), self.period()
        if at is not None and found.opened_at > at:
            raise NotVisible
        content = content_of(found, at=at)
        view: dict[str, Any] = {
            "period": str(found.pk), "as_of": at, "hash": hash_of(content), "content": content,
        }  # fmt: skip
        return Response(self.with_chosen_fields([view])[0])


class Snapshots(OnPeriod):
    """What was frozen."""

    serializer_class = shapes.SnapshotsOut

    @extend_schema(responses=shapes.SnapshotsOut, parameters=[HAT], tags=PERIODS)
    def get(self, request: Request, period: UUID) -> Response:
        """List what was frozen each time the period was locked, the newest first."""
        found = snapshots_visible_to(self.actor).filter(period=self.period())
        return Response({"results": SnapshotSerializer(found, many=True).data})
