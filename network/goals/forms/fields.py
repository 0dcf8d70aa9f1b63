"""Form fields that read what people write in Swedish."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.errors import Invalid
from network.goals import words
from network.goals.numbers import parse_number


class NumberField(forms.CharField):
    """A number with decimal comma or point, spaces between thousands and any minus sign; what was typed is kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_number(text)
        except Invalid as error:
            raise ValidationError([str(one) for one in error.fields["number"]]) from None

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as it is written, with as many decimals as it has."""
        if not isinstance(value, Decimal):
            return value
        exponent = value.normalize().as_tuple().exponent
        return words.number(value, max(0, -exponent if isinstance(exponent, int) else 0))
