"""What the pages of reporting show: one entry for each indicator, one line for each of its cells."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.actor import AnyActor
from events.rights import may
from network.goals import words
from network.goals.actions.returns import EDITABLE
from network.goals.checks import warnings_for
from network.goals.figures import amount_of
from network.goals.forms.reporting import FIELDS, texts_of
from network.goals.models import Cell, Dimension, Indicator, Operator, Period, Return, Value
from network.goals.queries import assignments_of, returns_visible_to, with_values

ICONS = {
    "": "circle-dashed",
    Return.State.DRAFT: "pencil",
    Return.State.SUBMITTED: "clock",
    Return.State.SENT_BACK: "reply",
    Return.State.APPROVED: "circle-check",
    Return.State.NOTHING: "circle-minus",
    Return.State.NOT_OURS: "circle-x",
}
KINDS = {
    Return.State.SUBMITTED: "new",
    Return.State.SENT_BACK: "attention",
    Return.State.APPROVED: "good",
}


@dataclass
class Line:
    """One cell of an indicator in one return."""

    cell: Cell
    name: str
    label: str
    """The name that a screen reader says: indicator, group and period."""
    texts: dict[str, str]
    """What stands in the inputs."""
    was: str
    """What stood there when the page was made, for the server to compare with."""
    value: Value | None
    said: str
    """The value in words, where it cannot be changed."""
    before: str
    before_number: str
    change: str
    warnings: list[str] = field(default_factory=list)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_details(self) -> bool:
        """Whether something stands beside the number."""
        return any(self.texts[name] for name in ("measured_on", "note", "source", "source_page")) or bool(
            self.value and self.value.evidence
        )

    @property
    def opened(self) -> bool:
        """Whether what stands beside the number needs a look."""
        return any(name in self.errors for name in ("measured_on", "note", "source", "source_page", "evidence"))

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Every error with the id of what it is about."""
        return [
            (f"{self.cell.pk}-{name if name in FIELDS or name == 'evidence' else 'number'}", one)
            for name, several in self.errors.items()
            for one in several
        ]


@dataclass
class Entry:
    """One indicator that an organisation reports for a period."""

    indicator: Indicator
    period: Period
    report: Return | None
    lines: list[Line]
    editable: bool
    is_ours: bool
    before_name: str = ""
    """The name of the period before; empty when there is none."""
    errors: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    """What was typed and could not be saved since the return can no longer be changed."""

    @property
    def state(self) -> str:
        """The return's state; empty before it is begun."""
        return self.report.state if self.report else ""

    @property
    def state_words(self) -> str:
        """The state in words."""
        return str(self.report.get_state_display()) if self.report else _("Not begun")

    @property
    def state_icon(self) -> str:
        """The shape beside the words."""
        return ICONS[self.state]

    @property
    def state_kind(self) -> str:
        """How much the state asks to be seen."""
        return KINDS.get(Return.State(self.state), "") if self.state else ""

    @property
    def is_ratio(self) -> bool:
        """Whether a value is two numbers."""
        return self.indicator.kind == Indicator.Kind.RATIO

    @property
    def operators(self) -> list[tuple[str, str]]:
        """How exact a number may be said to be."""
        return [
            (value, str(label)) for value, label in Operator.choices if not (self.is_ratio and value == Operator.RANGE)
        ]

    @property
    def is_complete(self) -> bool:
        """Whether every cell holds a value, so that the return can be sent."""
        return self.editable and all(line.value for line in self.lines)

    @property
    def may_take_up(self) -> bool:
        """Whether what has been sent or settled can be taken up again."""
        return bool(
            self.is_ours and self.report and self.state not in EDITABLE and self.period.state != Period.State.LOCKED
        )


def period_name(period: Period) -> str:
    """Return a period's name in the reader's language."""
    return words.period(period.calendar, period.starts_on)


def concerns(indicator: Indicator, period: Period) -> bool:
    """Say whether a period lies in the time of an indicator's goal; others are not waited for."""
    goal = indicator.goal
    return goal.starts_on <= period.ends_on and period.starts_on <= goal.ends_on


def before(period: Period) -> Period | None:
    """Return the period before one, if there is one."""
    found = Period.objects.filter(council=period.council_id, calendar=period.calendar)
    return found.filter(starts_on__lt=period.starts_on).order_by("-starts_on").first()


def sheet(actor: AnyActor, period: Period) -> list[Entry]:
    """Return what an actor's organisation reports for a period. The number of queries is fixed."""
    found = assignments_of(actor).filter(indicator__council=period.council_id, indicator__calendar=period.calendar)
    found = found.prefetch_related("indicator__cells", "indicator__dimensions__categories")
    own = returns_visible_to(actor).filter(organisation=actor.organisation_id, period=period)
    reports = {one.indicator_id: one for one in with_values(own)}
    assigned = [one.indicator for one in found.order_by("indicator__goal__number", "indicator__name")]
    indicators = [one for one in assigned if one.pk in reports or concerns(one, period)]
    writes = bool(indicators) and may(actor, "network.open_return", indicators[0])  # The same for all of them.
    earlier = before(period)
    last = _last_values(actor.organisation_id, earlier, indicators)
    return [
        entry(one, period, reports.get(one.pk), earlier, last.get(one.pk, {}), writes=writes, is_ours=writes)
        for one in indicators
    ]


