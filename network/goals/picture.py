"""The picture that a council shares: every indicator with its figures, targets, status, trend and who has reported.

Everything in it is reckoned when it is read, for everybody in the council or for the public, as of now or of a day.
The number of queries does not depend on the number of indicators.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from events import clock
from events.workdays import DAY
from network.goals.figures import Known, known_at, standing_now
from network.goals.models import Assignment, Cell, Indicator, Period, Return, Target
from network.goals.periods import bounds
from network.goals.reckoning import suppression
from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.rollup import Rules, Span, Sum, like_with_like, over_time, series
from network.goals.reckoning.status import Aim, Standing, Status, standing, trend

STALE_AFTER_PERIODS = 2
"""A figure is stale when this many periods after its own have come due without a newer one."""
NOT_OURS = Return.State.NOT_OURS
GRACE = timedelta(days=30)
"""How long after its end a period that nobody has opened would be due."""


@dataclass
class CellPicture:
    """One cell of an indicator over all periods."""

    cell: Cell
    sums: list[Sum]
    aims: list[Aim]
    so_far: Amount | None
    """All periods of the goal put together by the rule over time."""
    hidden: bool
    """The figure is kept from the public."""
    standing: Standing
    trend: str


@dataclass
class Picture:
    """One indicator as it is to be seen."""

    indicator: Indicator
    on: date
    cells: list[CellPicture]
    spans: list[Span]
    answers: dict[UUID, dict[UUID, str]]
    """By period and organisation, what has been published: figures, nothing, not_ours."""
    waiting: set[tuple[UUID, UUID]] = field(default_factory=set)
    """(period, organisation) of returns that have been sent and wait for approval."""
    expected: set[UUID] = field(default_factory=set)
    """The organisations that report this indicator."""
    newest: datetime | None = None
    public: bool = False

    @property
    def total(self) -> CellPicture:
        """The cell that is not broken down."""
        return next(one for one in self.cells if not one.cell.key)

    @property
    def latest(self) -> Sum | None:
        """The newest period in which somebody has reported."""
        return next((one for one in reversed(self.total.sums) if one.amount is not None or one.hidden), None)

    def expected_in(self, span: Span) -> set[UUID]:
        """Return the organisations that should report a period of the goal's time: those whose task it is."""
        goal = self.indicator.goal
        if span.ends_on < goal.starts_on or span.starts_on > goal.ends_on:
            return set()
        answers = self.answers.get(span.id, {})
        return {one for one in self.expected if answers.get(one) != NOT_OURS}

    def missing_in(self, span: Span) -> set[UUID]:
        """Return the organisations that have sent nothing for a period."""
        answered = set(self.answers.get(span.id, {}))
        return {one for one in self.expected_in(span) - answered if (span.id, one) not in self.waiting}

    def late(self) -> list[tuple[Span, UUID]]:
        """Return what is overdue: period and organisation."""
        return [
            (span, one) for span in self.spans if span.due < self.on for one in sorted(self.missing_in(span), key=str)
        ]

    @property
    def is_stale(self) -> bool:
        """Whether the newest figure is older than it should be."""
        due = [span for span in self.spans if span.due < self.on]
        if self.latest is None:
            return False
        return sum(span.starts_on > self.latest.span.starts_on for span in due) >= STALE_AFTER_PERIODS


def pictures(indicators: Iterable[Indicator], *, at: datetime | None = None, public: bool = False) -> list[Picture]:
    """Return the pictures of some indicators the caller may see, in the same order.

    Args:
        at: what was known at this moment, from the log; None for now.
        public: as everybody may see it, without small groups and who reported what. What counts people is told of
            locked periods only, as it stands now: in a sum that grows, each step would tell what one organisation
            has added.
    """
    there = list(indicators)
    moment = at or clock.now()
    day = timezone.localdate(moment)
    known = known_at(there, moment) if at else standing_now(there)
    settled = _settled(there, moment) if public else set()
    if public and at:
        known |= standing_now([one for one in there if one.threshold])
    cells = _by_indicator(Cell.objects.filter(indicator__in=there))
    targets = _by_indicator(Target.objects.filter(indicator__in=there, organisation__isnull=True, set_at__lte=moment))
    assigned = _by_indicator(assignments_at(moment).filter(indicator__in=there))
    spans = _spans(there, moment)
    waiting = {} if at else _waiting(there)
    made = []
    for indicator in there:
        own = _concerning(indicator, spans[indicator.council_id, indicator.calendar], day, known[indicator.pk])
        if public and indicator.threshold:
            own = [span for span in own if span.id in settled]
        one = _picture(indicator, day, cells[indicator.pk], targets[indicator.pk], own, known[indicator.pk], public)
        if not public:
            one.expected = {assignment.organisation_id for assignment in assigned[indicator.pk]}
            one.waiting = waiting.get(indicator.pk, set())
        made.append(one)
    return made


def picture(indicator: Indicator, *, at: datetime | None = None, public: bool = False) -> Picture:
    """Return the picture of one indicator the caller may see."""
    return pictures([indicator], at=at, public=public)[0]


def assignments_at(moment: datetime) -> QuerySet[Assignment]:
    """Return who was to report what at a moment."""
    return Assignment.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=moment), given_at__lte=moment)


