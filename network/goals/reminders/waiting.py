"""What waits for somebody in a council, and in which order people are told of it. The number of queries is fixed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, Organisation
from events import clock
from events.models import Event
from events.workdays import working_days_after
from network.councils import councils
from network.goals.events import GoalProposed
from network.goals.models import Activity, Assignment, Goal, Period, Position, ReminderKind, Return
from network.goals.picture import assignments_at
from network.goals.reminders import due
from network.goals.reminders.due import NEVER, Level, Schedule
from network.goals.rules import REVIEWING
from network.goals.state import SETTLED

Kind = ReminderKind
OPEN = [Return.State.DRAFT]
"""States of a return in which the report is still to come. One that was sent back is asked for as such."""


@dataclass(frozen=True)
class Waiting:
    """Something that waits: what, since when it is counted, and whom it concerns, nearest first."""

    kind: ReminderKind
    subject: Any
    """The assignment, return, activity or goal."""
    thing: str
    title: str
    organisation: Organisation
    schedule: Schedule
    anchor: date
    levels: Sequence[Level]
    period: Period | None = None
    due: date | None = None


@dataclass
class People:
    """Who acts for the organisations of a council now, and who leads it."""

    council: UUID
    hats: dict[tuple[UUID, UUID], Membership] = field(default_factory=dict)
    """By organisation and person."""

    def __post_init__(self) -> None:
        seated = councils().organisations(self.council).values("pk")
        found = Membership.objects.current().filter(organisation__in=seated, person__is_active=True)
        for hat in found.select_related("person", "organisation").order_by("person__name", "pk"):
            self.hats.setdefault((hat.organisation_id, hat.person_id), hat)

    def one(self, organisation: UUID, *people: UUID | None) -> list[Membership]:
        """Return those of some people who act for an organisation still, each once."""
        there = [self.hats.get((organisation, one)) for one in dict.fromkeys(people) if one]
        return [hat for hat in there if hat]

    def reviewers(self, organisation: UUID) -> list[Membership]:
        """Return who coordinates or manages an organisation's work."""
        return [hat for (of, _), hat in self.hats.items() if of == organisation and hat.role in REVIEWING]

    def holders(self, organisation: UUID) -> list[Membership]:
        """Return who holds an organisation's seats."""
        return [hat for hat in self._holders if hat.organisation_id == organisation]

    @cached_property
    def leaders(self) -> list[Membership]:
        """Who leads the council."""
        return list(councils().leaders(self.council))

    @cached_property
    def _holders(self) -> list[Membership]:
        return list(councils().holders(self.council))


def waiting_in(council: Any) -> Iterator[Waiting]:
    """Return everything that waits for somebody in a council."""
    people = People(council.pk)
    yield from _reports(council, people)
    yield from _returns(council, people)
    yield from _activities(council, people)
    yield from _positions(council, people)


def _reports(council: Any, people: People) -> Iterator[Waiting]:
    periods: dict[str, list[Period]] = defaultdict(list)
    for period in Period.objects.filter(council=council, starts_on__lte=clock.today()).exclude(
        state=Period.State.LOCKED
    ):
        periods[period.calendar].append(period)
    found = Return.objects.filter(period__council=council).exclude(period__state=Period.State.LOCKED)
    begun = ~Q(state__in=OPEN) | ~Q(published="")
    answered = set(found.filter(begun).values_list("indicator", "organisation", "period"))
    assignments = assignments_at(clock.now()).filter(indicator__council=council)
    for one in assignments.exclude(indicator__goal__state=Goal.State.CLOSED).select_related(
        "indicator__goal", "organisation"
    ):
        for period in periods[one.indicator.calendar]:
            # What came to its end before the goal began, or before it was this organisation's task, is not asked for.
            too_early = period.ends_on < one.indicator.goal.starts_on or period.due < timezone.localdate(one.given_at)
            if not too_early and (one.indicator_id, one.organisation_id, period.pk) not in answered:
                yield _report(one, period, people)


def _report(one: Assignment, period: Period, people: People) -> Waiting:
    of = one.organisation_id
    return Waiting(
        kind=Kind.REPORT,
        subject=one,
        thing=f"{one.pk}:{period.pk}",
        title=one.indicator.name,
        organisation=one.organisation,
        schedule=due.REPORT,
        anchor=period.due,
        levels=[
            Level("reporter", people.one(of, one.reporter_id), -7),
            Level("deputy", people.one(of, one.deputy_id), 1),
            Level("reviewer", people.reviewers(of), 7),
            Level("holder", people.holders(of), NEVER),
        ],
        period=period,
        due=period.due,
    )


