"""How hands, their order and questions look from outside."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count
from rest_framework import serializers

from api.fields import UtcDateTimeField
from live.views import renders
from workshops.boards.serializers import signed_by
from workshops.plans.models import Step
from workshops.talks.models import Asked, Hand
from workshops.talks.queries import order_of


class HandSerializer(serializers.ModelSerializer[Hand]):
    """A hand that is up, whose owner speaks, or that is down again."""

    kind = serializers.CharField(default="hand", read_only=True)
    step = serializers.UUIDField(source="step_id")
    participant = serializers.UUIDField(source="participant_id")
    name = serializers.CharField(source="participant.name")
    organisation = serializers.CharField(source="participant.organisation_label")
    raised_at = UtcDateTimeField()
    called_at = UtcDateTimeField(allow_null=True)
    done_at = UtcDateTimeField(allow_null=True)

    class Meta:
        model = Hand
        fields = [
            "kind", "id", "version", "step", "participant", "name", "organisation", "state", "raised_at", "called_at",
            "done_at",
        ]  # fmt: skip


class AskedSerializer(serializers.ModelSerializer[Asked]):
    """A question to the room. One that was removed has no words."""

    kind = serializers.CharField(default="asked", read_only=True)
    step = serializers.UUIDField(source="step_id")
    merged_into = serializers.UUIDField(source="merged_into_id", allow_null=True)
    by = serializers.SerializerMethodField()
    voices = serializers.IntegerField(source="voiced")

    class Meta:
        model = Asked
        fields = ["kind", "id", "version", "step", "text", "state", "merged_into", "position", "by", "voices"]

    def get_by(self, asked: Asked) -> dict[str, Any] | None:
        return signed_by(asked, hidden=asked.step.authors_hidden)


@renders("hand")
def hands(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of hands."""
    found = Hand.objects.filter(pk__in=ids).select_related("participant__organisation")
    return list(HandSerializer(found, many=True).data)


@renders("order")
def orders(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of speaking orders, each by its step's id."""
    return [
        {"kind": "order", "id": str(step.pk), "version": step.tally_version, **order_of(step)}
        for step in Step.objects.filter(pk__in=ids)
    ]


@renders("asked")
def questions(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of questions."""
    found = Asked.objects.filter(pk__in=ids).select_related("step").annotate(voiced=Count("voices"))
    return list(AskedSerializer(found, many=True).data)
