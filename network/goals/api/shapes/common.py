"""What several answers have in common."""

from typing import Any

from rest_framework import serializers

from network.goals.models import Operator, Target

EXACT = "An exact number as text with a decimal point."


def decimal(**more: Any) -> serializers.CharField:
    """Return a field for an exact number, or none."""
    return serializers.CharField(allow_null=True, help_text=EXACT, **more)


def able() -> serializers.DictField:
    """Return the field that says what the caller may do."""
    return serializers.DictField(child=serializers.BooleanField(), help_text="What the caller may do, by right.")


class AmountOut(serializers.Serializer[Any]):
    """A figure as it was said; `high` only of a range, numerator and denominator only of a share."""

    operator = serializers.ChoiceField(Operator.choices)
    number = decimal()
    high = decimal()
    numerator = decimal()
    denominator = decimal()


class AimOut(serializers.Serializer[Any]):
    """What a figure should be on a day."""

    on = serializers.DateField()
    operator = serializers.ChoiceField(Target.Operator.choices)
    number = decimal()
    high = decimal()
