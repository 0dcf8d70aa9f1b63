"""Form fields that read what people write in Swedish."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

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
        """Show a stored number as it is written, with as many decimals as it has.

        In Swedish whatever the reader's language: an English 9,200 would come back as nine and a fifth.
        """
        if not isinstance(value, Decimal):
            return value
        exponent = value.normalize().as_tuple().exponent
        with override("sv"):
            return words.number(value, max(0, -exponent if isinstance(exponent, int) else 0))


class DayInput(forms.DateInput):
    """A day, in the browser's own picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayInput(), **options)


class Explained(forms.RadioSelect):
    """Alternatives under each other, each with what it means."""

    def __init__(self, words: Mapping[Any, object]) -> None:
        super().__init__()
        self.words = words

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Add what an alternative means, and let its control point there."""
        option = super().create_option(name, value, *args, **options)
        option["words"] = self.words.get(str(value), "")
        if option["words"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_words"
        return option


class ExplainedField(forms.ChoiceField):
    """One of a few alternatives, each explained in words beside it."""

    def __init__(self, *, choices: Any, words: Mapping[Any, object], **options: Any) -> None:
        super().__init__(choices=choices, widget=Explained(words), **options)


class LongTextField(forms.CharField):
    """Several lines. How long they may be is told to the browser; the action counts, as line ends weigh differently."""

    def __init__(self, *, limit: int, rows: int = 4, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "maxlength": limit}), **options)


class SectionedForm(forms.Form):
    """A long form whose fields stand together by what they are about."""

    groups: tuple[tuple[str, object, object, tuple[str, ...]], ...] = ()
    """Key, heading, words and fields of each group."""

    def sections(self) -> list[dict[str, Any]]:
        """Return the groups with those of their fields that the form has."""
        return [
            {
                "key": key,
                "title": title,
                "words": words,
                "fields": [self[name] for name in names if name in self.fields],
            }
            for key, title, words, names in self.groups
            if any(name in self.fields for name in names)
        ]
