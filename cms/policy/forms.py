"""The form that says which goal or activity does what a policy promises."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.goals.models import Activity, Goal

INDENT = "\u2003"


class TieForm(forms.Form):
    """One choice among the goals of the councils around a person, and their activities."""

    done_by = forms.ChoiceField(label=_("What does this"), required=False)

    def __init__(self, *args: Any, goals: Sequence[Goal], **options: Any) -> None:
        super().__init__(*args, **options)
        self._goals = {f"goal:{one.pk}": one for one in goals}
        self._activities = {f"activity:{one.pk}": one for goal in goals for one in goal.activities.all()}
        field: Any = self.fields["done_by"]
        field.choices = [("", _("Nothing yet")), *_groups(goals)]

    def clean(self) -> dict[str, Any]:
        """Return what was chosen as `goal` and `activity`; one of them is None, or both."""
        chosen = self.cleaned_data.get("done_by", "")
        return {"goal": self._goals.get(chosen), "activity": self._activities.get(chosen)}


def _groups(goals: Sequence[Goal]) -> list[tuple[str, list[tuple[str, str]]]]:
    by_council: dict[str, list[tuple[str, str]]] = {}
    for goal in goals:
        group = by_council.setdefault(str(goal.council), [])
        group.append((f"goal:{goal.pk}", f"{goal.number}. {goal.title}"))
        group += [(f"activity:{one.pk}", f"{INDENT}{one.title}") for one in goal.activities.all()]
    return list(by_council.items())


def chosen(goal: Goal | None, activity: Activity | None) -> str:
    """Return the choice that stands for what is tied now."""
    if activity:
        return f"activity:{activity.pk}"
    return f"goal:{goal.pk}" if goal else ""
