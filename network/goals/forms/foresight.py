"""Forms about other areas' series, effects of changed rules, and calculations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.goals.actions.common import STORY_LIMIT
from network.goals.actions.foresight import LONGEST_SERIES, Assumed, SaidValue
from network.goals.forms.fields import DayField, LongTextField, NumberField
from network.goals.models import Indicator, Operator, Scenario
from network.goals.scenarios import Key


class BenchmarkForm(forms.Form):
    """Whose series it is, and what it measures."""

    area = forms.CharField(label=_("Area"), max_length=160, help_text=_("For example Östra Södertörn."))
    name = forms.CharField(label=_("What is measured"), max_length=160)
    unit = forms.CharField(label=_("Unit"), max_length=40)
    start_year = forms.IntegerField(
        label=_("Start year"),
        min_value=1990,
        help_text=_("When the work began there. The years below are counted from it."),
    )
    indicator = forms.ModelChoiceField(
        label=_("Beside our own figure"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("None: shown by itself"),
    )
    note = LongTextField(label=_("Note"), limit=600, rows=3, required=False)

    def __init__(self, *args: Any, indicators: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]

    def fix_name(self) -> None:
        """Keep what a series is known by when its numbers change."""
        for name in ("area", "name"):
            self.fields[name].disabled = True
            self.fields[name].help_text = _("The series is known by this. Add another series for something else.")


class SaidForm(forms.Form):
    """One number as its source puts it. A row that is left as it was counts for nothing."""

    years = forms.IntegerField(label=_("Years since the start"), min_value=0, max_value=LONGEST_SERIES)
    operator = forms.ChoiceField(label=_("How exact"), choices=Operator.choices, initial=Operator.EXACT)
    number = NumberField(label=_("Number"))
    high = NumberField(label=_("To"), required=False)
    as_said = forms.CharField(label=_("As said"), max_length=80, required=False)
    source = forms.CharField(label=_("Source"), max_length=300)
    source_page = forms.CharField(label=_("Page"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of a range, beside the row that lacks one."""
        cleaned = super().clean() or {}
        ranged = cleaned.get("operator") == Operator.RANGE
        if "operator" in cleaned and "high" in cleaned and ranged != (cleaned["high"] is not None):
            self.add_error("high", _("Give both ends of a range, and only then."))
        return cleaned


class SaidRows:
    """The rows of a benchmark: those sent, or those there are, and an empty one."""

    def __init__(self, data: Mapping[str, str] | None, values: list[dict[str, Any]]) -> None:
        self.sent = data is not None
        if data is None:
            self.forms = [self._form(None, place, value) for place, value in enumerate([*values, {}])]
            return
        written = data.get("rader", "")
        count = min(int(written), LONGEST_SERIES) if written.isdecimal() and len(written) < 4 else 1
        self.forms = [self._form(data, place, {}) for place in range(count)]

    @staticmethod
    def _form(data: Mapping[str, str] | None, place: int, value: dict[str, Any]) -> SaidForm:
        return SaidForm(data, prefix=f"rad-{place}", initial=value, empty_permitted=True, use_required_attribute=False)

    def more(self) -> None:
        """Add an empty row; what has been typed in the others stays, untried."""
        kept: list[dict[str, Any]] = [{name: one[name].value() for name in one.fields} for one in self.forms]
        rows = [*kept, {}] if len(kept) < LONGEST_SERIES else kept
        self.sent, self.forms = False, [self._form(None, place, value) for place, value in enumerate(rows)]

    def is_valid(self) -> bool:
        """Say whether every row that holds something is right, and one does."""
        valid = [one.is_valid() for one in self.forms]  # All of them, so that each shows what is wrong.
        return all(valid) and bool(self.values())

    def values(self) -> list[SaidValue]:
        """Return what the rows say, by year."""
        said = [SaidValue(**one.cleaned_data) for one in self.forms if one.has_changed()]
        return sorted(said, key=lambda one: one.years)


class ImpactCallForm(forms.Form):
    """Which rule changes, and by when to answer."""

    title = forms.CharField(label=_("What changes"), max_length=160)
    description = LongTextField(
        label=_("What it is about"),
        limit=STORY_LIMIT,
        rows=6,
        required=False,
        help_text=_("So that everybody answers the same question: what is new, for whom, and compared with what."),
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    takes_effect_on = DayField(label=_("Takes effect on"), required=False)
    due = DayField(label=_("Answer by"))


class ImpactAnswerForm(forms.Form):
    """One enterprise's estimate."""

    places = forms.IntegerField(
        label=_("Places gained or lost"),
        help_text=_(
            "Places for work and training in your enterprise. Write −3 if three would go, 0 if nothing changes."
        ),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    income_share = NumberField(
        label=_("Share of the income concerned, per cent"),
        required=False,
        help_text=_("How much of a year's income hangs on this rule, from 0 to 100."),
    )
    comment = LongTextField(label=_("Comment"), limit=1000, rows=3, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        if data is not None and "places" in data:
            data = data.copy()
            self.typed_places = data["places"]
            data["places"] = self.typed_places.replace("\u2212", "-").replace("\u2013", "-")
        super().__init__(data, **options)


class ScenarioForm(forms.Form):
    """What is calculated, and the assumptions it rests on: each with a value, a range and a source."""

    title = forms.CharField(label=_("Title"), max_length=160)
    description = LongTextField(label=_("What it is about"), limit=1000, rows=3, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key in Key:
            self.fields[f"{key.value}-number"] = NumberField(label=_("Value"))
            self.fields[f"{key.value}-low"] = NumberField(label=_("Lowest"))
            self.fields[f"{key.value}-high"] = NumberField(label=_("Highest"))
            self.fields[f"{key.value}-source"] = forms.CharField(label=_("Source"), max_length=300)

    def assumptions(self) -> list[dict[str, Any]]:
        """Return the fields of each assumption."""
        return [
            {"label": key.label, **{part: self[f"{key.value}-{part}"] for part in ("number", "low", "high", "source")}}
            for key in Key
        ]

    def clean(self) -> dict[str, Any]:
        """Hold each value against its range, beside the value."""
        cleaned = super().clean() or {}
        for key in Key:
            low, number, high = (cleaned.get(f"{key.value}-{part}") for part in ("low", "number", "high"))
            if low is None or number is None or high is None:
                continue
            if not Decimal(0) <= low <= number <= high:
                words = _("The value must lie between the lowest and the highest, from zero on.")
                self.add_error(f"{key.value}-number", words)
        return cleaned

    def assumed(self) -> list[Assumed]:
        """Return the assumptions as they were written."""
        return [
            Assumed(
                key.value,
                **{part: self.cleaned_data[f"{key.value}-{part}"] for part in ("number", "low", "high", "source")},
            )
            for key in Key
        ]


def initial_of(scenario: Scenario) -> dict[str, Any]:
    """Return what the form of a saved calculation starts with."""
    found: dict[str, Any] = {"title": scenario.title, "description": scenario.description}
    for one in scenario.assumptions.all():
        found |= {f"{one.key}-{part}": getattr(one, part) for part in ("number", "low", "high", "source")}
    return found


class NumbersForm(forms.Form):
    """Other values for the assumptions, to see what comes of them; nothing is kept."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key in Key:
            self.fields[key.value] = NumberField(label=key.label)

    def numbers(self) -> dict[str, Decimal]:
        """Return the values by assumption."""
        return {key.value: self.cleaned_data[key.value] for key in Key}
