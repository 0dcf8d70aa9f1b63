"""What a council wants, and how it goes: the whole on one page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from accounts.actor import AnyActor, PersonActor
from accounts.models import Organisation
from events import clock
from events.reading import position
from events.rights import may
from network.councils import councils
from network.goals import words
from network.goals.models import Goal, Period, Visibility
from network.goals.presenting import badge_of, figure, names, organisations_by_id, period_name
from network.goals.queries import goals_visible_to, is_around, periods_visible_to, scenarios_visible_to, with_parts
from network.goals.reading.steps import next_steps
from network.goals.state import GoalState, is_overdue, states

RECENT_PERIODS = 6


def overview(actor: AnyActor, council: Any) -> dict[str, Any]:
    """Return everything the overview of a council's goals shows."""
    where = position(f"goals:{council.pk}")
    around = is_around(actor, council.pk)
    found = states(with_parts(goals_visible_to(actor).filter(council=council)), public=not around)
    seated = list(councils().organisations(council.pk))
    return {
        "council": council,
        "around": around,
        "stream": {"name": f"goals:{council.pk}", "epoch": where.epoch, "seq": where.head} if around else None,
        "figures": _key_figures(found),
        **{state: _tree(found, seated, state, around=around) for state in Goal.State.values},
        **(_inside(actor, council, found, seated) if around and isinstance(actor, PersonActor) else {}),
        "scenarios": scenarios_visible_to(actor).filter(council=council).exists(),
    }


def _inside(actor: PersonActor, council: Any, found: Sequence[GoalState], seated: list[Organisation]) -> dict[str, Any]:
    """Return what only those around the council see: what is late, who is silent, what to do next."""
    going_on = [one.goal for one in found if one.goal.state != Goal.State.CLOSED]
    periods = periods_visible_to(actor).filter(council=council).order_by("-ends_on")[:RECENT_PERIODS]
    return {
        "late": _late(found, seated),
        "silent": _silent(going_on, seated),
        "steps": next_steps(actor, council, going_on),
        "periods": [_period(one) for one in periods],
        "may_propose": may(actor, "network.propose_goal", council),
    }


def _period(period: Period) -> dict[str, Any]:
    name = words.period(period.calendar, period.starts_on)
    return {"id": period.pk, "name": name, "state": period.get_state_display(), "due": period.due}


def _key_figures(found: Sequence[GoalState]) -> list[dict[str, Any]]:
    """Return the key figures of the goals that are worked for."""
    return [
        {**figure(one), "goal": state.goal}
        for state in found
        if state.goal.state == Goal.State.ADOPTED
        for one in state.pictures
        if one.indicator.is_key
    ]


def _tree(
    found: Sequence[GoalState], seated: Sequence[Organisation], state: str, *, around: bool
) -> list[dict[str, Any]]:
    """Return the goals of one state as a tree; one whose parent is of another state stands at the top."""
    own = [one for one in found if one.goal.state == state]
    there = {one.goal.pk for one in own}
    below: dict[UUID | None, list[GoalState]] = {}
    for one in own:
        parent = one.goal.parent_id if one.goal.parent_id in there else None
        below.setdefault(parent, []).append(one)

    def branch(one: GoalState) -> dict[str, Any]:
        return {**row(one, seated, around=around), "children": [branch(child) for child in below.get(one.goal.pk, [])]}

    return [branch(one) for one in below.get(None, [])]


def row(state: GoalState, seated: Sequence[Organisation], *, around: bool) -> dict[str, Any]:
    """Return a goal as a line in a list."""
    goal = state.goal
    seats = {one.pk for one in seated}
    stated = {one.organisation_id for one in goal.positions.all()} & seats
    return {
        "goal": goal,
        "status": badge_of(state),
        "figures": len(state.pictures),
        "stated": len(stated),
        "seats": len(seats),
        "overdue": state.overdue if around else 0,
        "public": goal.visibility == Visibility.PUBLIC,
    }


def _late(found: Sequence[GoalState], seated: Sequence[Organisation]) -> list[dict[str, Any]]:
    """Return what should have been there by now: reports by indicator and period, and activities."""
    known, late = organisations_by_id(seated), []
    for state in found:
        if state.goal.state == Goal.State.CLOSED:
            continue
        for one in state.pictures:
            for span in one.spans:
                missing = [who for when, who in one.late() if when == span]
                if missing:
                    late.append(
                        {
                            "name": one.indicator.name,
                            "code": one.indicator.code,
                            "period": period_name(one.indicator, span),
                            "due": span.due,
                            "organisations": names(missing, known),
                        }
                    )
        late += [
            {"name": one.title, "goal": state.goal, "due": one.due, "organisations": [one.organisation.name]}
            for one in state.goal.activities.all()
            if is_overdue(one, clock.today())
        ]
    return sorted(late, key=lambda one: one["due"])


def _silent(goals: Sequence[Goal], seated: Sequence[Organisation]) -> list[dict[str, Any]]:
    """Return the organisations that have not said where they stand on every goal, with how many are left."""
    left = {one.pk: len(goals) for one in seated}
    for goal in goals:
        for position_ in goal.positions.all():
            if position_.organisation_id in left:
                left[position_.organisation_id] -= 1
    return [{"organisation": one, "left": left[one.pk]} for one in seated if left[one.pk] > 0]
