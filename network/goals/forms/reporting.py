"""Forms with which an organisation reports and an approver answers."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.goals.forms.fields import NumberField
from network.goals.models import Cell, Indicator, Operator, Value
from network.goals.numbers import Written

FIELDS = [
    "operator", "number", "high", "numerator", "denominator", "measured_on", "note", "source", "source_page",
]  # fmt: skip
"""What is written about one cell, in the order in which the page sends what stood there before."""
NUMBERS = ["number", "high", "numerator", "denominator"]
DETAILS = ["measured_on", "note", "source", "source_page"]


class CellForm(forms.Form):
    """One cell of a return. Its prefix is the cell's id; lengths and contents of texts are judged by the action."""

    operator = forms.ChoiceField(label=gettext_lazy("How exact"), choices=Operator.choices, required=False)
    number = NumberField(label=gettext_lazy("Number"), required=False)
    high = NumberField(label=gettext_lazy("At most"), required=False)
    numerator = NumberField(label=gettext_lazy("How many"), required=False)
    denominator = NumberField(label=gettext_lazy("Of how many"), required=False)
    measured_on = forms.DateField(label=gettext_lazy("Measured on"), required=False)
    note = forms.CharField(label=gettext_lazy("Note"), required=False)
    source = forms.CharField(label=gettext_lazy("Source"), required=False)
    source_page = forms.CharField(label=gettext_lazy("Page"), required=False)

    def __init__(self, data: Mapping[str, Any], cell: Cell, indicator: Indicator) -> None:
        super().__init__(data, prefix=str(cell.pk))
        self.cell = cell
        self.main = "numerator" if indicator.kind == Indicator.Kind.RATIO else "number"
        self.texts = texts_in(data, cell)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("operator") != Operator.RANGE:
            cleaned["high"] = None  # The field is not in sight then.
        has_number = any(cleaned.get(name) is not None or name in self.errors for name in NUMBERS)
        if not has_number and any(cleaned.get(name) for name in DETAILS):
            self.add_error(self.main, _("Write the value too, or empty what stands beside it."))
        elif cleaned.get("high") is not None and cleaned.get("number") is None and "number" not in self.errors:
            self.add_error("number", _("Write the lowest value too."))
        return cleaned

    @property
    def was(self) -> list[str] | None:
        """What stood in the cell when the page was made; None when the page does not say."""
        try:
            found = json.loads(self.data.get(f"{self.prefix}-was", ""))
        except ValueError:
            return None
        return [str(one) for one in found] if isinstance(found, list) and len(found) == len(FIELDS) else None

    def written(self) -> Written:
        """Return what is to stand in the cell. Call it on a valid form only."""
        cleaned = self.cleaned_data
        return Written(
            self.cell.key,
            operator=cleaned["operator"] or Operator.EXACT,
            **{name: cleaned[name] for name in [*NUMBERS, *DETAILS]},
        )


def texts_in(data: Mapping[str, Any], cell: Cell) -> dict[str, str]:
    """Return what somebody has typed about a cell, as it was typed."""
    typed = {name: str(data.get(f"{cell.pk}-{name}", "")) for name in FIELDS}
    return {**typed, "operator": typed["operator"] or str(Operator.EXACT)}


def texts_of(value: Value | None) -> dict[str, str]:
    """Return what stands in a cell, as it is shown to be changed."""
    if value is None:
        return {**dict.fromkeys(FIELDS, ""), "operator": str(Operator.EXACT)}
    shown = {name: NumberField().prepare_value(getattr(value, name)) or "" for name in NUMBERS}
    day = value.measured_on.isoformat() if value.measured_on else ""
    texts = {name: getattr(value, name) for name in ("note", "source", "source_page")}
    return {"operator": value.operator, **shown, "measured_on": day, **texts}


def same(written: Written, value: Value | None) -> bool:
    """Say whether a cell already holds what is to be written."""
    if value is None or written.is_empty:
        return value is None and written.is_empty
    names = [name for name in FIELDS if name not in {"note", "source", "source_page"}]
    texts = ("note", "source", "source_page")
    return all(_plain(getattr(written, name)) == _plain(getattr(value, name)) for name in names) and all(
        " ".join(getattr(written, name).split()) == getattr(value, name) for name in texts
    )


def _plain(thing: Any) -> Any:
    return thing.normalize() if isinstance(thing, Decimal) else thing


class ReasonForm(forms.Form):
    """Why a return goes back, or is taken up again. The action judges the text."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 4}))
