"""What one can put dots on: frozen when the vote opens, and blank where words had to be taken out."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from events.errors import Conflict
from events.recording import record
from workshops.ballots.models import Item
from workshops.boards.models import Group, Note
from workshops.boards.places import in_column
from workshops.boards.redaction import when_redacted
from workshops.plans.models import Step
from workshops.sessions.events import StepChanged
from workshops.sessions.opening import when_opened
from workshops.tables.models import Table

LONGEST = 500
BETWEEN = " · "
"""Between the notes of a group that has no title."""
GONE = "…"


@when_opened(Step.Type.VOTE)
def freeze(step: Step) -> None:
    """Make the notes and groups of the board what is voted on, as they are now and in the order they stand.

    Raises:
        Conflict: the notes are still hidden from the room, or there are none.
    """
    source = Step.objects.get(pk=step.settings["source"])
    things = [
        thing
        for table in _boards(source)
        for column in source.settings["columns"]
        for thing in in_column(source.pk, table.pk if table else None, column["id"])
    ]
    items = [_item(step, thing) for thing in things]
    shown = [item for item in items if item.text]
    if not shown:
        raise Conflict(_("There is nothing to vote on yet. The board it is about has no notes."))
    for position, item in enumerate(shown, start=1):
        item.position = position
    Item.objects.bulk_create(shown)


def _boards(source: Step) -> list[Table | None]:
    # A vote shows everybody the words it is about. It must not be what reveals them.
    if source.type == Step.Type.BOARD:
        if source.setting("hidden") and not source.revealed:
            raise Conflict(_("The notes on this board are still hidden. Reveal them first, then open the vote."))
        return [None]
    tables = list(source.tables.all())
    collected = [table for table in tables if table.collected]
    if tables and not collected:
        raise Conflict(_("The tables have not shown the room their notes. Collect them first, then open the vote."))
    return [*collected]


def _item(step: Step, thing: Note | Group) -> Item:
    if isinstance(thing, Group):
        return Item(step=step, group=thing, text=_words_of(thing))
    return Item(step=step, note=thing, text=thing.text)


def _words_of(group: Group) -> str:
    notes = group.notes.filter(state=Note.State.SHOWN).order_by("rank", "pk").values_list("text", flat=True)
    # One whose notes are all gone is no longer there to be chosen, whatever it was called.
    return (group.title or BETWEEN.join(notes))[:LONGEST] if notes else ""


@when_redacted
def take_out(note: Note, words: str) -> None:
    """Take out of what is voted on the words of a note, whether it stood alone or in a group."""
    changed = []
    for item in Item.objects.filter(Q(note=note) | Q(group__step=note.step_id)).select_related("group"):
        left = _without(item, note, words)
        if left != item.text:
            item.text = left
            changed.append(item)
    Item.objects.bulk_update(changed, ["text"])
    for vote in sorted({item.step_id for item in changed}):
        Step.objects.filter(pk=vote).update(version=F("version") + 1)
        record(StepChanged(workshop=note.step.workshop_id, step=vote))


def _without(item: Item, note: Note, words: str) -> str:
    if item.group is None:
        return ""
    parts = item.text.split(BETWEEN)
    if words in parts:
        return BETWEEN.join(GONE if part == words else part for part in parts)
    if item.group_id == note.group_id and item.text != item.group.title:
        # It may say what the note said before it was changed, or the beginning of it where the text was cut.
        return _words_of(item.group) or GONE
    return _cut_off(item.text, words)


def _cut_off(text: str, words: str) -> str:
    # The last note of a group whose words did not all fit, when it has left the group since.
    for length in range(len(words), 0, -1):
        end = BETWEEN + words[:length]
        if len(text) == LONGEST and text.endswith(end):
            return text.removesuffix(end) + BETWEEN + GONE
    return text
