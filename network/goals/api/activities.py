"""The API of what is to be done for goals: parse, call one query or action, answer."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api.pagination import Pages
from network.goals import actions
from network.goals.api import filters, inputs, shapes
from network.goals.api.base import CHANGE, LIST, READ, WRITE, GoalsView
from network.goals.api.goals import OnGoal
from network.goals.models import Activity
from network.goals.queries import (
    activities_visible_to,
)
from network.goals.serializers import ActivitySerializer

ACTIVITIES = ["activities"]
_ACTIVITY = OpenApiExample(
    "An activity",
    value={
        "title": "Öppna vävstugan på måndagar",
        "organisation": "5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41",
        "due": "2017-06-30",
    },
    request_only=True,
)


class Activities(GoalsView):
    """What is to be done, for all goals."""

    serializer_class = ActivitySerializer
    pagination_class = Pages
    queryset = Activity.objects.none()
    filterset_class = filters.ActivityFilters

    @extend_schema(
        operation_id="activities_list", responses=ActivitySerializer(many=True), parameters=LIST, tags=ACTIVITIES
    )
    def get(self, request: Request) -> Response:
        """List the activities of one's councils, the first due first."""
        found = activities_visible_to(self.actor).order_by("due", "pk")
        return self.listed(found, lambda page: ActivitySerializer(page, many=True).data)  # type: ignore[arg-type]


class NewActivity(OnGoal):
    """What is to be done for a goal."""

    serializer_class = shapes.ActivityDetailOut

    @extend_schema(
        request=inputs.DeedIn,
        responses={201: shapes.ActivityDetailOut},
        parameters=WRITE,
        examples=[_ACTIVITY],
        tags=ACTIVITIES,
    )
    def post(self, request: Request, goal: UUID) -> Response:
        """Note something to be done, by whom and by when."""
        found, asked = self.goal(), self.parsed(inputs.DeedIn)
        organisation = self.organisation(asked.pop("organisation"))
        made = self.act(actions.add_activity, goal=found, organisation=organisation, **asked)
        return self.whole(ActivitySerializer(made).data, made, status.HTTP_201_CREATED)


class OneActivity(GoalsView):
    """An activity."""

    serializer_class = shapes.ActivityDetailOut

    def activity(self) -> Activity:
        return get_object_or_404(activities_visible_to(self.actor), pk=self.kwargs["activity"])

    @extend_schema(responses=shapes.ActivityDetailOut, parameters=READ, tags=ACTIVITIES)
    def get(self, request: Request, activity: UUID) -> Response:
        """Show an activity."""
        found = self.activity()
        return self.whole(ActivitySerializer(found).data, found)

    @extend_schema(request=inputs.DeedChangeIn, responses=shapes.ActivityDetailOut, parameters=CHANGE, tags=ACTIVITIES)
    def put(self, request: Request, activity: UUID) -> Response:
        """Change its words, who does it, by when, or how far it has come; all of it is sent."""
        found, expected = self.activity(), self.expected_revision()
        asked = self.parsed(inputs.DeedChangeIn)
        organisation = self.organisation(asked.pop("organisation"))
        made = self.act(actions.change_activity, activity=found, expected=expected, organisation=organisation, **asked)
        return self.whole(ActivitySerializer(made).data, made)
