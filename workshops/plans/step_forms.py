"""Forms for the steps of a plan. Each way of working has its own fields; `settings()` makes of them what is stored."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.goals.forms.fields import ExplainedField, LongTextField
from workshops.plans.forms import NAMING_WORDS
from workshops.plans.models import Naming, Step, Workshop


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _keyed(titles: list[str], known: list[Mapping[str, Any]], word: str, letter: str) -> list[dict[str, str]]:
    """Return titles with ids: those that were there keep theirs, so that what hangs on them stays."""
    ids = {str(one[word]): str(one["id"]) for one in known}
    taken, found, number = set(ids.values()), [], 0
    for title in dict.fromkeys(titles):
        key = ids.get(title, "")
        while not key or (title not in ids and key in taken):
            number += 1
            key = f"{letter}{number}"
        taken.add(key)
        found.append({"id": key, word: title})
    return found


class StepForm(forms.Form):
    """What every step has: its words, its time and how what is said in it is signed."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    instruction = LongTextField(
        label=gettext_lazy("Instruction"),
        limit=2000,
        required=False,
        help_text=gettext_lazy("What people are to do, as you would say it in the room."),
    )
    plain = LongTextField(
        label=gettext_lazy("The same in plainer words"),
        limit=2000,
        rows=3,
        required=False,
        help_text=gettext_lazy("Short sentences and common words. Everybody can choose to read this instead."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=0,
        max_value=480,
        initial=10,
        help_text=gettext_lazy("0 is without an end."),
    )
    naming = ExplainedField(
        label=gettext_lazy("How what people write is signed"), choices=Naming.choices, words=NAMING_WORDS
    )
    more: tuple[str, ...] = ()
    """Fields of this way of working, shown between the words and the time."""

    def __init__(self, *args: Any, workshop: Workshop, step: Step | None = None, **options: Any) -> None:
        self.workshop, self.step = workshop, step
        self.stored: dict[str, Any] = dict(step.settings) if step else {}
        super().__init__(*args, **options)
        self.initial = {"naming": step.naming if step else workshop.naming, **self.first(), **self.initial}
        if step:
            words = {name: getattr(step, name) for name in ("title", "instruction", "plain", "minutes")}
            self.initial = {**words, **self.initial}
        self.order_fields(["title", "instruction", "plain", *self.more, "minutes", "naming"])

    def first(self) -> dict[str, Any]:
        """Return what the fields of this way of working hold to begin with, from what is stored."""
        return {name: self.stored[name] for name in self.more if name in self.stored}

    def settings(self) -> dict[str, Any]:
        """Return the settings that were asked for."""
        return {}

    def described(self) -> dict[str, Any]:
        """Return the step as the actions take it."""
        words = {name: self.cleaned_data[name] for name in ("title", "instruction", "plain", "minutes", "naming")}
        return {**words, "settings": self.settings()}


class BoardForm(StepForm):
    """A note board."""

    columns = LongTextField(
        label=gettext_lazy("Columns"),
        limit=600,
        rows=4,
        help_text=gettext_lazy("One on each line, at most six: for example Hinders and Helps."),
    )
    hidden = forms.BooleanField(
        label=gettext_lazy("Notes are hidden while people write"),
        required=False,
        help_text=gettext_lazy("You reveal them to all at once, so that nobody only follows the first."),
    )
    most = forms.IntegerField(
        label=gettext_lazy("Notes for each person, at most"),
        min_value=1,
        max_value=50,
        required=False,
        help_text=gettext_lazy("Empty: no limit."),
    )
    grouping = forms.ChoiceField(
        label=gettext_lazy("Who sorts the notes"),
        choices=[("everybody", gettext_lazy("Everybody")), ("hosts", gettext_lazy("Only those who lead"))],
    )
    more = ("columns", "hidden", "most", "grouping")

    def first(self) -> dict[str, Any]:
        """Show the columns as lines."""
        titles = [column["title"] for column in self.stored.get("columns", [])]
        return {"grouping": "everybody", **super().first(), "columns": "\n".join(titles)}

    def clean_columns(self) -> str:
        """Check how many there are and how long."""
        return _checked_columns(self.cleaned_data["columns"])

    def settings(self) -> dict[str, Any]:
        said = self.cleaned_data
        columns = _keyed(_lines(said["columns"]), self.stored.get("columns", []), "title", "k")
        return {"columns": columns, "hidden": said["hidden"], "most": said["most"], "grouping": said["grouping"]}


def _checked_columns(text: str) -> str:
    titles = _lines(text)
    if len(titles) > 6:
        raise ValidationError(_("At most six columns fit beside each other."))
    if any(len(title) > 80 for title in titles):
        raise ValidationError(_("A column's title can be 80 characters long at most."))
    return text


class TablesForm(StepForm):
    """Work at tables."""

    size = forms.IntegerField(
        label=gettext_lazy("People at each table"),
        min_value=2,
        max_value=20,
        initial=5,
        help_text=gettext_lazy("The tables are mixed, so that organisations meet."),
    )
    lines = forms.BooleanField(
        label=gettext_lazy("Each table writes together, line by line"), required=False, initial=True
    )
    columns = LongTextField(
        label=gettext_lazy("Columns of a board at each table"),
        limit=600,
        rows=3,
        required=False,
        help_text=gettext_lazy("One on each line. Empty: no board."),
    )
    more = ("size", "lines", "columns")

    def first(self) -> dict[str, Any]:
        """Show the columns as lines."""
        titles = [column["title"] for column in self.stored.get("columns", [])]
        return {**super().first(), "columns": "\n".join(titles)}

    def clean_columns(self) -> str:
        """Check how many there are and how long."""
        return _checked_columns(self.cleaned_data["columns"])

    def settings(self) -> dict[str, Any]:
        said = self.cleaned_data
        columns = _keyed(_lines(said["columns"]), self.stored.get("columns", []), "title", "k")
        return {"size": said["size"], "lines": said["lines"], "columns": columns}


class VoteForm(StepForm):
    """Dots on what stands on an earlier board."""

    source = forms.ChoiceField(
        label=gettext_lazy("Which board the vote is about"),
        help_text=gettext_lazy("Only boards that come earlier in the plan."),
    )
    budget = forms.IntegerField(label=gettext_lazy("Dots for each person"), min_value=1, max_value=20, initial=5)
    most = forms.IntegerField(label=gettext_lazy("At most so many on the same"), min_value=1, max_value=20, initial=3)
    running = forms.BooleanField(
        label=gettext_lazy("The result is shown while people vote"),
        required=False,
        help_text=gettext_lazy("Without this it is shown when you reveal it, and nobody is led by the others."),
    )
    more = ("source", "budget", "most", "running")

    def __init__(self, *args: Any, workshop: Workshop, step: Step | None = None, **options: Any) -> None:
        super().__init__(*args, workshop=workshop, step=step, **options)
        boards = workshop.steps.filter(type__in=[Step.Type.BOARD, Step.Type.TABLES]).order_by("position")
        if step:
            boards = boards.filter(position__lt=step.position)
        self.fields["source"].choices = [(str(one.pk), str(one)) for one in boards]  # type: ignore[attr-defined]

    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.more}


class SpeakingForm(StepForm):
    """A list of speakers."""

    seconds = forms.IntegerField(label=gettext_lazy("Seconds for each"), min_value=15, max_value=1800, initial=120)
    balance = forms.BooleanField(
        label=gettext_lazy("Suggest those who have been heard least"),
        required=False,
        initial=True,
        help_text=gettext_lazy("It is only a suggestion: whoever leads gives the floor."),
    )
    more = ("seconds", "balance")

    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.more}
