"""Forms about what is measured, what it should become, who reports it, and how figures are broken down."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Person
from network.goals.actions.common import REASON_LIMIT, STORY_LIMIT
from network.goals.forms.fields import DayField, ExplainedField, LongTextField, NumberField, SectionedForm
from network.goals.forms.goals import WHO_READS
from network.goals.models import Calendar, Dimension, Indicator, Visibility

KINDS = {
    Indicator.Kind.STOCK: _("For example places on the last of December."),
    Indicator.Kind.FLOW: _("For example people who went to work during the year."),
    Indicator.Kind.RATIO: _(
        "For example 18 of 60 went to work. Both numbers are reported, so that shares can be put together."
    ),
    Indicator.Kind.SCORE: _("For example 3.8 on a scale from 1 to 5."),
}
OVER_TIME = {
    Indicator.OverTime.LATEST: _("40 places in 2016 and 50 in 2017 make 50."),
    Indicator.OverTime.SUM: _("12 to work in 2016 and 15 in 2017 make 27."),
    Indicator.OverTime.MEAN: _("A grade of 3 in 2016 and 4 in 2017 makes 3.5."),
    Indicator.OverTime.MAX: _("50 places in 2016 and 45 in 2017 make 50."),
}
OVER_ORGANISATIONS = {
    Indicator.OverOrganisations.SUM: _("20 places here and 30 there make 50. Nobody may be counted by both."),
    Indicator.OverOrganisations.RATIO: _(
        "10 of 20 here and 5 of 80 there make 15 of 100, not the mean of 50 and 6 per cent."
    ),
    Indicator.OverOrganisations.MEAN: _("A grade of 3 here and 4 there makes 3.5."),
    Indicator.OverOrganisations.MAX: _("4 weeks to wait here and 9 there make 9."),
    Indicator.OverOrganisations.MIN: _("4 weeks to wait here and 9 there make 4."),
    Indicator.OverOrganisations.OVERLAPPING: _(
        "40 people here and 30 there, of whom some are the same, make between 40 and 70. It is never added."
    ),
    Indicator.OverOrganisations.SINGLE: _("What one organisation reports is the figure; others can report beside it."),
}
DIRECTIONS = {
    Indicator.Direction.UP: _("Targets are read as “at least”."),
    Indicator.Direction.DOWN: _("Targets are read as “at most”."),
    Indicator.Direction.WITHIN: _("Targets have two ends and are read as “between”."),
}
SCALES = [
    (1, _("As it is: 0.3")),
    (100, _("Per cent: 30")),
    (1000, _("Per thousand: 300")),
    (100_000, _("Per 100 000: 30 000")),
]
PRESETS: dict[str, tuple[Any, dict[str, Any]]] = {
    "antal": (_("A number at a moment"), {"kind": "stock", "over_time": "latest", "over_organisations": "sum"}),
    "under-aret": (_("A number during a time"), {"kind": "flow", "over_time": "sum", "over_organisations": "sum"}),
    "procent": (
        _("A share in per cent"),
        {
            "kind": "ratio", "over_time": "latest", "over_organisations": "ratio", "unit": "%", "scale": 100,
            "decimals": 1, "plausible_low": 0, "plausible_high": 100,
        },
    ),
    "betyg": (
        _("A grade"),
        {"kind": "score", "over_time": "mean", "over_organisations": "mean", "decimals": 1, "threshold": 0},
    ),
}  # fmt: skip
"""What a new figure can start from: by its word in the address, how it is named and what it fills in."""


class IndicatorForm(SectionedForm):
    """What exactly is measured, how it is put together, and who sees it."""

    groups = (
        ("what", _("What is measured"), "", ("name", "code", "definition", "unit", "kind", "source")),
        (
            "together",
            _("How it is put together"),
            _("The figure shown for the goal is made of what many report, at many times. Say how."),
            ("over_time", "over_organisations", "single_source"),
        ),
        ("how-often", _("How often and how exactly"), "", ("calendar", "decimals", "scale", "dimensions")),
        ("wanted", _("What is wanted"), "", ("direction", "baseline", "baseline_on")),
        (
            "plausible",
            _("What is plausible"),
            _(
                "Who writes a number outside this is asked to look again. "
                "It can still be sent: what is odd may be true."
            ),
            ("plausible_low", "plausible_high"),
        ),
        ("who", _("Who sees it"), "", ("is_key", "visibility", "threshold")),
    )

    name = forms.CharField(label=_("Name"), max_length=160)
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        required=False,
        help_text=_("Small letters a–z, digits and hyphens. Made from the name if you leave it empty; never changes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    definition = LongTextField(
        label=_("Exactly what is counted"),
        limit=STORY_LIMIT,
        required=False,
        help_text=_("So that everybody who reports counts the same: what is counted, what is not, and on which day."),
    )
    unit = forms.CharField(label=_("Unit"), max_length=40, help_text=_("For example places, people, kronor, %."))
    kind = ExplainedField(label=_("Kind"), choices=Indicator.Kind.choices, words=KINDS, initial="stock")
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    over_time = ExplainedField(
        label=_("Over time"), choices=Indicator.OverTime.choices, words=OVER_TIME, initial="latest"
    )
    over_organisations = ExplainedField(
        label=_("Over organisations"),
        choices=Indicator.OverOrganisations.choices,
        words=OVER_ORGANISATIONS,
        initial="sum",
    )
    single_source = forms.ModelChoiceField(
        label=_("The only source"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None: several report"),
        help_text=_("Only when one organisation alone is the source."),
    )
    calendar = forms.ChoiceField(label=_("How often"), choices=Calendar.choices, initial=Calendar.YEAR)
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=4, initial=0)
    scale = forms.TypedChoiceField(
        label=_("A share is shown"), choices=SCALES, coerce=int, initial=1, help_text=_("Only for shares.")
    )
    dimensions = forms.ModelMultipleChoiceField(
        label=_("Broken down by"),
        queryset=Dimension.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Decided once, when the figure is added."),
    )
    direction = ExplainedField(
        label=_("Direction"), choices=Indicator.Direction.choices, words=DIRECTIONS, initial="up"
    )
    baseline = NumberField(label=_("Starting value"), required=False, help_text=_("What it was when the work began."))
    baseline_on = DayField(label=_("Day of the starting value"), required=False)
    plausible_low = NumberField(label=_("Lowest plausible value"), required=False)
    plausible_high = NumberField(label=_("Highest plausible value"), required=False)
    is_key = forms.BooleanField(
        label=_("Key figure"),
        required=False,
        help_text=_("Shown on the overview. Where a goal has key figures, its status comes from them alone."),
    )
    visibility = ExplainedField(
        label=_("Who may read it"),
        choices=Visibility.choices,
        words={
            Visibility.COUNCIL: WHO_READS[Visibility.COUNCIL],
            Visibility.PUBLIC: _("Everybody, if the goal is public too. It is then also open data."),
        },
        initial=Visibility.COUNCIL,
    )
    threshold = forms.IntegerField(
        label=_("Smallest group shown to the public"),
        min_value=0,
        max_value=100,
        initial=5,
        help_text=_(
            "A number of people below this is never shown outside the council, so that nobody can be recognised. "
            "Where it could be worked out from the others, one more is left out. Write 0 if people are not counted."
        ),
    )

    def __init__(self, *args: Any, council: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["single_source"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["dimensions"].queryset = Dimension.objects.filter(council=council.pk)  # type: ignore[attr-defined]
        scale = self.initial.get("scale")
        if scale and scale not in dict(SCALES):
            self.fields["scale"].choices = [*SCALES, (scale, str(scale))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Make a code from the name when none was written."""
        cleaned = super().clean() or {}
        if "code" in self.fields and not cleaned.get("code"):
            cleaned["code"] = code_from(cleaned.get("name", ""), 60)
        return cleaned

    def fix(self, names: list[str]) -> None:
        """Show what cannot change any more, without letting it change."""
        for name in names:
            self.fields[name].disabled = True

    def only_what_changes(self) -> None:
        """Take away what is decided once, when the figure is added."""
        for name in ("code", "dimensions"):
            del self.fields[name]


