"""Event types of shared goals, and who reads them.

A council's goals are one stream, read by everybody who acts for an organisation with a seat there. What an
organisation works on before it is approved goes to the organisation's own stream, and from the moment it is sent also
to the desk of those who lead the council. Figures are in the log when they are published: from them alone every sum
of any day can be worked out again.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from accounts.actor import NOBODY, AnyActor, PersonActor
from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare
from network.councils import councils


def _who(actor: Actor) -> AnyActor:
    return actor if isinstance(actor, PersonActor) else NOBODY


def _is_around(actor: Actor, council: UUID) -> bool:
    return councils().around(_who(actor)).filter(pk=council).exists()


def _leads(actor: Actor, council: UUID) -> bool:
    return councils().led_by(_who(actor)).filter(pk=council).exists()


declare(StreamKind("goals", "The goals of one council, for all who act for an organisation with a seat.", _is_around))
declare(StreamKind("desk", "What waits for those who lead a council.", _leads))


class _AboutGoal(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("goals",)
    shows: ClassVar[tuple[str, ...]] = ("goal",)
    goals: UUID
    goal: UUID


class GoalProposed(_AboutGoal, event="network.goal_proposed"):
    """A goal was proposed."""

    parent: UUID | None = None
    organisation: UUID | None = None


class GoalChanged(_AboutGoal, event="network.goal_changed"):
    """A goal's words, time, rule or visibility changed."""


class GoalAdopted(_AboutGoal, event="network.goal_adopted"):
    """A decision made a proposed goal the council's own."""

    decided_on: date


class GoalClosed(_AboutGoal, event="network.goal_closed"):
    """A goal is no longer worked for."""


class StatusStated(_AboutGoal, event="network.status_stated"):
    """The council said how it goes with a goal, with a reason."""

    status: str


class PositionStated(_AboutGoal, event="network.position_stated"):
    """An organisation said where it stands on a goal."""

    organisation: UUID
    stance: str


class CommitmentMade(_AboutGoal, event="network.commitment_made"):
    """An organisation's part in a goal was written down or changed; it counts once that organisation confirms it."""

    commitment: UUID
    organisation: UUID
    role: str


class CommitmentConfirmed(_AboutGoal, event="network.commitment_confirmed"):
    """An organisation confirmed its part in a goal."""

    commitment: UUID
    organisation: UUID


class CommitmentEnded(_AboutGoal, event="network.commitment_ended"):
    """An organisation no longer has a part in a goal."""

    commitment: UUID
    organisation: UUID


class ActivityAdded(_AboutGoal, event="network.activity_added"):
    """Something is to be done for a goal."""

    shows = ("activity", "goal")
    activity: UUID
    organisation: UUID
    origin_kind: str = ""
    origin: UUID | None = None


class ActivityChanged(_AboutGoal, event="network.activity_changed"):
    """An activity's words, day, state or who is responsible changed."""

    shows = ("activity", "goal")
    activity: UUID
    state: str


