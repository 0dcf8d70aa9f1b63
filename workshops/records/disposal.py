"""Emptying what people wrote in a workshop, part by part. Each part tells its readers by what it always tells."""

from collections.abc import Callable

from django.db.models import F

from events.recording import record
from workshops.ballots.events import TallyChanged
from workshops.ballots.models import Ballot, Item
from workshops.boards.events import LateKept, of_group, of_note
from workshops.boards.models import Group, Late, Note
from workshops.plans.models import Step, Workshop
from workshops.sessions.events import StepChanged
from workshops.tables.events import of_line
from workshops.tables.models import Line
from workshops.talks.events import of_question
from workshops.talks.models import Asked, Voice

WHAT = "removed"
UNSIGNED = {"owner": "", "author": None, "signature": ""}
IN_WORDS = {"words", "text"}


def dispose_of_notes(workshop: Workshop) -> None:
    """Empty notes and what came late, and the titles of groups; nothing says any more whose they were."""
    notes = Note.objects.filter(step__workshop=workshop)
    notes.filter(state=Note.State.SHOWN).update(state=Note.State.REMOVED, text="")
    notes.update(version=F("version") + 1, **UNSIGNED)
    groups = Group.objects.filter(step__workshop=workshop)
    groups.update(title="", dissolved=True, version=F("version") + 1)
    late = Late.objects.filter(step__workshop=workshop)
    late.filter(state=Late.State.WAITING).update(state=Late.State.LEFT)  # There is nothing to take in any more.
    late.update(text="", version=F("version") + 1, **UNSIGNED)
    for note in notes.select_related("step", "table"):
        record(of_note(note, WHAT))
    for group in groups.select_related("step", "table"):
        record(of_group(group, WHAT))
    for one in late:
        record(LateKept(hosts=workshop.pk, late=one.pk))


def dispose_of_ballots(workshop: Workshop) -> None:
    """Empty answers in words and what was voted on; what was counted stays."""
    for step in Step.objects.filter(workshop=workshop, ballots__isnull=False).distinct():
        words = {one["id"] for one in step.setting("questions") or [] if one["kind"] in IN_WORDS}
        for ballot in Ballot.objects.filter(step=step):
            ballot.choices = {name: given for name, given in ballot.choices.items() if name not in words}
            ballot.owner = ""
            ballot.save()
        Step.objects.filter(pk=step.pk).update(tally_version=F("tally_version") + 1)
        record(TallyChanged(workshop=workshop.pk, tally=step.pk))
    for step in Step.objects.filter(workshop=workshop, items__isnull=False).distinct():
        Item.objects.filter(step=step).update(text="")
        Step.objects.filter(pk=step.pk).update(version=F("version") + 1)
        record(StepChanged(workshop=workshop.pk, step=step.pk))


def dispose_of_lines(workshop: Workshop) -> None:
    """Empty the lines of tables."""
    lines = Line.objects.filter(table__step__workshop=workshop)
    lines.update(text="", removed=True, version=F("version") + 1)
    for line in lines.select_related("table__step"):
        record(of_line(line, WHAT))


def dispose_of_questions(workshop: Workshop) -> None:
    """Empty the questions, and whose voices they had."""
    asked = Asked.objects.filter(step__workshop=workshop)
    Voice.objects.filter(question__in=asked).update(owner="")
    asked.update(text="", state=Asked.State.REMOVED, version=F("version") + 1, **UNSIGNED)
    for one in asked.select_related("step"):
        record(of_question(one, WHAT, led=True))


PARTS: tuple[Callable[[Workshop], None], ...] = (
    dispose_of_notes,
    dispose_of_ballots,
    dispose_of_lines,
    dispose_of_questions,
)
