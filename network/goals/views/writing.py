"""From a form that somebody has sent to a return that holds it: what is wrong stays with what was typed.

Two people may have written in one return at once. What only one of them has touched is kept as they wrote it; where
both have changed the same cell, the one who comes second chooses, and both wordings are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from events.errors import Conflict, Invalid, Stale
from events.idempotency import keyed
from network.goals import actions
from network.goals.actions.returns import EDITABLE
from network.goals.forms.reporting import FIELDS, CellForm, same, texts_in, texts_of
from network.goals.models import Cell, Return, Value
from network.goals.numbers import Written
from network.goals.queries import with_values
from network.goals.views.sheet import Entry

TRIES = 3
SETTLED = {"submit": Return.State.SUBMITTED, "nothing": Return.State.NOTHING, "not_ours": Return.State.NOT_OURS}


@dataclass
class Clash:
    """A cell that two people have changed."""

    cell: Cell
    mine: dict[str, str]
    theirs: dict[str, str]
    value: Value | None


@dataclass
class Outcome:
    """What came of a form."""

    report: Return
    errors: dict[UUID, dict[str, list[str]]] = field(default_factory=dict)
    """By cell and field."""
    general: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    evidence_of: Cell | None = None
    changed: bool = False

    @property
    def is_done(self) -> bool:
        """Whether all of it was accepted."""
        return not (self.errors or self.general or self.clashes)

    def refuse(self, error: Invalid | Conflict, cells: list[CellForm]) -> None:
        """Sort an action's refusal to the cells it is about."""
        for name, several in error.fields.items():
            parts = name.split(".")
            if parts[0] == "values" and len(parts) == 3:
                cell = cells[int(parts[1])].cell
                self.errors.setdefault(cell.pk, {})[parts[2]] = [str(one) for one in several]
            else:
                self.general += [str(one) for one in several]
        if not error.fields:
            self.general.append(str(error.message))


def actor(request: HttpRequest) -> PersonActor:
    """Return who acts; the views let nobody in who has not signed in."""
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


def revision_in(data: Mapping[str, Any]) -> int:
    """Return the revision that a form was made from; 0 when it does not say."""
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def perform(request: HttpRequest, report: Return, do: str) -> Outcome:
    """Do what a form asks for: save, submit, or say that there are no figures."""
    who, data = actor(request), request.POST
    if report.state == SETTLED.get(do) and report.author_id == who.person_id:
        return Outcome(report)  # The same form, sent twice.
    if do in {"nothing", "not_ours"}:
        return _answer(who, report, do, data)
    outcome = write(who, report, data, request.FILES)
    if do == "submit" and outcome.is_done:
        try:
            with keyed(data.get("key", "")):
                outcome.report = actions.submit_return(
                    actor=who, report=outcome.report, expected=outcome.report.version
                )
        except (Invalid, Conflict) as error:
            outcome.refuse(error, [])
    return outcome


def _answer(who: PersonActor, report: Return, answer: str, data: Mapping[str, Any]) -> Outcome:
    outcome = Outcome(report)
    try:
        with keyed(data.get("key", "")):
            outcome.report = actions.answer_without_figures(
                actor=who, report=report, answer=answer, expected=revision_in(data) or report.version
            )
    except (Invalid, Conflict) as error:
        outcome.refuse(error, [])
    return outcome


def write(who: PersonActor, report: Return, data: Mapping[str, Any], files: Mapping[str, Any]) -> Outcome:
    """Write what a form holds, beside what others have written meanwhile."""
    for _try in range(TRIES):
        outcome = _write_once(who, report, data)
        if outcome is not None:
            return _attach(who, outcome, files) if outcome.is_done else outcome
    raise Stale