def one_entry(actor: AnyActor, report: Return) -> Entry:
    """Return the entry of one return that the actor may see."""
    indicator = Indicator.objects.prefetch_related("cells", "dimensions__categories").get(pk=report.indicator_id)
    earlier = before(report.period)
    last = _last_values(report.organisation_id, earlier, [indicator]).get(indicator.pk, {})
    writes = may(actor, "network.write_values", report)
    return entry(indicator, report.period, report, earlier, last, writes=writes, is_ours=writes)


def _last_values(
    organisation: UUID | None, period: Period | None, indicators: Sequence[Indicator]
) -> dict[UUID, dict[UUID, Value]]:
    """Return what an organisation reported for a period, by indicator and cell; what was approved goes first."""
    if period is None or organisation is None:
        return {}
    found: dict[UUID, dict[UUID, Value]] = {}
    values = Value.objects.filter(report__organisation=organisation, report__period=period)
    for value in values.filter(report__indicator__in=indicators).select_related("report").order_by("approved"):
        found.setdefault(value.report.indicator_id, {})[value.cell_id] = value
    return found


def entry(
    indicator: Indicator,
    period: Period,
    report: Return | None,
    earlier: Period | None,
    last: dict[UUID, Value],
    *,
    writes: bool,
    is_ours: bool,
) -> Entry:
    """Put one entry together."""
    drafts: dict[UUID, Value] = {}
    odd: dict[str, list[str]] = {}
    if report is not None:
        report.indicator = indicator
        drafts = {one.cell_id: one for one in report.values.all() if not one.approved}
        for one in warnings_for(report, list(drafts.values())):
            odd.setdefault(one.cell, []).append(one.words)
    locked = period.state == Period.State.LOCKED
    editable = writes and not locked and (report is None or report.state in EDITABLE)
    dimensions = list(indicator.dimensions.all())
    lines = [
        _line(indicator, cell, period, drafts.get(cell.pk), earlier, last.get(cell.pk), dimensions)
        for cell in indicator.cells.all()
    ]
    for line in lines:
        line.warnings = odd.get(line.cell.key, [])
    return Entry(
        indicator, period, report, lines, editable, is_ours, before_name=period_name(earlier) if earlier else ""
    )


def _line(
    indicator: Indicator,
    cell: Cell,
    period: Period,
    value: Value | None,
    earlier: Period | None,
    last: Value | None,
    dimensions: list[Dimension],
) -> Line:
    name = words.cell(cell.key, dimensions)
    texts = texts_of(value)
    amount = amount_of(value, indicator.scale) if value else None
    was = amount_of(last, indicator.scale) if last else None
    return Line(
        cell=cell,
        name=name,
        label=f"{indicator.name}, {name[:1].lower()}{name[1:]}, {period_name(period)}",
        texts=texts,
        was=json.dumps([texts[one] for one in FIELDS]),
        value=value,
        said=words.said(amount, indicator, unit=False) if amount else "",
        before=words.said(was, indicator, unit=False) if was else "",
        before_number=str(was.number) if was else "",
        change=change_words(amount.number - was.number, indicator.decimals, earlier) if amount and was else "",
    )


def change_words(change: Decimal, decimals: int, since: Period | None) -> str:
    """Return how much a figure has changed, in words."""
    year = period_name(since) if since else ""
    if not change:
        return _("as in %(period)s") % {"period": year}
    number = words.number(change, decimals)
    return _("%(change)s since %(period)s") % {"change": number if change < 0 else f"+{number}", "period": year}


def errors_of(entries: list[Entry]) -> list[dict[str, str]]:
    """Return everything that is wrong, each with where it stands."""
    found = []
    for one in entries:
        found += [
            {"href": f"#i-{one.indicator.code}", "label": one.indicator.name, "words": text} for text in one.errors
        ]
        for line in one.lines:
            found += [{"href": f"#{where}", "label": line.label, "words": text} for where, text in line.rows]
    return found


def bootstrap(actor: Any, entries: list[Entry], position: Any) -> dict[str, Any]:
    """Return what the live table needs to start without asking."""
    return {
        "me": {"person": str(actor.person_id), "membership": actor.membership_id},
        "urls": {"api": "/api/v1", "live": "/live/"},
        "language": words.language(),
        "stream": f"organisation:{actor.organisation_id}",
        "position": {"epoch": position.epoch, "seq": position.head},
        "operators": {value: str(label) for value, label in Operator.choices},
        "since": period_name(earlier) if entries and (earlier := before(entries[0].period)) else "",
    }
