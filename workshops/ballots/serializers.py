"""How votes and polls look from outside: how many have given something, and what it came to. Never whose it was."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from live.views import renders
from workshops.ballots.queries import choices_in, results_of, shows_results
from workshops.plans.models import Step


class TallySerializer(serializers.Serializer[Step]):
    """What a vote or poll has come to. The results are there when they are shown."""

    kind = serializers.CharField(default="tally", read_only=True)
    id = serializers.UUIDField()
    version = serializers.IntegerField(source="tally_version")
    given = serializers.IntegerField(read_only=True)
    """People who gave something."""
    results = serializers.JSONField(allow_null=True, read_only=True)

    def to_representation(self, instance: Step) -> dict[str, Any]:
        given = choices_in(instance)
        return {
            "kind": "tally",
            "id": str(instance.pk),
            "version": instance.tally_version,
            "given": len(given),
            "results": results_of(instance, given) if shows_results(instance) else None,
        }


class DotsSerializer(serializers.Serializer[Any]):
    """One's own dots by item, and how many are left."""

    dots = serializers.DictField(child=serializers.IntegerField())
    left = serializers.IntegerField()


class LateAnswerSerializer(serializers.Serializer[Any]):
    """Words that came too late, to whoever wrote them."""

    id = serializers.UUIDField()
    step = serializers.UUIDField(source="step_id")
    column = serializers.CharField()
    text = serializers.CharField()
    state = serializers.CharField()


class GivenSerializer(serializers.Serializer[Any]):
    """One's own answers by question; what of the last ones waits for the hosts, and what came too late to choose."""

    answers = serializers.DictField()
    late = LateAnswerSerializer(many=True)
    refused = serializers.ListField(child=serializers.CharField())


@renders("tally")
def tallies(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current tallies of steps."""
    found = Step.objects.filter(pk__in=ids).prefetch_related("items", "ballots")
    return [dict(TallySerializer(step).data) for step in found]
