"""Forms with which a consultation is prepared and run."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cms.consultation.actions.common import REASON_LIMIT, TEXT_LIMIT
from cms.consultation.actions.preparing import QUESTION_LIMIT, QUESTIONS_MOST, Asked
from cms.consultation.models import Consultation, Party, Response
from cms.policy.text import Section
from events.workdays import working_days_after
from network.goals.forms.fields import DayField, ExplainedField, LongTextField

WHO = {
    Consultation.Participation.CLOSED: _("The organisations you ask see the text. Nobody else does until you publish."),
    Consultation.Participation.OPEN: _("Everybody may read the text, and each organisation here may answer."),
}
INFLUENCE = {
    Consultation.Influence.INFORMATION: _("You want to be understood. The answers do not change the text."),
    Consultation.Influence.CONSULTATION: _("There are alternatives, and the answers help you choose."),
    Consultation.Influence.DIALOGUE: _("The text can change after what is answered."),
    Consultation.Influence.INVOLVEMENT: _("Those who answer go on writing the text with you."),
    Consultation.Influence.DECISION: _("Those who answer decide together with you."),
}


class ConsultationForm(forms.Form):
    """Why one asks, whom, and until when."""

    title = forms.CharField(label=_("Title"), max_length=160)
    need = LongTextField(
        label=_("Why we ask"),
        limit=TEXT_LIMIT,
        rows=6,
        help_text=_("What the text is for, what you are unsure of, and what you want to know."),
    )
    participation = ExplainedField(
        label=_("Who may answer"),
        choices=Consultation.Participation.choices,
        words=WHO,
        initial=Consultation.Participation.CLOSED,
    )
    influence = ExplainedField(
        label=_("What an answer can change"),
        choices=Consultation.Influence.choices,
        words=INFLUENCE,
        initial=Consultation.Influence.DIALOGUE,
    )
    closes_on = DayField(
        label=_("Last day to answer"),
        help_text=_("A working day. Three months is usual; an enterprise with a board needs at least six weeks."),
    )


class QuestionsForm(forms.Form):
    """The questions, one row each; an empty row is left out."""

    SPARE = 3

    def __init__(self, *args: Any, sections: list[Section], asked: list[Asked], **options: Any) -> None:
        """Take the sections that a question may be about, and the questions there are."""
        super().__init__(*args, **options)
        choices = [("", _("The whole text"))] + [(one["id"], f"{one['number']}. {one['heading']}") for one in sections]
        rows = min(QUESTIONS_MOST, self._rows(len(asked)))
        for row in range(rows):
            there = asked[row] if row < len(asked) else Asked("")
            self.fields[f"text-{row}"] = forms.CharField(
                label=_("Question %(number)d") % {"number": row + 1},
                max_length=QUESTION_LIMIT,
                required=False,
                initial=there.text,
            )
            self.fields[f"section-{row}"] = forms.ChoiceField(
                label=_("It is about"), choices=choices, required=False, initial=str(there.section or "")
            )
        self.rows = rows

    def _rows(self, there: int) -> int:
        sent = sum(1 for name in self.data if name.startswith("text-"))
        return max(there + self.SPARE, sent)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the two fields of each row."""
        return [(self[f"text-{row}"], self[f"section-{row}"]) for row in range(self.rows)]

    def asked(self) -> list[Asked]:
        """Return the questions that have words."""
        found = []
        for row in range(self.rows):
            text, section = self.cleaned_data[f"text-{row}"].strip(), self.cleaned_data[f"section-{row}"]
            if text:
                found.append(Asked(text, UUID(section) if section else None))
        return found


class PartyForm(forms.Form):
    """Which organisation is asked."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, consultation: Consultation, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = consultation.parties.filter(asked=True).values("organisation")
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.exclude(pk__in=asked).exclude(pk=consultation.organisation_id)


class ExtendForm(forms.Form):
    """A later last day, and why; for everybody or for one party."""

    to = DayField(label=_("New last day"))
    reason = forms.CharField(label=_("Reason"), max_length=REASON_LIMIT)
    party = forms.ModelChoiceField(
        label=_("For whom"), queryset=Party.objects.none(), required=False, empty_label=_("For everybody who is asked")
    )

    def __init__(self, *args: Any, consultation: Consultation, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["party"]
        field.queryset = consultation.parties.filter(answer__given_at__isnull=True).select_related("organisation")
        field.label_from_instance = lambda party: str(party.organisation)


class ReasonForm(forms.Form):
    """Why something is stopped."""

    reason = LongTextField(label=_("Reason"), limit=400, rows=3)


class ResponseForm(forms.Form):
    """What was made of one point, and why."""

    verdict = forms.ChoiceField(label=_("What we did"), choices=Response.Verdict.choices, widget=forms.RadioSelect)
    why = LongTextField(label=_("Why"), limit=TEXT_LIMIT, rows=3)


def suggested_last_day(today: date) -> date:
    """Return the working day about three months ahead."""
    return working_days_after(today, 60)
