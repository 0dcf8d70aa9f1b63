"""The form for steps with questions: one part for each question, and one more that is empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.goals.forms.fields import LongTextField
from workshops.plans.models import Step
from workshops.plans.step_forms import BoardForm, SpeakingForm, StepForm, TablesForm, VoteForm, _keyed, _lines

MOST_QUESTIONS = 20
KINDS = [
    ("single", gettext_lazy("One answer of several")),
    ("several", gettext_lazy("Several answers")),
    ("scale", gettext_lazy("A scale")),
    ("ranking", gettext_lazy("Answers in order")),
    ("words", gettext_lazy("Single words")),
    ("text", gettext_lazy("Own words")),
]
CHOSEN_FROM = {"single", "several", "ranking"}
WORDED = ("text", "kind", "options")
BESIDE = (("most", "low", "high"), ("low_label", "high_label"))
"""Short fields that stand beside each other."""
PARTS = (*WORDED, *BESIDE[0], *BESIDE[1])


class PollForm(StepForm):
    """A poll, a check-in or an evaluation. A question whose words are taken out is taken out itself."""

    running = forms.BooleanField(
        label=gettext_lazy("The results are shown while people answer"),
        required=False,
        help_text=gettext_lazy("Without this they are shown when you reveal them."),
    )
    more = ("running",)

    def __init__(self, *args: Any, count: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known: list[dict[str, Any]] = self.stored.get("questions", [])
        self.count = min(MOST_QUESTIONS, max(count, len(self.known), 1))
        for number in range(self.count):
            for name, field in _fields().items():
                self.fields[f"q{number}_{name}"] = field
            if number < len(self.known):
                for name, value in _first(self.known[number]).items():
                    self.initial.setdefault(f"q{number}_{name}", value)

    def own_fields(self) -> list[forms.BoundField]:
        """Return the fields of the step itself, without those of its questions."""
        return [field for field in self if not field.name.startswith("q")]

    def questions(self) -> list[dict[str, Any]]:
        """Return the fields of each question, for the page."""
        return [
            {
                "number": number + 1,
                "fields": [self[f"q{number}_{name}"] for name in WORDED],
                "rows": [[self[f"q{number}_{name}"] for name in row] for row in BESIDE],
            }
            for number in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Check each question by its kind, and that there is one."""
        said: dict[str, Any] = super().clean() or {}
        asked = [number for number in range(self.count) if said.get(f"q{number}_text")]
        for number in range(self.count):
            self._check(number, said, written=number in asked)
        if not asked and not self.errors:
            self.add_error("q0_text", _("Write at least one question."))
        return said

    def _check(self, number: int, said: dict[str, Any], *, written: bool) -> None:
        options = _lines(said.get(f"q{number}_options") or "")
        if not written:
            if options and f"q{number}_text" not in self.errors:
                self.add_error(f"q{number}_text", _("Write the question that these answers belong to."))
            return
        kind = said.get(f"q{number}_kind")
        if not kind and f"q{number}_kind" not in self.errors:
            self.add_error(f"q{number}_kind", _("Choose how it is answered."))
        if kind in CHOSEN_FROM and not 2 <= len(set(options)) <= 20:
            self.add_error(f"q{number}_options", _("Write between 2 and 20 answers, one on each line."))
        if any(len(option) > 200 for option in options):
            self.add_error(f"q{number}_options", _("An answer can be 200 characters long at most."))
        if kind == "scale" and _number(said, number, "low", 1) >= _number(said, number, "high", 5):
            self.add_error(f"q{number}_high", _("The scale must end higher than it begins."))

    def settings(self) -> dict[str, Any]:
        said = self.cleaned_data
        taken = {question["id"] for question in self.known}
        asked = [number for number in range(self.count) if said[f"q{number}_text"]]
        return {"questions": [self._question(number, said, taken) for number in asked], "running": said["running"]}

    def _question(self, number: int, said: dict[str, Any], taken: set[str]) -> dict[str, Any]:
        known = self.known[number] if number < len(self.known) else {}
        key = known.get("id") or next(f"f{n}" for n in range(1, 100) if f"f{n}" not in taken)
        taken.add(key)
        kind = said[f"q{number}_kind"]
        options = _lines(said[f"q{number}_options"]) if kind in CHOSEN_FROM else []
        return {
            "id": key,
            "kind": kind,
            "text": said[f"q{number}_text"],
            "options": _keyed(options, known.get("options", []), "text", "s"),
            "most": _number(said, number, "most", max(1, len(set(options))) if kind == "several" else 3),
            "low": _number(said, number, "low", 1),
            "high": _number(said, number, "high", 5),
            "low_label": said[f"q{number}_low_label"],
            "high_label": said[f"q{number}_high_label"],
        }


