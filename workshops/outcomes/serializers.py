"""How conclusions look from outside."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from live.views import renders
from workshops.outcomes.handing import addresses_of
from workshops.outcomes.models import Outcome, Source


class SourceSerializer(serializers.ModelSerializer[Source]):
    """What a conclusion was lifted from. The thing may be gone; that it was there is kept."""

    step = serializers.UUIDField(source="step_id")

    class Meta:
        model = Source
        fields = ["kind", "thing", "step", "dots"]


class OutcomeSerializer(serializers.ModelSerializer[Outcome]):
    """A conclusion, where it comes from and what became of it."""

    kind = serializers.SerializerMethodField()
    revision = serializers.IntegerField(source="version", read_only=True)
    workshop = serializers.UUIDField(source="workshop_id")
    type = serializers.CharField(source="kind")
    organisation = serializers.SerializerMethodField()
    became = serializers.SerializerMethodField()
    sources = SourceSerializer(many=True)

    class Meta:
        model = Outcome
        fields = [
            "kind", "id", "version", "revision", "workshop", "position", "type", "text", "state", "organisation", "due",
            "became", "sources",
        ]  # fmt: skip

    def get_kind(self, outcome: Outcome) -> str:
        return "outcome"  # What kind of conclusion it is, is its type.

    def get_organisation(self, outcome: Outcome) -> dict[str, str] | None:
        whom = outcome.organisation
        return {"id": str(whom.pk), "name": whom.name} if whom else None

    def get_became(self, outcome: Outcome) -> dict[str, str] | None:
        if outcome.became is None:
            return None
        url = self.context["addresses"].get(outcome.became, "")
        return {"kind": outcome.became_kind, "url": url, "title": outcome.became_title}


class ReviewSerializer(serializers.ModelSerializer[Outcome]):
    """Whether the words of a conclusion should be looked at, since a source of it was redacted: for hosts alone."""

    kind = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="review_version", read_only=True)
    needed = serializers.BooleanField(source="to_review")

    class Meta:
        model = Outcome
        fields = ["kind", "id", "version", "needed"]

    def get_kind(self, outcome: Outcome) -> str:
        return "review"


def shown(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return the views of conclusions."""
    context = {"addresses": addresses_of(outcomes)}
    return list(OutcomeSerializer(outcomes, many=True, context=context).data)


@renders("outcome")
def outcomes(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of conclusions."""
    found = Outcome.objects.filter(pk__in=ids).select_related("organisation").prefetch_related("sources")
    return shown(list(found))


@renders("review")
def reviews(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Current views of which conclusions should be looked at."""
    return list(ReviewSerializer(Outcome.objects.filter(pk__in=ids), many=True).data)
