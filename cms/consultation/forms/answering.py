"""The form of an answer: a position and reasons to each question, and remarks on the sections."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.asking import differences
from cms.consultation.actions.answering import Said, Words
from cms.consultation.actions.common import POINT_LIMIT, TEXT_LIMIT
from cms.consultation.models import Answer, Party, Position, Question
from cms.policy.text import Section
from network.goals.forms.fields import DayField, LongTextField


class AnswerForm(forms.Form):
    """Nothing in it has to be filled in to be saved; what is missing is said when the answer is given."""

    summary = LongTextField(
        label=_("Summary"),
        limit=TEXT_LIMIT,
        rows=5,
        required=False,
        help_text=_("What you think of the whole, first and short. Many read only this."),
    )
    decided_by = forms.CharField(
        label=_("Who decided on the answer"),
        max_length=160,
        required=False,
        help_text=_("For instance the board, or the head of the department by delegation."),
    )
    decided_on = DayField(label=_("Decided on"), required=False)
    reference = forms.CharField(
        label=_("Your reference"),
        max_length=120,
        required=False,
        help_text=_("Case number or paragraph of the minutes."),
    )

    def __init__(self, data: Any, *, party: Party, answer: Answer | None) -> None:
        """Take who answers, and what is written so far."""
        self.stale = False
        self.questions: list[Question] = list(party.consultation.questions.all())
        subject = answer.subject if answer else party.consultation.subject
        self.sections: list[Section] = list(subject.sections) if subject else []
        super().__init__(data, initial=_initial(answer))
        for question in self.questions:
            self.fields[f"stance-{question.pk}"] = forms.ChoiceField(
                label=_("Where you stand"), choices=Position.Stance.choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"text-{question.pk}"] = LongTextField(
                label=_("Reasons"), limit=POINT_LIMIT, rows=4, required=False
            )
        for section in self.sections:
            self.fields[f"remark-{section['id']}"] = LongTextField(
                label=_("Remark on section %(number)d") % {"number": section["number"]},
                limit=POINT_LIMIT,
                rows=3,
                required=False,
            )

    def question_rows(self) -> list[dict[str, Any]]:
        """Return each question with its two fields."""
        return [
            {"question": one, "stance": self[f"stance-{one.pk}"], "text": self[f"text-{one.pk}"]}
            for one in self.questions
        ]

    def section_rows(self) -> list[dict[str, Any]]:
        """Return each section of the text with the field for a remark."""
        return [{"section": one, "remark": self[f"remark-{one['id']}"]} for one in self.sections]

    def differences(self) -> list[dict[str, Any]]:
        """Return where what is being sent differs from what a colleague has saved meanwhile."""
        return differences(self)

    def words(self) -> Words:
        """Return what has been written."""
        data = self.cleaned_data
        return Words(
            summary=data["summary"],
            decided_by=data["decided_by"],
            decided_on=data["decided_on"],
            reference=data["reference"],
            positions={one.pk: Said(data[f"stance-{one.pk}"], data[f"text-{one.pk}"]) for one in self.questions},
            remarks={UUID(one["id"]): data[f"remark-{one['id']}"] for one in self.sections},
        )


def _initial(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {}
    told: dict[str, Any] = {
        name: getattr(answer, name) for name in ("summary", "decided_by", "decided_on", "reference")
    }
    for position in answer.positions.all():
        told |= {f"stance-{position.question_id}": position.stance, f"text-{position.question_id}": position.text}
    return told | {f"remark-{remark.section}": remark.text for remark in answer.remarks.all()}