class _AboutIndicator(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("goals",)
    shows = ("indicator", "goal")
    goals: UUID
    goal: UUID
    indicator: UUID


class IndicatorAdded(_AboutIndicator, event="network.indicator_added"):
    """Something is measured for a goal from now on."""


class IndicatorChanged(_AboutIndicator, event="network.indicator_changed"):
    """An indicator's definition changed; its unit and rules only as long as no value stood."""


class TargetSet(_AboutIndicator, event="network.target_set"):
    """A target was set, changed or withdrawn; who has confirmed a part in the goal is asked again."""

    target: UUID
    organisation: UUID | None = None
    cell: str
    on: date
    target_version: int
    withdrawn: bool = False


class ReporterAssigned(_AboutIndicator, event="network.reporter_assigned"):
    """An organisation is to report an indicator, or somebody else does it there."""

    organisation: UUID
    assignment: UUID


class ReportingEnded(_AboutIndicator, event="network.reporting_ended"):
    """An organisation no longer reports an indicator."""

    organisation: UUID
    assignment: UUID


class PublishedValue(BaseModel):
    """A figure as it was approved. Numbers are decimal text, so that nothing is rounded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cell: str
    operator: str
    number: str | None = None
    high: str | None = None
    numerator: str | None = None
    denominator: str | None = None


class FiguresPublished(_AboutIndicator, event="network.figures_published"):
    """What an organisation reports for a period now stands: figures, nothing to report, or not its task."""

    organisation: UUID
    period: UUID
    answer: str
    values: list[PublishedValue] = []


class FiguresSent(_AboutIndicator, event="network.figures_sent"):
    """An organisation has sent a return that waits for approval, or it went back. What it says is not told."""

    organisation: UUID
    period: UUID
    waiting: bool


class DimensionAdded(EventType, event="network.dimension_added"):
    """Figures can be broken down in one more way."""

    audiences = ("goals",)
    goals: UUID
    dimension: UUID
    categories: int


class _AboutPeriod(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("goals",)
    shows = ("period",)
    goals: UUID
    period: UUID


class PeriodOpened(_AboutPeriod, event="network.period_opened"):
    """A period can be reported on."""


class PeriodChanged(_AboutPeriod, event="network.period_changed"):
    """A period's due day changed."""


class PeriodClosing(_AboutPeriod, event="network.period_closing"):
    """A period is about to be locked; what is missing is asked for a last time."""


class PeriodLocked(_AboutPeriod, event="network.period_locked"):
    """A period was locked and what stood then was frozen."""

    snapshot: UUID
    hash: str


class PeriodReopened(_AboutPeriod, event="network.period_reopened"):
    """A locked period was opened again, with a reason."""


class _AboutReturn(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("organisation",)
    shows = ("report",)
    organisation: UUID
    report: UUID
    indicator: UUID
    period: UUID


class _SentReturn(_AboutReturn):
    audiences: ClassVar[tuple[str, ...]] = ("organisation", "desk")
    desk: UUID


class ReturnOpened(_AboutReturn, event="network.return_opened"):
    """An organisation has begun to report."""


class ValuesWritten(_AboutReturn, event="network.values_written"):
    """Cells of a draft were filled in, changed or emptied."""

    cells: list[str]


class ReturnSubmitted(_SentReturn, event="network.return_submitted"):
    """A return was sent for approval."""


class ReturnSentBack(_SentReturn, event="network.return_sent_back"):
    """A return was sent back with a reason."""


class ReturnApproved(_SentReturn, event="network.return_approved"):
    """A return was approved by somebody who did not write it. The figures are told to the council apart from this."""


class ReturnAnswered(_SentReturn, event="network.return_answered"):
    """An organisation has nothing to report, or says that it is not its task."""

    answer: str


class ReturnReopened(_SentReturn, event="network.return_reopened"):
    """A settled return was taken up again, with a reason; what was approved stands until something else is."""


class BenchmarkPublished(EventType, event="network.benchmark_published"):
    """Another area's series was laid beside ours, or changed."""

    audiences = ("goals",)
    shows = ("benchmark",)
    goals: UUID
    benchmark: UUID


class _AboutCall(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("goals",)
    shows = ("impact_call",)
    goals: UUID
    impact_call: UUID


class ImpactCallOpened(_AboutCall, event="network.impact_call_opened"):
    """Social enterprises are asked what a changed rule does to them."""


class ImpactAnswered(EventType, event="network.impact_answered"):
    """An enterprise answered, or changed its answer. Only that enterprise hears it: whoever knew who answered when
    could read single answers out of the growing sum."""

    audiences = ("organisation",)
    organisation: UUID
    impact_call: UUID


class ImpactSumChanged(_AboutCall, event="network.impact_sum_changed"):
    """One more answer counts, or one was changed. The system tells it, so that nobody is named."""


class ImpactCallClosed(_AboutCall, event="network.impact_call_closed"):
    """No more answers are taken."""


class ScenarioSaved(EventType, event="network.scenario_saved"):
    """A calculation was saved or changed."""

    audiences = ("goals",)
    shows = ("scenario",)
    goals: UUID
    scenario: UUID
    visibility: str


class _AboutReminders(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("person",)
    person: UUID
    council: UUID
    kind: str


class RemindersStopped(_AboutReminders, event="network.reminders_stopped"):
    """Somebody wants no more reminders of a kind from a council."""


class RemindersResumed(_AboutReminders, event="network.reminders_resumed"):
    """Somebody wants reminders of a kind from a council again."""
