"""Writing notes, arranging them, and taking in what came late."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.text import clean_text
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.recording import record
from events.rights import may
from workshops.boards import events
from workshops.boards.late import keep_late, signed_as, taken, takes_in, unsign_late
from workshops.boards.models import UNNAMED, Group, Late, Note
from workshops.boards.places import in_column, rank_after, rank_at_end
from workshops.boards.redaction import redacted
from workshops.plans.models import Step
from workshops.sessions.ids import must_be_random
from workshops.sessions.models import Participant
from workshops.sessions.opening import when_revealed
from workshops.sessions.owners import owner_of
from workshops.sessions.queries import hosting, is_open_for, participant_in
from workshops.sessions.signing import signature
from workshops.tables.models import Sitting, Table

LONGEST = 500
MOST_IN_STEP = 2000
WRITTEN_ON = {Step.Type.BOARD, Step.Type.TABLES}


# --- Writing -----------------------------------------------------------------------------------------------------


@action("workshops.contribute", on="step")
def write_note(
    *, actor: Any, step: Step, note: UUID, text: str, column: str = "", on_behalf: bool = False
) -> Note | Late:
    """Put a note on the board. Sent when the step is closed it is kept for the hosts, as what is returned says.

    Args:
        note: an id made by the writer's device. The same sent twice makes one note.
        column: id of a column; the first when empty.
        on_behalf: a host writes for somebody who has no device.

    Raises:
        Invalid: no text, one that is too long, or a column that is not there.
        Conflict: the writer has as many notes as the plan allows, or that id is another note's.
    """
    must_be_random(note, "note")
    if step.type not in WRITTEN_ON:
        raise Conflict(_("There is no board in this step."))
    me = participant_in(actor, step.workshop)
    assert me is not None
    text = clean_text(text, field="text", limit=LONGEST)
    column = _column(step, column)
    if there := _already(me, step, note, text):
        return there
    if on_behalf and not hosting(actor).filter(workshop=step.workshop).exists():
        raise Forbidden(_("Only hosts write on behalf of others."))
    table = _own_table(me, step)
    signed = signature(me, step, on_behalf=on_behalf)
    if not is_open_for(step, me):
        return keep_late(step, note, text, column, table=table, **signed)
    if step.setting("most") and not on_behalf:
        _room_for_one_more(step, signed["owner"])
    rank = rank_at_end(step.pk, table.pk if table else None, column)
    made = Note.objects.create(pk=note, step=step, table=table, column=column, rank=rank, text=text, **signed)
    record(events.of_note(made, "written"))
    return made


def _already(me: Participant, step: Step, note: UUID, text: str) -> Note | Late | None:
    # A device that got no answer sends again; by then the step may have closed, or the note have been moved.
    there = Note.objects.filter(pk=note).first() or Late.objects.filter(pk=note).first()
    if there is None:
        return None
    if there.step_id != step.pk or there.owner != owner_of(me, step):
        raise Conflict(_("This note is there already, and is not yours."))
    if isinstance(there, Note) and there.state == Note.State.SHOWN and there.text != text and there.revision == 1:
        raise Conflict(_("This note is there already, with other words. Change it instead."))
    return there


def _column(step: Step, column: str) -> str:
    ids = [one["id"] for one in step.setting("columns") or []]
    if not column and ids:
        return str(ids[0])
    if column not in ids:
        raise Invalid(fields={"column": [_("There is no such column on this board.")]})
    return column


def _own_table(me: Participant, step: Step) -> Table | None:
    if step.type != Step.Type.TABLES:
        return None
    sitting = Sitting.objects.filter(step=step, participant=me).select_related("table").first()
    if sitting is None:
        raise Conflict(_("You have no table in this step yet. The hosts can give you one."))
    return sitting.table


def _room_for_one_more(step: Step, owner: str) -> None:
    mine = Note.objects.filter(step=step, owner=owner, on_behalf=False, state=Note.State.SHOWN).count()
    if mine >= step.settings["most"]:
        raise Conflict(_("You have used all your notes in this step. Remove or change one of them."))
    if step.notes.count() >= MOST_IN_STEP:
        raise Conflict(_("The board is full."))


@action("workshops.edit_note", on="note")
def edit_note(*, actor: Actor, note: Note, text: str, expected: int) -> Note:
    """Give a note other words.

    Raises:
        Stale: it has other words since revision `expected`.
        Conflict: it has been removed.
    """
    _still_there(note)
    text = clean_text(text, field="text", limit=LONGEST)
    if text == note.text:
        return note
    if note.revision != expected:
        raise Stale
    note.text = text
    note.revision += 1
    return _told(note, "changed")


@action("workshops.remove_note", on="note")
def remove_note(*, actor: Actor, note: Note) -> Note:
    """Take a note off the board, words and all. Removing it twice is the same as once."""
    if note.state != Note.State.SHOWN:
        return note
    note.state, note.text, note.group = Note.State.REMOVED, "", None
    _forget_late(note)
    return _told(note, "removed")


@action("workshops.redact", on="note")
def redact_note(*, actor: Actor, note: Note, reason: str) -> Note:
    """Take out words that should not have been written, here and in all that was made of them.

    The log says that it was done, by whom and why, and never what the words were.
    """
    if note.state != Note.State.SHOWN:
        return note
    code, words = reason if reason in REASONS else "other", note.text
    note.state, note.text = Note.State.REDACTED, ""
    record(events.NoteRedacted(hosts=note.step.workshop_id, note=note.pk, reason=code))
    _told(note, "redacted")
    _forget_late(note)
    redacted(note, words)
    return note


def _forget_late(note: Note) -> None:
    # What was taken in from the late basket still lies there with the words it came with.
    for late in Late.objects.filter(pk=note.pk).exclude(text=""):
        late.text = ""
        _late_told(late)


REASONS = ("person", "secret", "offensive", "other")


def _still_there(note: Note) -> None:
    if note.state != Note.State.SHOWN:
        raise Conflict(_("This note has been removed."))


def _told(note: Note, what: str) -> Note:
    note.version += 1
    note.save()
    record(events.of_note(note, what))
    return note


# --- Arranging ---------------------------------------------------------------------------------------------------


@action("workshops.arrange", on="note")
def move_note(*, actor: Actor, note: Note, column: str, after: UUID | None = None, group: UUID | None = None) -> Note:
    """Put a note elsewhere: in a column after something, or into a group. Of two who move it the later one holds.

    Args:
        after: the note or group it is to stand after; first in the column when None, last when it is gone.
        group: a group on the same board; None takes the note out of its group.
    """
    _still_there(note)
    home = _group_here(note, group)
    note.group = home
    note.column = home.column if home else _column(note.step, column)
    siblings = _siblings(note)
    note.rank = rank_after(siblings, after)
    return _told(note, "moved")


def _group_here(note: Note, group: UUID | None) -> Group | None:
    if group is None:
        return None
    found = Group.objects.filter(pk=group, step=note.step, table=note.table_id, dissolved=False).first()
    if found is None:
        raise Conflict(_("That group is no longer there."))
    return found


def _siblings(note: Note) -> list[Any]:
    if note.group:
        inside = Note.objects.filter(group=note.group, state=Note.State.SHOWN).exclude(pk=note.pk)
        return list(inside.order_by("rank", "pk"))
    return [one for one in in_column(note.step_id, note.table_id, note.column) if one.pk != note.pk]


@action("workshops.group_notes", on="step")
def make_group(*, actor: Any, step: Step, group: UUID, notes: list[UUID], title: str = "") -> Group:
    """Gather notes that say the same under a title.

    Args:
        group: an id made by the device; the same sent twice makes one group.

    Raises:
        Invalid: fewer than two notes of one board that the actor may arrange.
        Conflict: a participant when the step is closed.
    """
    must_be_random(group, "group")
    if there := Group.objects.filter(pk=group, step=step).first():
        return there
    chosen = list(Note.objects.select_for_update(no_key=True).filter(step=step, pk__in=notes, state=Note.State.SHOWN))
    if len(chosen) < 2 or len({one.table_id for one in chosen}) > 1:
        raise Invalid(fields={"notes": [_("Choose at least two notes of one board.")]})
    _may_arrange(actor, chosen)
    first = min(chosen, key=lambda one: (one.column, one.rank))
    made = Group.objects.create(
        pk=group,
        step=step,
        table=first.table,
        column=first.column,
        rank=first.rank,
        title=clean_text(title, field="title", limit=120, required=False, one_line=True),
    )
    record(events.of_group(made, "written"))
    for place, note in enumerate(sorted(chosen, key=lambda one: notes.index(one.pk))):
        note.group, note.column, note.rank = made, made.column, place << 20
        _told(note, "grouped")
    return made


def _may_arrange(actor: Any, notes: list[Note]) -> None:
    if not all(may(actor, "workshops.arrange", note) for note in notes):
        raise Conflict(_("The notes cannot be arranged now."))


@action("workshops.arrange", on="group")
def name_group(*, actor: Actor, group: Group, title: str) -> Group:
    """Give a group a title."""
    group.title = clean_text(title, field="title", limit=120, required=False, one_line=True)
    return _group_told(group, "changed")


@action("workshops.arrange", on="group")
def move_group(*, actor: Actor, group: Group, column: str, after: UUID | None = None) -> Group:
    """Put a group with all its notes elsewhere."""
    group.column = _column(group.step, column)
    siblings = [one for one in in_column(group.step_id, group.table_id, group.column) if one.pk != group.pk]
    group.rank = rank_after(siblings, after)
    for note in group.notes.exclude(column=group.column):
        note.column = group.column
        _told(note, "moved")
    return _group_told(group, "moved")


@action("workshops.arrange", on="group")
def dissolve_group(*, actor: Actor, group: Group) -> Group:
    """Let the notes of a group stand for themselves again, where the group stood."""
    if group.dissolved:
        return group
    place = group.pk
    for note in group.notes.filter(state=Note.State.SHOWN).order_by("rank", "pk"):
        siblings = [one for one in in_column(group.step_id, group.table_id, group.column) if one.pk != note.pk]
        note.group, note.rank = None, rank_after(siblings, place)
        place = note.pk
        _told(note, "moved")
    group.dissolved = True
    return _group_told(group, "removed")


def _group_told(group: Group, what: str) -> Group:
    group.version += 1
    group.save()
    record(events.of_group(group, what))
    return group


# --- The late basket ---------------------------------------------------------------------------------------------


@action("workshops.take_in", on="late")
def take_in(*, actor: Actor, late: Late) -> Any:
    """Let what came too late be what it was meant to be, signed as it would have been, and return that.

    Taken in twice it is there once; what is returned then is the late thing itself.
    """
    if late.state == Late.State.TAKEN:
        return late
    made = taken(late)
    late.state = Late.State.TAKEN
    _late_told(late)
    return made


@takes_in(Step.Type.BOARD)
@takes_in(Step.Type.TABLES)
def _as_note(late: Late) -> Note:
    note = Note.objects.create(
        pk=late.pk,
        step=late.step,
        table=late.table,
        column=late.column,
        rank=rank_at_end(late.step_id, late.table_id, late.column),
        text=late.text,
        **signed_as(late),
    )
    record(events.of_note(note, "written"))
    return note


@action("workshops.take_in", on="late")
def leave_out(*, actor: Actor, late: Late) -> Late:
    """Leave out what came too late. It stays in the basket, where it can still be taken in."""
    if late.state == Late.State.WAITING:
        late.state = Late.State.LEFT
        _late_told(late)
    return late


def _late_told(late: Late) -> None:
    late.version += 1
    late.save()
    record(events.LateKept(hosts=late.step.workshop_id, late=late.pk))


# --- Shown at once -----------------------------------------------------------------------------------------------


@when_revealed(*WRITTEN_ON)
def show_all(step: Step) -> None:
    """Tell the room of every note and group of a step anew: they are shown otherwise from now on."""
    if step.authors_hidden:
        step.notes.update(**UNNAMED)
        unsign_late(step)
    step.groups.update(version=F("version") + 1)
    step.notes.update(version=F("version") + 1)
    for group in step.groups.select_related("step", "table"):
        record(events.of_group(group, "shown"))
    for note in step.notes.select_related("step", "table"):
        record(events.of_note(note, "shown"))
