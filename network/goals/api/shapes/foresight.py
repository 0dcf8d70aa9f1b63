"""What answers about benchmarks, impact calls and scenarios look like."""

from typing import Any

from rest_framework import serializers

from accounts.serializers import OrganisationBriefSerializer
from network.goals.api.shapes.common import able, decimal
from network.goals.models import BenchmarkValue
from network.goals.serializers import (
    BenchmarkSerializer,
    ImpactCallSerializer,
    ScenarioSerializer,
)


class SaidOut(serializers.ModelSerializer[BenchmarkValue]):
    """A number of another area."""

    number = decimal()
    high = decimal()

    class Meta:
        model = BenchmarkValue
        fields = ["years", "operator", "number", "high", "as_said", "source", "source_page"]


class BenchmarkOut(BenchmarkSerializer):
    """Another area's series."""

    indicator = serializers.UUIDField(allow_null=True)
    values: Any = serializers.ListField(child=SaidOut())


class BenchmarkDetailOut(BenchmarkOut):
    """Another area's series, with its revision."""

    revision = serializers.IntegerField()

    class Meta(BenchmarkOut.Meta):
        fields = [*BenchmarkOut.Meta.fields, "revision"]


class ImpactSumOut(serializers.Serializer[Any]):
    """What the answers come to; no numbers below five answers."""

    answers = serializers.IntegerField()
    places = serializers.IntegerField(allow_null=True)
    income_share = decimal()


class ImpactAnswerOut(serializers.Serializer[Any]):
    """What one's own enterprise has answered."""

    places = serializers.IntegerField()
    income_share = decimal()
    comment = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField()


class ImpactCallOut(ImpactCallSerializer):
    """A call for the effects of a changed rule."""

    sum: Any = ImpactSumOut()


class ImpactCallDetailOut(ImpactCallOut):
    """A call, what one's own organisation has answered, and what the caller may do."""

    revision = serializers.IntegerField()
    own_answer = ImpactAnswerOut(allow_null=True)
    abilities = able()

    class Meta(ImpactCallOut.Meta):
        fields = [*ImpactCallOut.Meta.fields, "revision", "own_answer", "abilities"]


class AssumptionOut(serializers.Serializer[Any]):
    """One assumption and its range."""

    key = serializers.CharField()
    number = decimal()
    low = decimal()
    high = decimal()
    source = serializers.CharField()  # type: ignore[assignment]


class ResultOut(serializers.Serializer[Any]):
    """Kronor a year; an estimate, with the lowest and highest it could be."""

    saved = decimal()
    tax = decimal()
    cost = decimal()
    net = decimal()
    low = decimal()
    high = decimal()


class ScenarioOut(ScenarioSerializer):
    """A calculation."""

    organisation = OrganisationBriefSerializer(allow_null=True)
    assumptions: Any = serializers.ListField(child=AssumptionOut())
    result: Any = ResultOut()


class ScenarioDetailOut(ScenarioOut):
    """A calculation, and what the caller may do with it."""

    abilities = able()

    class Meta(ScenarioOut.Meta):
        fields = [*ScenarioOut.Meta.fields, "abilities"]
