"""What several requests have in common."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from events.errors import Invalid
from network.goals.models import (
    Visibility,
)
from network.goals.numbers import parse_number

ORGANISATION = "5f0c2c9e-6a53-4f0f-9c7e-0d6c1f5d2a41"
"""An id for examples."""
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


def example[C: type](title: str, /, **value: Any) -> Callable[[C], C]:
    """Show an example of a body wherever a request takes it."""
    return extend_schema_serializer(examples=[OpenApiExample(title, value=value, request_only=True)])


def some_text(**more: Any) -> serializers.CharField:
    """Return a field for a text that may be left out."""
    return serializers.CharField(default="", allow_blank=True, **more)


def some_number() -> NumberIn:
    """Return a field for a number that may be left out."""
    return NumberIn(required=False, allow_null=True, default=None)


def some_id() -> serializers.UUIDField:
    """Return a field for an id that may be left out."""
    return serializers.UUIDField(required=False, allow_null=True, default=None)


@example("A reason", reason="En rapport saknas.")
class WhyIn(serializers.Serializer[Any]):
    """Why something is done."""

    reason = serializers.CharField(allow_blank=True)


@example("Everybody", visibility="public")
class VisibilityIn(serializers.Serializer[Any]):
    """Who may read it."""

    visibility = serializers.ChoiceField(Visibility.choices)