def _by_indicator[M: (Cell, Target, Assignment)](rows: Iterable[M]) -> dict[UUID, list[M]]:
    found: dict[UUID, list[M]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return found


def _spans(indicators: Sequence[Indicator], moment: datetime) -> dict[tuple[UUID, str], list[Span]]:
    found: dict[tuple[UUID, str], list[Span]] = defaultdict(list)
    for one in Period.objects.filter(council__in={one.council_id for one in indicators}, opened_at__lte=moment):
        found[one.council_id, one.calendar].append(Span(one.pk, one.starts_on, one.ends_on, one.due))
    return found


def _concerning(indicator: Indicator, spans: Iterable[Span], day: date, known: Known) -> list[Span]:
    """Return the periods that have begun and lie in the goal's time, and others that something was reported for."""
    goal = indicator.goal
    return [
        span
        for span in spans
        if span.starts_on <= day
        and ((goal.starts_on <= span.ends_on and span.starts_on <= goal.ends_on) or span.id in known.answers)
    ]


def _settled(indicators: Sequence[Indicator], moment: datetime) -> set[UUID]:
    """Return the periods that are locked, and were by `moment`."""
    locked = Period.objects.filter(council__in={one.council_id for one in indicators}, state=Period.State.LOCKED)
    return set(locked.filter(snapshots__taken_at__lte=moment).values_list("pk", flat=True))


def _waiting(indicators: Sequence[Indicator]) -> dict[UUID, set[tuple[UUID, UUID]]]:
    found: dict[UUID, set[tuple[UUID, UUID]]] = defaultdict(set)
    rows = Return.objects.filter(indicator__in=indicators, state=Return.State.SUBMITTED)
    for indicator, period, organisation in rows.values_list("indicator", "period", "organisation"):
        found[indicator].add((period, organisation))
    return found


def aims_of(targets: Iterable[Target], cell: UUID) -> list[Aim]:
    """Return the targets of a cell that hold: the newest version for each day, unless it was withdrawn."""
    newest: dict[date, Target] = {}
    for target in sorted(targets, key=lambda one: one.number_version):
        if target.cell_id == cell:
            newest[target.on] = target
    held = [one for one in newest.values() if not one.withdrawn]
    return sorted((Aim(one.on, one.operator, one.number, one.high) for one in held), key=lambda aim: aim.on)


def rules_of(indicator: Indicator) -> Rules:
    """Return how the indicator's figures are put together."""
    return Rules(indicator.over_organisations, indicator.over_time, indicator.scale, indicator.single_source_id)


def _picture(
    indicator: Indicator,
    day: date,
    cells: list[Cell],
    targets: list[Target],
    spans: list[Span],
    known: Known,
    public: bool,
) -> Picture:
    rules = rules_of(indicator)
    sums = {cell.key: series(rules, spans, known.reported, cell.key) for cell in cells}
    if public:
        _keep_from_public(indicator, sums)
    made = [_cell(indicator, rules, cell, sums[cell.key], aims_of(targets, cell.pk), day) for cell in cells]
    answers = {} if public else known.answers
    return Picture(indicator, day, made, spans, dict(answers), newest=known.newest, public=public)


def _keep_from_public(indicator: Indicator, sums: dict[str, list[Sum]]) -> None:
    if not indicator.threshold:
        return
    everything = [one for row in sums.values() for one in row]
    by_dimension: dict[tuple[str, int], list[Sum]] = defaultdict(list)
    for key, row in sums.items():
        if key:
            dimension = "&".join(part.split("=")[0] for part in key.split("&"))
            for place, one in enumerate(row):
                by_dimension[dimension, place].append(one)
    suppression.hide_small(everything, by_dimension.values(), indicator.threshold)
    for one in everything:
        one.parts = {}  # Which organisation counted how many is not for the public when people are counted.


def _cell(indicator: Indicator, rules: Rules, cell: Cell, sums: list[Sum], aims: list[Aim], day: date) -> CellPicture:
    of_the_goal = [one for one in sums if one.span.ends_on >= indicator.goal.starts_on]
    hidden = _gives_away(rules, of_the_goal)
    so_far = None if hidden else over_time(rules, of_the_goal)
    there = [one for one in sums if one.amount is not None]
    now = standing(so_far, day, aims, indicator.baseline, indicator.baseline_on, _told_of(indicator, sums, day))
    if hidden:
        now = Standing(Status.NO_REPORT, now.expected, now.aim)
    compared = like_with_like(rules, there[-2], there[-1]) if len(there) > 1 else (None, None)
    return CellPicture(cell, sums, aims, so_far, hidden, now, trend(indicator.direction, *compared, now.aim))


def _told_of(indicator: Indicator, sums: list[Sum], day: date) -> date | None:
    """Return the last day that the newest figure is about, as long as no newer one should be there; then None.

    A figure of last December is not behind because a new year has begun, but it is when the new year's is overdue.
    """
    newest = next((place for place in reversed(range(len(sums))) if sums[place].amount is not None), None)
    if newest is None:
        return None
    ends_on = sums[newest].span.ends_on
    after = [one.span.due for one in sums[newest + 1 :]]
    overdue_on = min(after) if after else bounds(indicator.calendar, ends_on + DAY)[1] + GRACE
    return ends_on if day <= overdue_on else None


def _gives_away(rules: Rules, sums: list[Sum]) -> bool:
    """Say whether the figure so far would tell one that is hidden."""
    hidden = [one for one in sums if one.hidden]
    if rules.over_time == Indicator.OverTime.LATEST:
        there = [one for one in sums if one.hidden or one.amount is not None]
        return bool(there) and there[-1].hidden
    return bool(hidden)
