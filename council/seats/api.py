"""The API of councils and seats: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation, Person
from api.base import View
from api.openapi import HAT, KEY
from council.rooms import activity
from council.seats import actions
from council.seats.models import Council, Mandate, Office, Seat
from council.seats.queries import councils_visible_to, seats_visible_to
from council.seats.serializers import CouncilSerializer, MandateSerializer, OfficeSerializer, SeatSerializer
from events.errors import NotVisible
from events.rights import may


class CouncilIn(serializers.Serializer[Any]):
    """A new council."""

    name = serializers.CharField()
    slug = serializers.SlugField(default="", allow_blank=True, max_length=60)
    area = serializers.CharField(default="", allow_blank=True)
    description = serializers.CharField(default="", allow_blank=True)
    parent = serializers.SlugRelatedField[Council](  # type: ignore[assignment]
        slug_field="slug", queryset=Council.objects.all(), default=None, allow_null=True
    )


class SeatIn(serializers.Serializer[Any]):
    """A new seat."""

    organisation = serializers.PrimaryKeyRelatedField[Organisation](queryset=Organisation.objects.all())
    side = serializers.ChoiceField(Seat.Side.choices)
    title = serializers.CharField(default="", allow_blank=True)


class MandateIn(serializers.Serializer[Any]):
    """Whom to appoint to a seat."""

    person = serializers.PrimaryKeyRelatedField[Person](queryset=Person.objects.all())
    kind = serializers.ChoiceField(Mandate.Kind.choices)
    starts_on = serializers.DateField(default=None, allow_null=True)
    ends_on = serializers.DateField(default=None, allow_null=True)
    decision = serializers.CharField(default="", allow_blank=True)


class OfficeIn(serializers.Serializer[Any]):
    """Whom to give an office."""

    person = serializers.PrimaryKeyRelatedField[Person](queryset=Person.objects.all())
    organisation = serializers.PrimaryKeyRelatedField[Organisation](queryset=Organisation.objects.all())
    kind = serializers.ChoiceField(Office.Kind.choices)


class InCouncil(View):
    """Base: the council named in the address."""

    def council(self) -> Council:
        return get_object_or_404(councils_visible_to(self.actor), slug=self.kwargs["slug"])


class Councils(View):
    """Councils."""

    serializer_class = CouncilSerializer

    @extend_schema(operation_id="councils_list", responses=CouncilSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List councils, by name."""
        found = councils_visible_to(self.actor)
        return self.paged(found, lambda page: CouncilSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=CouncilIn, responses={201: CouncilSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request) -> Response:
        """Found a council."""
        council = self.act(actions.found_council, **self.parsed(CouncilIn))
        return Response(CouncilSerializer(council).data, status=status.HTTP_201_CREATED)


class OneCouncil(InCouncil):
    """A council."""

    @extend_schema(responses=CouncilSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Show a council."""
        council = self.council()
        abilities = {
            "add_seat": may(self.actor, "council.add_seat", council),
            "open_room": may(self.actor, "council.open_room", council),
            "see_activity": may(self.actor, "council.see_activity", council),
        }
        return Response({**CouncilSerializer(council).data, "abilities": abilities})


class Seats(InCouncil):
    """Seats of a council."""

    serializer_class = SeatSerializer

    @extend_schema(responses=SeatSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """List seats with those who hold them now."""
        found = seats_visible_to(self.actor).filter(council=self.council())
        return self.paged(found, lambda page: SeatSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=SeatIn, responses={201: SeatSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, slug: str) -> Response:
        """Give an organisation a seat."""
        seat = self.act(actions.add_seat, council=self.council(), **self.parsed(SeatIn))
        shown = seats_visible_to(self.actor).get(pk=seat.pk)
        return Response(SeatSerializer(shown).data, status=status.HTTP_201_CREATED)


class Mandates(View):
    """Mandates in a seat."""

    serializer_class = MandateSerializer

    @extend_schema(request=MandateIn, responses={201: MandateSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, seat: UUID) -> Response:
        """Appoint a holder or a deputy."""
        found = get_object_or_404(seats_visible_to(self.actor), pk=seat)
        mandate = self.act(actions.appoint, seat=found, **self.parsed(MandateIn))
        return Response(MandateSerializer(mandate).data, status=status.HTTP_201_CREATED)


class OneMandate(View):
    """A mandate."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, mandate: UUID) -> Response:
        """End it, at once."""
        found = get_object_or_404(Mandate, pk=mandate, seat__council__in=councils_visible_to(self.actor))
        self.act(actions.end_mandate, mandate=found)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Offices(InCouncil):
    """Offices of a council."""

    serializer_class = OfficeSerializer

    @extend_schema(request=OfficeIn, responses={201: OfficeSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request, slug: str) -> Response:
        """Give somebody an office."""
        office = self.act(actions.give_office, council=self.council(), **self.parsed(OfficeIn))
        return Response(OfficeSerializer(office).data, status=status.HTTP_201_CREATED)


class OneOffice(View):
    """An office."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, office: UUID) -> Response:
        """End it, at once."""
        found = get_object_or_404(Office, pk=office, council__in=councils_visible_to(self.actor))
        self.act(actions.end_office, office=found)
        return Response(status=status.HTTP_204_NO_CONTENT)


class CouncilActivity(InCouncil):
    """The log of a council."""

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request, slug: str) -> Response:
        """List what has happened in the council and in the rooms one may read, newest first."""
        council = self.council()
        if not may(self.actor, "council.see_activity", council):
            raise NotVisible
        found = activity.of_council(self.actor, council)
        return self.paged(found, lambda page: activity.as_json(list(page)))
