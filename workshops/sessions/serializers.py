"""How a workshop, its steps and its people look from outside: one shape for API, pages and live link."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from rest_framework import serializers

from api.fields import UtcDateTimeField
from live.views import renders
from workshops.plans.models import Step, Workshop
from workshops.sessions.models import Host, Participant


class WorkshopSerializer(serializers.ModelSerializer[Workshop]):
    """A workshop as everybody in the room sees it."""

    kind = serializers.CharField(default="workshop", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    step = serializers.UUIDField(source="step_id", allow_null=True)
    steps = serializers.SerializerMethodField()
    council = serializers.SerializerMethodField()
    programme = serializers.SerializerMethodField()
    starts_at = UtcDateTimeField()
    ends_at = UtcDateTimeField()
    started_at = UtcDateTimeField(allow_null=True)
    ended_at = UtcDateTimeField(allow_null=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Workshop
        fields = [
            "kind", "id", "version", "revision", "slug", "title", "purpose", "place", "address", "starts_at", "ends_at",
            "access", "guests", "naming", "seats", "seats_each", "raw_days", "state", "step", "steps", "locked",
            "notice", "started_at", "ended_at", "council", "programme", "url",
        ]  # fmt: skip

    def get_steps(self, workshop: Workshop) -> list[str]:
        return [str(pk) for pk in workshop.steps.order_by("position").values_list("pk", flat=True)]

    def get_council(self, workshop: Workshop) -> dict[str, str]:
        return {"slug": workshop.council.slug, "name": workshop.council.name}

    def get_programme(self, workshop: Workshop) -> dict[str, str] | None:
        series = workshop.programme
        return {"slug": series.slug, "title": series.title} if series else None

    def get_url(self, workshop: Workshop) -> str:
        return reverse("workshops:workshop", args=[workshop.council.slug, workshop.slug])


class ItemSerializer(serializers.Serializer[Any]):
    """Something one can put dots on."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    note = serializers.UUIDField(source="note_id", allow_null=True)
    group = serializers.UUIDField(source="group_id", allow_null=True)


class StepSerializer(serializers.ModelSerializer[Step]):
    """A step as everybody in the room sees it. What was chosen in it is its tally."""

    kind = serializers.CharField(default="step", read_only=True)
    revision = serializers.IntegerField(source="version", read_only=True)
    workshop = serializers.UUIDField(source="workshop_id")
    opened_at = UtcDateTimeField(allow_null=True)
    ends_at = UtcDateTimeField(allow_null=True)
    closed_at = UtcDateTimeField(allow_null=True)
    items = ItemSerializer(many=True)

    class Meta:
        model = Step
        fields = [
            "kind", "id", "version", "revision", "workshop", "position", "type", "title", "instruction", "plain",
            "minutes", "naming", "settings", "state", "opened_at", "ends_at", "closed_at", "revealed",
            "authors_hidden", "items",
        ]  # fmt: skip


class ParticipantSerializer(serializers.ModelSerializer[Participant]):
    """Somebody in the room, as the others there see them."""

    kind = serializers.CharField(default="participant", read_only=True)
    organisation = serializers.CharField(source="organisation_label")

    class Meta:
        model = Participant
        fields = ["kind", "id", "version", "name", "organisation", "role", "state", "late"]


class PaceSerializer(serializers.ModelSerializer[Participant]):
    """How much more time somebody has, in per cent: for them and the hosts alone."""

    kind = serializers.CharField(default="pace", read_only=True)
    version = serializers.IntegerField(source="pace_version", read_only=True)

    class Meta:
        model = Participant
        fields = ["kind", "id", "version", "extra"]


class HostSerializer(serializers.ModelSerializer[Host]):
    """Somebody who leads the workshop."""

    kind = serializers.CharField(default="host", read_only=True)
    person = serializers.UUIDField(source="person_id")
    name = serializers.CharField(source="person.name")
    organisation = serializers.CharField(source="organisation.label")
    ended = serializers.SerializerMethodField()

    class Meta:
        model = Host
        fields = ["kind", "id", "version", "person", "name", "organisation", "role", "ended"]

    def get_ended(self, host: Host) -> bool:
        return host.ended_at is not None


def _views(serializer: Any, found: Any) -> list[dict[str, Any]]:
    return list(serializer(found, many=True).data)


@renders("workshop")
def workshops(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of workshops."""
    return _views(WorkshopSerializer, Workshop.objects.filter(pk__in=ids).select_related("council", "programme"))


@renders("step")
def steps(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of steps."""
    return _views(StepSerializer, Step.objects.filter(pk__in=ids).prefetch_related("items"))


@renders("participant")
def participants(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of people in rooms."""
    return _views(ParticipantSerializer, Participant.objects.filter(pk__in=ids).select_related("organisation"))


@renders("pace")
def paces(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of who has more time."""
    return _views(PaceSerializer, Participant.objects.filter(pk__in=ids))


@renders("host")
def hosts(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of those who lead."""
    return _views(HostSerializer, Host.objects.filter(pk__in=ids).select_related("person", "organisation"))
