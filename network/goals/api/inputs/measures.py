"""What a request about indicators and periods may hold."""

from typing import Any

from rest_framework import serializers

from network.goals.api.inputs.common import ORGANISATION, DayIn, NumberIn, example, some_id, some_number, some_text
from network.goals.models import (
    Calendar,
    Indicator,
    Visibility,
)

_SEXES = [{"code": "kvinnor", "name": "Kvinnor"}, {"code": "man", "name": "Män"}]


class CategoryIn(serializers.Serializer[Any]):
    """A group of a dimension."""

    code = serializers.CharField()
    name = serializers.CharField()


@example(
    "By sex",
    council="sodertorn",
    code="kon",
    name="Kön",
    categories=_SEXES,
)
class DimensionIn(CategoryIn):
    """A way to break figures down."""

    council = serializers.CharField(help_text="Slug of the council.")
    categories = serializers.ListField(child=CategoryIn(), max_length=100)


class IndicatorChangeIn(serializers.Serializer[Any]):
    """What an indicator counts, and how."""

    name = serializers.CharField()
    definition = some_text()
    unit = serializers.CharField()
    measure = serializers.ChoiceField(Indicator.Kind.choices)
    direction = serializers.ChoiceField(Indicator.Direction.choices, default=Indicator.Direction.UP)
    over_time = serializers.ChoiceField(Indicator.OverTime.choices, default=Indicator.OverTime.LATEST)
    over_organisations = serializers.ChoiceField(
        Indicator.OverOrganisations.choices, default=Indicator.OverOrganisations.SUM
    )
    single_source = some_id()
    calendar = serializers.ChoiceField(Calendar.choices, default=Calendar.YEAR)
    decimals = serializers.IntegerField(default=0, min_value=0, max_value=4)
    scale = serializers.IntegerField(default=1, min_value=1, max_value=1_000_000)
    plausible_low = some_number()
    plausible_high = some_number()
    baseline = some_number()
    baseline_on = DayIn(required=False, allow_null=True, default=None)
    threshold = serializers.IntegerField(default=5, min_value=0, max_value=100)
    visibility = serializers.ChoiceField(Visibility.choices, default=Visibility.COUNCIL)
    is_key = serializers.BooleanField(default=False)
    source = some_text()  # type: ignore[assignment]


class IndicatorIn(IndicatorChangeIn):
    """A new indicator."""

    goal = serializers.UUIDField()
    code = serializers.CharField()
    dimensions = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=10)


class TargetIn(serializers.Serializer[Any]):
    """What a figure should be on a day. A change of an earlier target needs a reason."""

    on = DayIn()
    number = NumberIn()
    high = some_number()
    cell = some_text()
    organisation = some_id()
    reason = some_text()
    withdrawn = serializers.BooleanField(default=False)


@example("An organisation", organisation=ORGANISATION)
class AssignmentIn(serializers.Serializer[Any]):
    """Who reports."""

    organisation = serializers.UUIDField()
    reporter = some_id()
    deputy = some_id()


class PeriodIn(serializers.Serializer[Any]):
    """A period to open: the one of the calendar in which a day lies."""

    council = serializers.CharField(help_text="Slug of the council.")
    calendar = serializers.ChoiceField(Calendar.choices)
    day = DayIn()
    due = DayIn()


@example("A later day", due="2017-02-15")
class DueIn(serializers.Serializer[Any]):
    """By when reports are due."""

    due = DayIn()
