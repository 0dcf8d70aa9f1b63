"""What a request about returns may hold."""

from typing import Any

from rest_framework import serializers

from network.goals.api.inputs.common import DayIn, example, some_number, some_text
from network.goals.models import (
    Operator,
    Return,
)
from network.goals.numbers import Written

MOST_CELLS = 500


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


@example("Nothing to report", answer="nothing")
class NoFiguresIn(serializers.Serializer[Any]):
    """An answer without figures."""

    answer = serializers.ChoiceField([(one.value, one.label) for one in (Return.State.NOTHING, Return.State.NOT_OURS)])


@example("For the total", cell="", file="underlag.pdf")
class EvidenceIn(serializers.Serializer[Any]):
    """A file that shows where a value comes from, as multipart/form-data."""

    cell = serializers.CharField(allow_blank=True, default="")
    file = serializers.FileField(allow_empty_file=True, max_length=255)


def written(values: list[dict[str, Any]]) -> list[Written]:
    """Return the values of a body as the actions take them."""
    return [Written(**one) for one in values]