def _write_once(who: PersonActor, report: Return, data: Mapping[str, Any]) -> Outcome | None:
    """Return None when somebody else has been faster in this very moment."""
    here = with_values(Return.objects.all()).get(pk=report.pk)
    outcome = Outcome(here)
    stored = {one.cell_id: one for one in here.values.all() if not one.approved}
    touched = [one for one in _forms(here, data) if _is_touched(one, stored.get(one.cell.pk), data)]
    wrong = {one.cell.pk: {name: list(map(str, texts)) for name, texts in one.errors.items()} for one in touched}
    outcome.errors = {pk: errors for pk, errors in wrong.items() if errors}
    if outcome.errors:
        return outcome
    changed = [one for one in touched if not same(one.written(), stored.get(one.cell.pk))]
    if revision_in(data) != here.version and here.state in EDITABLE:
        outcome.clashes = _clashes(changed, stored)
    comment = data.get("comment")
    if comment is not None and comment.replace("\r\n", "\n").strip() == here.comment:
        comment = None
    if outcome.clashes or not (changed or comment is not None):
        return outcome
    return _store(who, outcome, changed, comment)


def _store(who: PersonActor, outcome: Outcome, changed: list[CellForm], comment: str | None) -> Outcome | None:
    values: list[Written] = [one.written() for one in changed]
    here = outcome.report
    try:
        outcome.report = actions.write_values(
            actor=who, report=here, values=values, comment=comment, expected=here.version
        )
        outcome.changed = True
    except Stale:
        return None
    except (Invalid, Conflict) as error:
        outcome.refuse(error, changed)
    return outcome


def _forms(report: Return, data: Mapping[str, Any]) -> list[CellForm]:
    cells = report.indicator.cells.all()
    return [
        CellForm(data, cell, report.indicator) for cell in cells if any(f"{cell.pk}-{name}" in data for name in FIELDS)
    ]


def _is_touched(form: CellForm, value: Value | None, data: Mapping[str, Any]) -> bool:
    if data.get(f"{form.prefix}-choice") == "theirs":
        return False
    was = form.was
    if was is None:
        was = list(texts_of(value).values())
    return [form.texts[name] for name in FIELDS] != was


def _clashes(changed: list[CellForm], stored: dict[UUID, Value]) -> list[Clash]:
    found = []
    for one in changed:
        value = stored.get(one.cell.pk)
        theirs = texts_of(value)
        if one.was != [theirs[name] for name in FIELDS]:
            found.append(Clash(one.cell, one.texts, theirs, value))
    return found


def _attach(who: PersonActor, outcome: Outcome, files: Mapping[str, Any]) -> Outcome:
    for cell in outcome.report.indicator.cells.all():
        file = files.get(f"{cell.pk}-evidence")
        if file is not None:
            attach(who, outcome, cell, file)
    return outcome


def attach(who: PersonActor, outcome: Outcome, cell: Cell, file: UploadedFile[bytes]) -> None:
    """Put a file beside a value."""
    try:
        outcome.report = actions.attach_evidence(
            actor=who, report=outcome.report, cell=cell.key, file=file, expected=outcome.report.version
        )
        outcome.changed = True
    except (Invalid, Conflict) as error:
        words = [str(one) for several in error.fields.values() for one in several] or [str(error.message)]
        outcome.errors.setdefault(cell.pk, {})["evidence"] = words


def keep_typed(entry: Entry, outcome: Outcome, data: Mapping[str, Any]) -> None:
    """Let an entry show what was typed, with what was wrong with it."""
    entry.errors += outcome.general
    for line in entry.lines:
        if not any(f"{line.cell.pk}-{name}" in data for name in FIELDS):
            continue
        typed = texts_in(data, line.cell)
        line.errors = outcome.errors.get(line.cell.pk, {})
        if entry.editable:
            line.texts, line.was = typed, data.get(f"{line.cell.pk}-was", line.was)
        elif typed != line.texts:
            entry.kept.append(
                (line.name, ", ".join(typed[name] for name in FIELDS if typed[name] and name != "operator"))
            )


def told(outcome: Outcome, do: str) -> str:
    """Return what to say when a form has been accepted."""
    name = outcome.report.indicator.name
    sentences = {
        "submit": _("%(name)s is sent for approval."),
        "nothing": _("%(name)s: said that there is nothing to report."),
        "not_ours": _("%(name)s: said that it is not your task."),
    }
    return sentences.get(do, _("%(name)s is saved.") if outcome.changed else "") % {"name": name}
