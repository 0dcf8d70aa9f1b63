"""What a conclusion may be lifted from: what the whole room has seen, or its hosts while it is hidden."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from events.errors import Invalid
from workshops.ballots.models import Item
from workshops.boards.events import audience_of
from workshops.boards.models import Group, Note
from workshops.outcomes.models import Outcome, Source
from workshops.outcomes.tallies import results_of
from workshops.plans.models import Step, Workshop
from workshops.tables.models import Line
from workshops.talks.models import Asked

MOST = 50


def sources_in(workshop: Workshop, wanted: Iterable[Mapping[str, Any]]) -> list[Source]:
    """Return sources, not yet saved, each once.

    Raises:
        Invalid: one of them is not in this workshop, was taken away, or is still a table's own; or they are too many.
    """
    asked = {(str(one["kind"]), UUID(str(one["thing"]))) for one in wanted}
    if len(asked) > MOST:
        raise Invalid(fields={"sources": [_("At most 50 sources fit.")]})
    return [_source(workshop, kind, thing) for kind, thing in sorted(asked)]


def _source(workshop: Workshop, kind: str, thing: UUID) -> Source:
    step = FINDERS[kind](workshop, thing) if kind in FINDERS else None
    if step is None:
        raise Invalid(fields={"sources": [_("What you lift from is no longer there, or not shown to all yet.")]})
    return Source(kind=kind, thing=thing, step=step, dots=_dots(step, thing) if kind == Source.Kind.ITEM else None)


def _note(workshop: Workshop, thing: UUID) -> Step | None:
    found = Note.objects.filter(pk=thing, step__workshop=workshop, state=Note.State.SHOWN)
    return _for_all(found.select_related("step", "table").first())


def _group(workshop: Workshop, thing: UUID) -> Step | None:
    found = Group.objects.filter(pk=thing, step__workshop=workshop, dissolved=False)
    return _for_all(found.select_related("step", "table").first())


def _for_all(thing: Note | Group | None) -> Step | None:
    return thing.step if thing and audience_of(thing) != "table" else None


def _item(workshop: Workshop, thing: UUID) -> Step | None:
    item = Item.objects.filter(pk=thing, step__workshop=workshop).select_related("step").first()
    return item.step if item else None


def _line(workshop: Workshop, thing: UUID) -> Step | None:
    found = Line.objects.filter(pk=thing, table__step__workshop=workshop, table__collected=True, removed=False)
    line = found.select_related("table__step").first()
    return line.table.step if line else None


def _question(workshop: Workshop, thing: UUID) -> Step | None:
    shown = [Asked.State.OPEN, Asked.State.ANSWERED]
    asked = Asked.objects.filter(pk=thing, step__workshop=workshop, state__in=shown).select_related("step").first()
    return asked.step if asked else None


FINDERS: dict[str, Callable[[Workshop, UUID], Step | None]] = {
    Source.Kind.NOTE: _note,
    Source.Kind.GROUP: _group,
    Source.Kind.ITEM: _item,
    Source.Kind.LINE: _line,
    Source.Kind.QUESTION: _question,
}


def _dots(step: Step, item: UUID) -> int | None:
    # Dots that the room has not seen are not told by way of a conclusion.
    results = results_of(step)
    return None if results is None else int(results["items"].get(str(item), 0))


def lifted_from(note: Note) -> Iterable[Outcome]:
    """Return the conclusions that a note is in: by itself, in its group, or as what was voted on."""
    items = Item.objects.filter(Q(note=note) | Q(group=note.group_id, group__isnull=False)).values("pk")
    direct = Q(sources__kind=Source.Kind.NOTE, sources__thing=note.pk)
    voted = Q(sources__kind=Source.Kind.ITEM, sources__thing__in=items)
    grouped = Q(sources__kind=Source.Kind.GROUP, sources__thing=note.group_id) if note.group_id else Q(pk__in=[])
    return Outcome.objects.filter(workshop=note.step.workshop_id).filter(direct | voted | grouped).distinct()
