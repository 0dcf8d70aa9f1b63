"""How councils, seats and offices look from outside: to the API and on the live link alike."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer, PersonBriefSerializer
from council.seats.models import Council, Mandate, Office, Seat
from council.seats.queries import with_offices, with_people
from live.views import renders


class OfficeSerializer(serializers.ModelSerializer[Office]):
    """A chair, vice chair or secretary."""

    person = PersonBriefSerializer()
    organisation = OrganisationBriefSerializer()

    class Meta:
        model = Office
        fields = ["id", "kind", "person", "organisation", "starts_on", "ends_on"]


class CouncilSerializer(serializers.ModelSerializer[Council]):
    """A council and who leads it."""

    kind = serializers.CharField(default="council", read_only=True)
    parent = serializers.SlugRelatedField[Council](slug_field="slug", read_only=True, allow_null=True)  # type: ignore[assignment]
    offices = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Council
        fields = ["kind", "id", "version", "slug", "name", "area", "description", "parent", "offices", "url"]

    def get_offices(self, council: Council) -> list[dict[str, Any]]:
        # A council that was founded just now has nobody to lead it, and comes without them.
        leading = getattr(council, "current_offices", [])
        return OfficeSerializer(leading, many=True).data  # type: ignore[return-value]

    def get_url(self, council: Council) -> str:
        return reverse("council:council", args=[council.slug])


class MandateSerializer(serializers.ModelSerializer[Mandate]):
    """Who holds a seat, or deputises in it."""

    person = PersonBriefSerializer()

    class Meta:
        model = Mandate
        fields = ["id", "kind", "person", "starts_on", "ends_on", "decision"]


class SeatSerializer(serializers.ModelSerializer[Seat]):
    """A seat with those who hold it now; none means that it is vacant."""

    kind = serializers.CharField(default="seat", read_only=True)
    organisation = OrganisationBriefSerializer()
    council = serializers.SlugRelatedField[Council](slug_field="slug", read_only=True)
    mandates = MandateSerializer(source="current_mandates", many=True)

    class Meta:
        model = Seat
        fields = ["kind", "id", "version", "council", "organisation", "side", "title", "mandates"]


@renders("council")
def councils(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of councils."""
    return CouncilSerializer(with_offices(Council.objects.filter(pk__in=ids)), many=True).data  # type: ignore[return-value]


@renders("seat")
def seats(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of seats."""
    return SeatSerializer(with_people(Seat.objects.filter(pk__in=ids)), many=True).data  # type: ignore[return-value]
