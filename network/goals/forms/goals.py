"""Forms with which goals are proposed, changed, adopted and closed, and with which organisations take part in them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from network.goals.actions.common import REASON_LIMIT, STORY_LIMIT
from network.goals.forms.fields import DayField, ExplainedField, LongTextField
from network.goals.models import Activity, Commitment, Goal, Position, Visibility
from network.goals.reckoning.status import TOLD, Status

STATUS_RULES = {
    Goal.StatusRule.INDICATORS: _("If one key figure is far behind, so is the goal, however well the others go."),
    Goal.StatusRule.ACTIVITIES: _(
        "It is behind when something should have been done by now, and reached when everything is done."
    ),
    Goal.StatusRule.STATED: _(
        "Those who lead the council say how it goes and why. Choose this when nothing is counted."
    ),
}
WHO_READS = {
    Visibility.COUNCIL: _("Organisations with a seat in the council read it, and nobody else."),
    Visibility.PUBLIC: _(
        "Everybody reads it once it has been adopted, without signing in. Figures about few people are left out."
    ),
}
STANCES = {
    Position.Stance.SUPPORTS: _("Your organisation stands behind the goal as it is written."),
    Position.Stance.CONDITIONS: _("It stands behind the goal if something else holds. Say what."),
    Position.Stance.ABSTAINS: _("It takes no side. That is an answer too, and is shown as one."),
    Position.Stance.OPPOSES: _("It does not want this goal. Say why."),
}
ROLES = {
    Commitment.Role.OWNER: _("Answers for the goal being reached, together with the other owners."),
    Commitment.Role.CONTRIBUTOR: _("Does a part of what is needed."),
    Commitment.Role.ADVISER: _("Gives knowledge, and answers for nothing else."),
}
INDENT = "\u2003"


class GoalForm(forms.Form):
    """What is to be reached, by when, and how one will know."""

    title = forms.CharField(label=_("Goal"), max_length=160, help_text=_("One sentence that says what will be true."))
    story = LongTextField(label=_("What it means and why"), limit=STORY_LIMIT, rows=6, required=False)
    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=Goal.objects.none(),
        required=False,
        help_text=_("A goal can be a part of a larger one, in at most four levels."),
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("To"))
    status_rule = ExplainedField(
        label=_("How its status comes about"),
        choices=Goal.StatusRule.choices,
        words=STATUS_RULES,
        initial=Goal.StatusRule.INDICATORS,
    )
    visibility = ExplainedField(
        label=_("Who may read it"), choices=Visibility.choices, words=WHO_READS, initial=Visibility.COUNCIL
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Where the wish comes from, with the page.")
    )

    def __init__(self, *args: Any, tree: Sequence[tuple[int, Goal]], **options: Any) -> None:
        """Take the goals that this one may be a part of, each with its level, in the order of the tree."""
        super().__init__(*args, **options)
        parent: Any = self.fields["parent"]
        parent.queryset = Goal.objects.filter(pk__in=[goal.pk for _level, goal in tree])
        parent.choices = [
            ("", _("No larger goal")),
            *((goal.pk, f"{INDENT * level}{goal.number}. {goal.title}") for level, goal in tree),
        ]


class AdoptForm(forms.Form):
    """By which decision a goal became the council's."""

    decision = forms.CharField(
        label=_("Decision"),
        max_length=300,
        help_text=_("Which body decided, and under which paragraph. For example: Municipal board of Huddinge, § 45."),
    )
    decided_on = DayField(label=_("Decided on"))
    decision_url = forms.CharField(
        label=_("Where the decision stands"),
        max_length=500,
        required=False,
        help_text=_("The address of the minutes, beginning with https://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = LongTextField(label=_("Reason"), limit=REASON_LIMIT, rows=3)


class StatusForm(forms.Form):
    """How it goes, said by those who lead the council."""

    status = forms.ChoiceField(
        label=_("How it goes"),
        choices=[(one.value, one.label) for one in Status if one in TOLD],
        widget=forms.RadioSelect,
    )
    reason = LongTextField(
        label=_("Reason"),
        limit=REASON_LIMIT,
        rows=3,
        help_text=_("What you build it on. It is shown beside the status."),
    )


class PositionForm(forms.Form):
    """Where an organisation stands."""

    stance = ExplainedField(label=_("Position"), choices=Position.Stance.choices, words=STANCES)
    reason = LongTextField(
        label=_("Reason"),
        limit=1000,
        required=False,
        help_text=_("Needed for a position with conditions or against. Others in the council read it."),
    )


class CommitmentForm(forms.Form):
    """An organisation's part in a goal."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    role = ExplainedField(label=_("Role"), choices=Commitment.Role.choices, words=ROLES)
    contribution = LongTextField(
        label=_("Contribution, in own words"),
        limit=1000,
        required=False,
        help_text=_("What the organisation will do, so clearly that it can be checked."),
    )

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class ActivityForm(forms.Form):
    """Something to be done, by whom and by when."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    organisation = forms.ModelChoiceField(
        label=_("Who does it"), queryset=Organisation.objects.none(), empty_label=_("Choose an organisation")
    )
    due = DayField(label=_("Done by"))
    note = LongTextField(label=_("Note"), limit=1000, rows=3, required=False)

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class ChangeActivityForm(ActivityForm):
    """The same, and how far it has come."""

    state = forms.ChoiceField(label=_("State"), choices=Activity.State.choices)
    field_order = ["title", "state", "organisation", "due", "note"]
