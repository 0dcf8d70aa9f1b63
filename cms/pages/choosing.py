"""Form fields by which editors choose among the councils' own things."""

from typing import Any

from django import forms

from accounts.actor import NOBODY
from network.goals.models import Goal
from network.goals.queries import goals_visible_to


class GoalField(forms.ModelChoiceField[Goal]):
    """A goal that everybody may read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Goal.objects.none(), **options)
        self.queryset = goals_visible_to(NOBODY).select_related("council")

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.council} · {obj.number}. {obj.title}"
