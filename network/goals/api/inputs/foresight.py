"""What a request about benchmarks, impact calls and scenarios may hold."""

from typing import Any

from rest_framework import serializers

from network.goals.api.inputs.common import DayIn, NumberIn, example, some_id, some_number, some_text
from network.goals.models import (
    Operator,
)
from network.goals.scenarios import Key

_PEOPLE = {"key": "people", "number": 10, "low": 5, "high": 15, "source": "Handlingsplanen s. 4"}


class SaidIn(serializers.Serializer[Any]):
    """A number of another area, as its source puts it."""

    years = serializers.IntegerField(min_value=0, max_value=100, help_text="Since the start year.")
    operator = serializers.ChoiceField(Operator.choices, default=Operator.EXACT)
    number = NumberIn()
    high = some_number()
    as_said = some_text()
    source = serializers.CharField()  # type: ignore[assignment]
    source_page = some_text()


class BenchmarkIn(serializers.Serializer[Any]):
    """Another area's series. One of the same area and name is replaced."""

    council = serializers.CharField(help_text="Slug of the council.")
    area = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.CharField()
    start_year = serializers.IntegerField()
    indicator = some_id()
    note = some_text()
    values = serializers.ListField(child=SaidIn(), max_length=100)


@example("A rule that changes", council="sodertorn", title="Sysselsättningsfasen upphör", due="2017-03-31")
class ImpactCallIn(serializers.Serializer[Any]):
    """A rule that changes."""

    council = serializers.CharField(help_text="Slug of the council.")
    title = serializers.CharField()
    description = some_text()
    source = some_text()  # type: ignore[assignment]
    takes_effect_on = DayIn(required=False, allow_null=True, default=None)
    due = DayIn()


class ImpactAnswerIn(serializers.Serializer[Any]):
    """What the change does to one's enterprise."""

    places = serializers.IntegerField(help_text="Gained, or lost when below zero.")
    income_share = some_number()
    comment = some_text()


class AssumedIn(serializers.Serializer[Any]):
    """One assumption."""

    key = serializers.ChoiceField(Key.choices)
    number = NumberIn()
    low = NumberIn()
    high = NumberIn()
    source = serializers.CharField()  # type: ignore[assignment]


@example("A calculation, with one of its six", title="Tio till arbete", assumptions=[_PEOPLE])
class ScenarioChangeIn(serializers.Serializer[Any]):
    """A calculation: each assumption once."""

    title = serializers.CharField()
    description = some_text()
    assumptions = serializers.ListField(child=AssumedIn(), max_length=20)


@example("A calculation, with one of its six", council="sodertorn", title="Tio till arbete", assumptions=[_PEOPLE])
class ScenarioIn(ScenarioChangeIn):
    """A new calculation."""

    council = serializers.CharField(help_text="Slug of the council.")