def _number(said: dict[str, Any], number: int, name: str, otherwise: int) -> int:
    value = said.get(f"q{number}_{name}")
    return otherwise if value is None else int(value)


def _first(question: dict[str, Any]) -> dict[str, Any]:
    options = "\n".join(option["text"] for option in question.get("options", []))
    return {**{name: question.get(name) for name in PARTS if name != "options"}, "options": options}


def _fields() -> dict[str, forms.Field]:
    return {
        "text": forms.CharField(
            label=gettext_lazy("Question"),
            max_length=300,
            required=False,
            help_text=gettext_lazy("Empty: the question is taken out."),
        ),
        "kind": forms.ChoiceField(label=gettext_lazy("How it is answered"), choices=KINDS, required=False),
        "options": LongTextField(
            label=gettext_lazy("Answers to choose from"),
            limit=4500,
            rows=3,
            required=False,
            help_text=gettext_lazy("One on each line. Only for questions with answers to choose or put in order."),
        ),
        "most": forms.IntegerField(
            label=gettext_lazy("At most so many answers or words"), min_value=1, max_value=20, required=False
        ),
        "low": forms.IntegerField(
            label=gettext_lazy("The scale begins at"), min_value=0, max_value=10, required=False, initial=1
        ),
        "high": forms.IntegerField(
            label=gettext_lazy("The scale ends at"), min_value=1, max_value=10, required=False, initial=5
        ),
        "low_label": forms.CharField(label=gettext_lazy("What the lowest means"), max_length=60, required=False),
        "high_label": forms.CharField(label=gettext_lazy("What the highest means"), max_length=60, required=False),
    }


FORMS: dict[str, type[StepForm]] = {
    Step.Type.CHECKIN: PollForm,
    Step.Type.POLL: PollForm,
    Step.Type.EVALUATION: PollForm,
    Step.Type.BOARD: BoardForm,
    Step.Type.TABLES: TablesForm,
    Step.Type.VOTE: VoteForm,
    Step.Type.SPEAKING: SpeakingForm,
}
WORDS: dict[str, Any] = {
    Step.Type.INFO: gettext_lazy("You tell something, and everybody sees it in their own time."),
    Step.Type.CHECKIN: gettext_lazy("A few quick questions that let everybody say something at once."),
    Step.Type.BOARD: gettext_lazy("Everybody writes notes in columns, and sorts them together."),
    Step.Type.VOTE: gettext_lazy("Dots on the notes of an earlier board show what weighs most."),
    Step.Type.POLL: gettext_lazy("Questions with answers to choose, scales, words or own text."),
    Step.Type.QUESTIONS: gettext_lazy("People ask, support each other's questions, and you tick them off."),
    Step.Type.SPEAKING: gettext_lazy("Raised hands in an order that lets everybody be heard."),
    Step.Type.TABLES: gettext_lazy("Mixed tables that talk and write together, and tell the others."),
    Step.Type.OUTCOMES: gettext_lazy("What you agree on, who does what, and what goes on to the council."),
    Step.Type.EVALUATION: gettext_lazy("What people thought of it, without names."),
}


def form_for(type_: str) -> type[StepForm]:
    """Return the form for a way of working."""
    return FORMS.get(type_, StepForm)
