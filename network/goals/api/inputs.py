"""What a request about shared goals may hold. What a text or a number may be is for the actions to say."""

from datetime import date
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.errors import Invalid
from network.goals.models import (
    Activity,
    Calendar,
    Commitment,
    Goal,
    Indicator,
    Operator,
    Position,
    Return,
    Visibility,
)
from network.goals.numbers import Written, parse_number
from network.goals.reckoning.status import TOLD, Status
from network.goals.scenarios import Key

MOST_CELLS = 500
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
LARGEST_EXPONENT = 20


@extend_schema_field({"oneOf": [{"type": "string", "examples": ["1 234,5", "1234.5"]}, {"type": "number"}]})
class NumberIn(serializers.Field[Decimal, Any, Any, Any]):
    """A number as JSON number or as text, Swedish or not; read exactly."""

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, Decimal) and abs(data.adjusted()) < LARGEST_EXPONENT:
            data = f"{data:f}"
        try:
            return parse_number(data)
        except Invalid as error:
            raise serializers.ValidationError([str(one) for one in error.fields["number"]]) from None


class DayIn(serializers.DateField):
    """A day within living memory or foresight: calendars end where years have five digits."""

    default_error_messages = {"beyond": "1900-01-01 … 2200-12-31"}

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if not EARLIEST <= day <= LATEST:
            self.fail("beyond")
        return day


def some_text(**more: Any) -> serializers.CharField:
    """Return a field for a text that may be left out."""
    return serializers.CharField(default="", allow_blank=True, **more)


def some_number() -> NumberIn:
    """Return a field for a number that may be left out."""
    return NumberIn(required=False, allow_null=True, default=None)


def some_id() -> serializers.UUIDField:
    """Return a field for an id that may be left out."""
    return serializers.UUIDField(required=False, allow_null=True, default=None)


class WhyIn(serializers.Serializer[Any]):
    """Why something is done."""

    reason = serializers.CharField(allow_blank=True)


# --- Goals -------------------------------------------------------------------------------------------------------


class GoalChangeIn(serializers.Serializer[Any]):
    """What a goal says."""

    title = serializers.CharField()
    story = some_text()
    source = some_text()  # type: ignore[assignment]
    parent = some_id()  # type: ignore[assignment]
    starts_on = DayIn()
    ends_on = DayIn()
    status_rule = serializers.ChoiceField(Goal.StatusRule.choices, default=Goal.StatusRule.INDICATORS)
    visibility = serializers.ChoiceField(Visibility.choices, default=Visibility.COUNCIL)


class GoalIn(GoalChangeIn):
    """A new goal."""

    council = serializers.CharField(help_text="Slug of the council.")


class AdoptIn(serializers.Serializer[Any]):
    """The decision by which a goal became the council's."""

    decision = serializers.CharField(help_text="By whom, and under which paragraph.")
    decided_on = DayIn()
    decision_url = some_text()


class StatusIn(serializers.Serializer[Any]):
    """How it goes, in one of five words."""

    status = serializers.ChoiceField([(one.value, Status(one).label) for one in TOLD])
    reason = serializers.CharField(allow_blank=True)


class PositionIn(serializers.Serializer[Any]):
    """Where one's organisation stands."""

    stance = serializers.ChoiceField(Position.Stance.choices)
    reason = some_text()


class CommitmentIn(serializers.Serializer[Any]):
    """An organisation's part in a goal."""

    organisation = serializers.UUIDField()
    role = serializers.ChoiceField(Commitment.Role.choices)
    contribution = some_text()


class DeedIn(serializers.Serializer[Any]):
    """Something to be done."""

    title = serializers.CharField()
    note = some_text()
    organisation = serializers.UUIDField()
    due = DayIn()


class DeedChangeIn(DeedIn):
    """What an activity says, and how far it has come."""

    state = serializers.ChoiceField(Activity.State.choices)


# --- Indicators --------------------------------------------------------------------------------------------------


class CategoryIn(serializers.Serializer[Any]):
    """A group of a dimension."""

    code = serializers.CharField()
    name = serializers.CharField()


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


class AssignmentIn(serializers.Serializer[Any]):
    """Who reports."""

    organisation = serializers.UUIDField()
    reporter = some_id()
    deputy = some_id()


# --- Periods and returns -----------------------------------------------------------------------------------------


class PeriodIn(serializers.Serializer[Any]):
    """A period to open: the one of the calendar in which a day lies."""

    council = serializers.CharField(help_text="Slug of the council.")
    calendar = serializers.ChoiceField(Calendar.choices)
    day = DayIn()
    due = DayIn()


class DueIn(serializers.Serializer[Any]):
    """By when reports are due."""

    due = DayIn()


class ValueIn(serializers.Serializer[Any]):
    """What is to stand in a cell; without any number the cell is emptied."""

    cell = serializers.CharField(allow_blank=True, default="", help_text="Empty for the total, else `kon=kvinnor`.")
    operator = serializers.ChoiceField(Operator.choices, default=Operator.EXACT)
    number = some_number()
    high = some_number()
    numerator = some_number()
    denominator = some_number()
    measured_on = DayIn(required=False, allow_null=True, default=None)
    note = some_text()
    source = some_text()  # type: ignore[assignment]
    source_page = some_text()


class ValuesIn(serializers.Serializer[Any]):
    """Cells to fill in, change or empty; others stay as they are."""

    values = serializers.ListField(child=ValueIn(), max_length=MOST_CELLS)
    comment = serializers.CharField(allow_blank=True, allow_null=True, default=None)


class ReturnIn(serializers.Serializer[Any]):
    """A return to begin, or to send whole."""

    indicator = serializers.CharField(help_text="Its id, or its code together with `council`.")
    council = some_text(help_text="Slug of the council, when the indicator is named by its code.")
    period = serializers.CharField(help_text="Its id, or a day that lies in it.")
    values = serializers.ListField(child=ValueIn(), max_length=MOST_CELLS, default=list)
    comment = serializers.CharField(allow_blank=True, allow_null=True, default=None)
    submit = serializers.BooleanField(default=False, help_text="Whether it is sent for approval at once.")


class NoFiguresIn(serializers.Serializer[Any]):
    """An answer without figures."""

    answer = serializers.ChoiceField([(one.value, one.label) for one in (Return.State.NOTHING, Return.State.NOT_OURS)])


class EvidenceIn(serializers.Serializer[Any]):
    """A file that shows where a value comes from, as multipart/form-data."""

    cell = serializers.CharField(allow_blank=True, default="")
    file = serializers.FileField(allow_empty_file=True, max_length=255)


# --- Beside the figures ------------------------------------------------------------------------------------------


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


class ScenarioChangeIn(serializers.Serializer[Any]):
    """A calculation: each assumption once."""

    title = serializers.CharField()
    description = some_text()
    assumptions = serializers.ListField(child=AssumedIn(), max_length=20)


class ScenarioIn(ScenarioChangeIn):
    """A new calculation."""

    council = serializers.CharField(help_text="Slug of the council.")


class VisibilityIn(serializers.Serializer[Any]):
    """Who may read it."""

    visibility = serializers.ChoiceField(Visibility.choices)


def written(values: list[dict[str, Any]]) -> list[Written]:
    """Return the values of a body as the actions take them."""
    return [Written(**one) for one in values]