def _returns(council: Any, people: People) -> Iterator[Waiting]:
    states = [Return.State.SUBMITTED, Return.State.SENT_BACK]
    found = Return.objects.filter(indicator__council=council, state__in=states)
    found = found.exclude(period__state=Period.State.LOCKED)
    reporters = {
        (one.indicator_id, one.organisation_id): one
        for one in assignments_at(clock.now()).filter(indicator__council=council)
    }
    related = found.select_related("indicator__goal", "indicator__council", "organisation", "period")
    for report in related.prefetch_related("values"):
        if report.state == Return.State.SUBMITTED and report.submitted_at:
            yield _approval(report, people)
        elif report.state == Return.State.SENT_BACK and report.reviewed_at:
            yield _sent_back(report, reporters.get((report.indicator_id, report.organisation_id)), people)


def _approval(report: Return, people: People) -> Waiting:
    wrote = {one.written_by_id for one in report.values.all() if not one.approved} | {report.author_id}
    sent_on = timezone.localdate(report.submitted_at)

    def without(hats: list[Membership]) -> list[Membership]:
        return [hat for hat in hats if hat.person_id not in wrote]

    return Waiting(
        kind=Kind.APPROVAL,
        subject=report,
        thing=f"{report.pk}:{sent_on}",
        title=report.indicator.name,
        organisation=report.organisation,
        schedule=due.APPROVAL,
        anchor=working_days_after(sent_on, due.WAITS + 1),
        levels=[
            Level("approver", without(people.reviewers(report.organisation_id)), 0),
            Level("leader", without(people.leaders), 7),
        ],
        period=report.period,
        due=sent_on,
    )


def _sent_back(report: Return, assignment: Assignment | None, people: People) -> Waiting:
    of, back_on = report.organisation_id, timezone.localdate(report.reviewed_at)
    reporter, deputy = (assignment.reporter_id, assignment.deputy_id) if assignment else (None, None)
    return Waiting(
        kind=Kind.SENT_BACK,
        subject=report,
        thing=f"{report.pk}:{back_on}",
        title=report.indicator.name,
        organisation=report.organisation,
        schedule=due.SENT_BACK,
        anchor=back_on,
        levels=[
            Level("author", people.one(of, report.author_id), 0),
            Level("reporter", people.one(of, reporter), 0),
            Level("deputy", people.one(of, deputy), NEVER),
            Level("reviewer", people.reviewers(of), NEVER),
        ],
        period=report.period,
        due=back_on,
    )


def _activities(council: Any, people: People) -> Iterator[Waiting]:
    found = Activity.objects.filter(goal__council=council, due__lt=clock.today()).exclude(state__in=SETTLED)
    for one in found.exclude(goal__state=Goal.State.CLOSED).select_related("goal__council", "organisation"):
        yield Waiting(
            kind=Kind.ACTIVITY,
            subject=one,
            thing=str(one.pk),
            title=one.title,
            organisation=one.organisation,
            schedule=due.ACTIVITY,
            anchor=one.due,
            levels=[
                Level("reviewer", people.reviewers(one.organisation_id), 1),
                Level("holder", people.holders(one.organisation_id), NEVER),
            ],
            due=one.due,
        )


def _positions(council: Any, people: People) -> Iterator[Waiting]:
    goals = {one.pk: one for one in Goal.objects.filter(council=council, state=Goal.State.PROPOSED)}
    stated = set(Position.objects.filter(goal__in=goals).values_list("goal", "organisation"))
    organisations = list(councils().organisations(council.pk)) if goals else []
    for goal, proposed_on in _proposed(council, goals):
        for organisation in organisations:
            if (goal.pk, organisation.pk) not in stated:
                yield Waiting(
                    kind=Kind.POSITION,
                    subject=goal,
                    thing=f"{goal.pk}:{organisation.pk}",
                    title=goal.title,
                    organisation=organisation,
                    schedule=due.POSITION,
                    anchor=proposed_on,
                    levels=[Level("holder", people.holders(organisation.pk), 14)],
                    due=proposed_on,
                )


def _proposed(council: Any, goals: dict[UUID, Goal]) -> Iterator[tuple[Goal, date]]:
    """Return goals with the day they were proposed, which the log knows."""
    told = Event.objects.filter(stream__name=f"goals:{council.pk}", type=GoalProposed.name) if goals else []
    for event in told:
        goal = goals.get(UUID(event.data["goal"]))
        if goal is not None:
            yield goal, timezone.localdate(event.occurred_at)
