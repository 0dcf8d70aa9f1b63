"""What a file would do to one's own reports, row by row. Nothing is stored here."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from events.errors import Invalid
from network.goals.exchange.rows import Named, Place, place_of, written_in
from network.goals.exchange.tidy import COLUMNS, IGNORED, TEXTS, Cell, Line, as_text
from network.goals.models import Indicator, Period, Return, Value
from network.goals.numbers import Written
from network.goals.queries import assignments_of, indicators_visible_to, returns_visible_to, with_values

NEW, CHANGED, EMPTIED, UNCHANGED, REFUSED = "new", "changed", "emptied", "unchanged", "refused"
KINDS = (REFUSED, NEW, CHANGED, EMPTIED, UNCHANGED)
CONTENT = ("operator", "number", "high", "numerator", "denominator", "measured_on", *TEXTS)
"""What a row says about its cell."""


@dataclass(frozen=True)
class Fault:
    """Why a row is refused."""

    column: str
    """Empty when it concerns the whole row."""
    words: str


@dataclass(frozen=True)
class Change:
    """What one column of a cell would become, as exact text."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Outcome:
    """What would come of one row."""

    line: int
    kind: str
    texts: Mapping[str, str]
    """The row as the file has it."""
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()


Pair = tuple[UUID, UUID]
"""An indicator and a period: what one report is about."""


@dataclass
class Known:
    """What rows can speak of, read once."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    periods: dict[tuple[str, date], Period] = field(default_factory=dict)
    ours: set[UUID] = field(default_factory=set)
    """Indicators that the organisation reports."""
    reports: dict[Pair, Return] = field(default_factory=dict)

    def standing(self, place: Place) -> Value | None:
        """Return what stands in a cell of one's own working report."""
        report = self.reports.get((place.indicator.pk, place.period.pk))
        values = report.values.all() if report else ()
        return next((one for one in values if not one.approved and one.cell_id == place.cell.pk), None)


@dataclass
class Plan:
    """What would come of a file."""

    outcomes: list[Outcome] = field(default_factory=list)
    writes: dict[Pair, list[Written]] = field(default_factory=dict)
    """What would be written, report by report."""
    versions: dict[Pair, int] = field(default_factory=dict)
    """The version of each report concerned; 0 when it has not been begun."""
    known: Known = field(default_factory=Known)

    @property
    def refused(self) -> list[Outcome]:
        """The rows that stand in the way."""
        return [one for one in self.outcomes if one.kind == REFUSED]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        counted = Counter(one.kind for one in self.outcomes)
        return {kind: counted[kind] for kind in KINDS}

    @property
    def digest(self) -> str:
        """A SHA-256 of what would happen and of what it rests on: another one means that something has changed."""
        rests_on = sorted((str(one), str(other), version) for (one, other), version in self.versions.items())
        happens = [
            [one.line, one.kind, sorted(one.texts.items()), [[c.column, c.before, c.after] for c in one.changes]]
            for one in self.outcomes
        ]
        return hashlib.sha256(json.dumps([rests_on, happens]).encode()).hexdigest()


def plan_for(actor: PersonActor, council: Any, lines: Sequence[Line]) -> Plan:
    """Return what a file would do to the reports of the actor's own organisation in a council."""
    known = _known(actor, council)
    plan = Plan(known=known)
    named = Named(council.slug, actor.organisation.slug if actor.organisation else "", known.indicators, known.periods)
    seen: dict[tuple[UUID, UUID, str], int] = {}
    for line in lines:
        plan.outcomes.append(_outcome(plan, named, seen, line))
    return plan


def _known(actor: PersonActor, council: Any) -> Known:
    indicators = indicators_visible_to(actor).filter(council=council.pk).prefetch_related("cells")
    reports = returns_visible_to(actor).filter(organisation=actor.organisation_id, indicator__council=council.pk)
    return Known(
        indicators={one.code: one for one in indicators},
        periods={(one.calendar, one.starts_on): one for one in Period.objects.filter(council=council.pk)},
        ours=set(assignments_of(actor).values_list("indicator", flat=True)),
        reports={(one.indicator_id, one.period_id): one for one in with_values(reports)},
    )


def _outcome(plan: Plan, named: Named, seen: dict[tuple[UUID, UUID, str], int], line: Line) -> Outcome:
    texts = {name: line.texts.get(name, "") for name in COLUMNS if name not in IGNORED}
    faults = [Fault(name, words) for name, words in line.wrong.items() if name not in IGNORED]
    try:
        place = place_of(named, texts)
        _must_be_first(seen, place, line.number)
        written = written_in(place, texts)
    except Invalid as error:
        faults += [fault for fault in _faults(error) if fault.column not in line.wrong]
        return Outcome(line.number, REFUSED, texts, faults=tuple(faults))
    if faults:
        return Outcome(line.number, REFUSED, texts, faults=tuple(faults))
    return _compared(plan, place, written, line.number, texts)


def _faults(error: Invalid) -> Iterator[Fault]:
    for name, words in error.fields.items():
        yield from (Fault(name.rsplit(".", 1)[-1], str(one)) for one in words)


def _must_be_first(seen: dict[tuple[UUID, UUID, str], int], place: Place, line: int) -> None:
    key = (place.indicator.pk, place.period.pk, place.cell.key)
    first = seen.setdefault(key, line)
    if first != line:
        raise Invalid(fields={"": [_("Row %(line)d is about the same cell.") % {"line": first}]})


def _compared(plan: Plan, place: Place, written: Written, line: int, texts: Mapping[str, str]) -> Outcome:
    standing = plan.known.standing(place)
    pair = (place.indicator.pk, place.period.pk)
    report = plan.known.reports.get(pair)
    plan.versions[pair] = report.version if report else 0
    changes = tuple(_changes(standing, written))
    if not changes:
        return Outcome(line, UNCHANGED, texts)
    refusal = place.refusal(report, is_ours=place.indicator.pk in plan.known.ours)
    if refusal:
        return Outcome(line, REFUSED, texts, changes, (Fault("", refusal),))
    plan.writes.setdefault(pair, []).append(written)
    kind = NEW if standing is None else EMPTIED if written.is_empty else CHANGED
    return Outcome(line, kind, texts, changes)


def _changes(standing: Value | None, written: Written) -> Iterator[Change]:
    for name in CONTENT:
        before = as_text(_exact(getattr(standing, name))) if standing is not None else ""
        after = "" if written.is_empty else as_text(_exact(getattr(written, name)))
        if before != after:
            yield Change(name, before, after)


def _exact(value: Any) -> Cell:
    return value if isinstance(value, Decimal | date) else str(value) if value is not None else None
