"""The API of plans: workshops, their steps and their hosts."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation, Person
from api.openapi import HAT, IF_MATCH, KEY
from council.seats.models import Council
from workshops.plans import actions
from workshops.plans.library import copied, planned
from workshops.sessions.api import inputs
from workshops.sessions.api.base import WorkshopView
from workshops.sessions.models import Host
from workshops.sessions.queries import hosting, hosts_now, rooms_of, steps_of, workshops_visible_to
from workshops.sessions.serializers import HostSerializer, StepSerializer, WorkshopSerializer


class Workshops(WorkshopView):
    """The workshops one may know of."""

    serializer_class = WorkshopSerializer

    @extend_schema(
        operation_id="workshops_list",
        responses=WorkshopSerializer(many=True),
        parameters=[OpenApiParameter("council", str, description="Slug of a council."), HAT],
    )
    def get(self, request: Request) -> Response:
        """List workshops, the latest first."""
        found = workshops_visible_to(self.who).order_by("-starts_at", "pk")
        if council := request.query_params.get("council"):
            found = found.filter(council__slug=council)
        return self.paged(found, lambda page: WorkshopSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=inputs.NewWorkshopIn, responses={201: WorkshopSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request) -> Response:
        """Plan a workshop in the council given as `?council=<slug>`."""
        council = get_object_or_404(Council, slug=request.query_params.get("council", ""))
        asked = self.parsed(inputs.NewWorkshopIn)
        plan, earlier = asked.pop("plan"), asked.pop("copy_of")
        steps = planned(plan) if plan else []
        if earlier:
            steps = copied(get_object_or_404(rooms_of(self.who), pk=earlier))
        return self.show_workshop(self.act(actions.plan_workshop, council=council, steps=steps, **asked), 201)


class OneWorkshop(WorkshopView):
    """A workshop."""

    serializer_class = WorkshopSerializer

    @extend_schema(responses=WorkshopSerializer)
    def get(self, request: Request, workshop: UUID) -> Response:
        """Show a workshop."""
        return self.show_workshop(self.workshop())

    @extend_schema(request=inputs.WorkshopIn, responses=WorkshopSerializer, parameters=[IF_MATCH, KEY, HAT])
    def put(self, request: Request, workshop: UUID) -> Response:
        """Change what a workshop is about, when and where it is, and who may come."""
        expected, here = self.expected_revision(), self.workshop()
        asked = self.parsed(inputs.WorkshopIn)
        return self.show_workshop(self.act(actions.change_workshop, workshop=here, expected=expected, **asked))


class Announce(WorkshopView):
    """Making a workshop known."""

    @extend_schema(request=None, responses=WorkshopSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, workshop: UUID) -> Response:
        """Open a workshop for registration."""
        return self.show_workshop(self.act(actions.announce_workshop, workshop=self.workshop()))


class CallOff(WorkshopView):
    """Calling a workshop off."""

    @extend_schema(request=None, responses=WorkshopSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, workshop: UUID) -> Response:
        """Call a workshop off that has not begun."""
        return self.show_workshop(self.act(actions.call_off_workshop, workshop=self.workshop()))


class Steps(WorkshopView):
    """The plan of a workshop."""

    @extend_schema(operation_id="workshop_steps_list", responses=StepSerializer(many=True))
    def get(self, request: Request, workshop: UUID) -> Response:
        """List the steps in order, to those in the room."""
        found = steps_of(self.room()).prefetch_related("items")
        return self.paged(found, lambda page: StepSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=inputs.NewStepIn, responses={201: StepSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, workshop: UUID) -> Response:
        """Add a step at the end."""
        asked = self.parsed(inputs.NewStepIn)
        return self.show_step(self.act(actions.add_step, workshop=self.workshop(), **asked), 201)


class OneStep(WorkshopView):
    """A step."""

    serializer_class = StepSerializer

    @extend_schema(responses=StepSerializer)
    def get(self, request: Request, step: UUID) -> Response:
        """Show a step."""
        return self.show_step(self.step())

    @extend_schema(request=inputs.StepIn, responses=StepSerializer, parameters=[IF_MATCH, KEY, HAT])
    def put(self, request: Request, step: UUID) -> Response:
        """Change a step that has not begun."""
        expected, here = self.expected_revision(), self.step()
        return self.show_step(self.act(actions.change_step, step=here, expected=expected, **self.parsed(inputs.StepIn)))

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, step: UUID) -> Response:
        """Take a step that has not begun out of the plan."""
        self.act(actions.remove_step, step=self.step())
        return Response(status=status.HTTP_204_NO_CONTENT)


class StepPlace(WorkshopView):
    """Where in the plan a step stands."""

    @extend_schema(request=inputs.PlaceIn, responses=StepSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, step: UUID) -> Response:
        """Move a step that has not begun."""
        return self.show_step(self.act(actions.move_step, step=self.step(), **self.parsed(inputs.PlaceIn)))


class Hosts(WorkshopView):
    """Who leads a workshop."""

    serializer_class = HostSerializer

    def _answer(self, workshop: Any, code: int = 200) -> Response:
        return Response({"results": HostSerializer(hosts_now(workshop), many=True).data}, status=code)

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request, workshop: UUID) -> Response:
        """List those who lead it, to those in the room."""
        return self._answer(self.room())

    @extend_schema(request=inputs.HostIn, responses={201: OpenApiTypes.OBJECT}, parameters=[KEY, HAT])
    def post(self, request: Request, workshop: UUID) -> Response:
        """Let somebody lead it too."""
        asked, here = self.parsed(inputs.HostIn), self.workshop()
        person = get_object_or_404(Person, pk=asked["person"])
        organisation = get_object_or_404(Organisation, pk=asked["organisation"])
        self.act(actions.add_host, workshop=here, person=person, organisation=organisation, role=asked["role"])
        return self._answer(here, status.HTTP_201_CREATED)


class OneHost(WorkshopView):
    """One of those who lead."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, host: UUID) -> Response:
        """Let somebody lead no longer."""
        led = Host.objects.current().filter(workshop__in=hosting(self.who).values("workshop"))
        self.act(actions.remove_host, host=get_object_or_404(led, pk=host))
        return Response(status=status.HTTP_204_NO_CONTENT)