def code_from(name: str, limit: int = 30) -> str:
    """Return a code made from a name: "Kvinnor och män" becomes "kvinnor-och-man"."""
    return slugify(name)[:limit].strip("-_")


class TargetForm(forms.Form):
    """What a figure should be on a day."""

    on = DayField(label=_("On"))
    number = NumberField(label=_("Target"))
    high = NumberField(label=_("Highest"), required=False)
    cell = forms.ChoiceField(label=_("For"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("Whose target"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("All together"),
    )
    reason = LongTextField(
        label=_("Reason"),
        limit=REASON_LIMIT,
        rows=3,
        required=False,
        help_text=_("Needed if there already is a target for that day."),
    )

    def __init__(
        self, *args: Any, indicator: Indicator, cells: list[tuple[str, str]], organisations: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if len(cells) > 1:
            self.fields["cell"].choices = cells  # type: ignore[attr-defined]
        else:
            del self.fields["cell"]
        if indicator.direction == Indicator.Direction.WITHIN:
            self.fields["number"].label = _("Lowest")
            self.fields["high"].required = True
        else:
            del self.fields["high"]


class ChangeTargetForm(TargetForm):
    """Another number for a target that there is, with the reason."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("on", "cell", "organisation"):
            self.fields.pop(name, None)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _("Shown beside the target, together with what it was before.")


class ReporterForm(forms.Form):
    """Who reports for an organisation, and who steps in."""

    reporter = forms.ModelChoiceField(
        label=_("Reporter"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody named yet")
    )
    deputy = forms.ModelChoiceField(
        label=_("Steps in"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody named yet")
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("reporter", "deputy"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class DimensionForm(forms.Form):
    """One more way to break figures down."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("For example sex, or age."))
    categories = LongTextField(
        label=_("Groups"),
        limit=3000,
        rows=5,
        help_text=_(
            "One on each line. Together they make up everybody, and nobody belongs to two. "
            "Never a group that could name a person."
        ),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        required=False,
        help_text=_("Small letters a–z, digits and hyphens. Made from the name if you leave it empty; never changes."),
    )

    def clean(self) -> dict[str, Any]:
        """Make codes from names."""
        cleaned = super().clean() or {}
        lines = [line.strip() for line in str(cleaned.get("categories", "")).splitlines() if line.strip()]
        cleaned["categories"] = [{"code": code_from(line), "name": line} for line in lines]
        cleaned["code"] = cleaned.get("code") or code_from(cleaned.get("name", ""))
        return cleaned
