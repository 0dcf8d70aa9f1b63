"""One goal with all that belongs to it."""

from collections.abc import Sequence
from typing import Any

from accounts.actor import AnyActor
from events import clock
from events.reading import position
from events.rights import may
from network import links, origins
from network.councils import councils
from network.goals import timeline
from network.goals.charting import chart_of, table_of
from network.goals.charts import draw
from network.goals.models import Activity, Goal, Indicator, Position
from network.goals.picture import Picture
from network.goals.presenting import ACTIVITY_ICON, ROLE_ICON, STANCE_ICON, badge_of, figure, why
from network.goals.queries import goals_visible_to, is_around, with_parts
from network.goals.reading.sources import sources_of
from network.goals.state import is_overdue, states

ABILITIES = [
    "change_goal",
    "adopt_goal",
    "close_goal",
    "state_status",
    "state_position",
    "make_commitment",
    "add_activity",
    "add_indicator",
]
RECENT = 12
"""Entries of the timeline that are shown at once."""


def goal_page(actor: AnyActor, goal: Goal, *, everything: bool = False) -> dict[str, Any]:
    """Return everything the page of a goal shows.

    Args:
        goal: one that the actor may read.
        everything: with the whole timeline instead of its newest part.
    """
    where = position(goal.stream)
    around = is_around(actor, goal.council_id)
    there = with_parts(Goal.objects.filter(pk=goal.pk)).select_related("parent").get()
    state = states([there], public=not around)[0]
    indicators = [one.indicator for one in state.pictures]
    events = timeline.of_goal(there, indicators, public=not around)
    shown = list(events if everything else events[: RECENT + 1])
    parent = goals_visible_to(actor).filter(pk=there.parent_id).first() if there.parent_id else None
    return {
        "goal": there,
        "council": there.council,
        "around": around,
        "stream": {"name": there.stream, "epoch": where.epoch, "seq": where.head} if around else None,
        "state": state,
        "status": badge_of(state),
        "why": why(state),
        "parent": parent,
        "children": [
            {"goal": one.goal, "status": badge_of(one)}
            for one in states(with_parts(goals_visible_to(actor).filter(parent=goal)), public=not around)
        ],
        "entries": timeline.entries(shown if everything else shown[:RECENT], there, indicators),
        "more_entries": not everything and len(shown) > RECENT,
        "figures": _figures(state.pictures, around=around),
        "abilities": {name: around and may(actor, f"network.{name}", there) for name in ABILITIES},
        **_voices(actor, there),
        "links": links.links(actor, there),
        **(_inside(actor, there) if around else {}),
    }


def _figures(pictures: Sequence[Picture], *, around: bool) -> list[dict[str, Any]]:
    """Return the indicators with chart, table and sources, key figures first."""
    sources = sources_of([one.indicator for one in pictures]) if around else {}
    ordered = sorted(pictures, key=lambda one: not one.indicator.is_key)
    return [
        {
            **figure(one),
            "chart": draw(chart_of(one)) if one.total.sums else "",
            "rows": table_of(one),
            "adds_up": one.indicator.over_time == Indicator.OverTime.SUM,
            "sources": sources.get(one.indicator.pk, []),
            "public": one.public,
        }
        for one in ordered
    ]


def _voices(actor: AnyActor, goal: Goal) -> dict[str, Any]:
    """Return who has said and taken on what, and who has not."""
    positions, commitments = list(goal.positions.all()), list(goal.commitments.all())
    stated = {one.organisation_id for one in positions}
    seated = councils().organisations(goal.council_id)
    own, may_end = actor.organisation_id, {}
    for one in commitments:
        mine = own == one.organisation_id
        if own and mine not in may_end:  # The answer hangs on whose it is and on nothing else.
            may_end[mine] = may(actor, "network.end_commitment", one)
    return {
        "positions": [{"position": one, "icon": STANCE_ICON[Position.Stance(one.stance)]} for one in positions],
        "blanks": [one for one in seated if one.pk not in stated],
        "own_position": next((one for one in positions if own and one.organisation_id == own), None),
        "stances": [(value, label, STANCE_ICON[Position.Stance(value)]) for value, label in Position.Stance.choices],
        "commitments": [
            {
                "commitment": one,
                "icon": ROLE_ICON[one.role],  # type: ignore[index]
                "may_confirm": one.confirmed_at is None
                and own == one.organisation_id
                and may(actor, "network.confirm_commitment", one),
                "may_end": may_end.get(own == one.organisation_id, False),
            }
            for one in commitments
        ],
    }


def _inside(actor: AnyActor, goal: Goal) -> dict[str, Any]:
    """Return what only those around the council see: activities with their origins."""
    activities = list(goal.activities.all())
    wanted = {(one.origin_kind, one.origin) for one in activities if one.origin is not None}
    found = origins.origins(actor, wanted) if wanted else {}
    return {
        "activities": [_activity(actor, one, found) for one in activities],
    }


def _activity(actor: AnyActor, one: Activity, found: dict[Any, origins.Origin]) -> dict[str, Any]:
    return {
        "activity": one,
        "icon": ACTIVITY_ICON[Activity.State(one.state)],
        "overdue": is_overdue(one, clock.today()),
        "origin": found.get((one.origin_kind, one.origin)),
        "may_change": may(actor, "network.change_activity", one),
    }
