"""How a registration looks to those who lead the workshop, and to nobody else."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from live.views import renders
from workshops.registering.models import Registration


class RegistrationSerializer(serializers.ModelSerializer[Registration]):
    """Somebody who has a seat or waits for one."""

    kind = serializers.CharField(default="registration", read_only=True)
    organisation = serializers.CharField(source="organisation_label")

    class Meta:
        model = Registration
        fields = ["kind", "id", "version", "name", "organisation", "state", "needs"]


@renders("registration")
def registrations(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of registrations."""
    found = Registration.objects.filter(pk__in=ids).select_related("organisation")
    return list(RegistrationSerializer(found, many=True).data)
