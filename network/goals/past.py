"""Goals as they were on a day, by the log: which there were, how far they had come, and who had said what.

Their words are those of now, since the log holds none. Figures of a day come from `pictures(at=…)`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Organisation
from events.models import Event
from network.goals.models import Activity, Commitment, Goal, Position


@dataclass(frozen=True)
class _Part:
    """What the log says of an organisation's part in a goal."""

    id: UUID
    role: str
    confirmed_at: datetime | None = None


@dataclass
class _Past:
    """What the log says of one goal up to a moment."""

    state: str = Goal.State.PROPOSED
    stated_status: str = ""
    stances: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    """By organisation: the stance, and when it was stated."""
    commitments: dict[str, _Part] = field(default_factory=dict)
    """By organisation."""
    activities: dict[str, str] = field(default_factory=dict)
    """State by activity."""

    def hear(self, event: Event) -> None:
        """Take in what happened next."""
        data, at = event.data, event.occurred_at
        organisation = data.get("organisation") or ""
        match event.type.removeprefix("network."):
            case "goal_adopted":
                self.state = Goal.State.ADOPTED
            case "goal_closed":
                self.state = Goal.State.CLOSED
            case "status_stated":
                self.stated_status = data["status"]
            case "position_stated":
                self.stances[organisation] = (data["stance"], at)
            case "activity_added":
                self.activities[data["activity"]] = Activity.State.PLANNED
            case "activity_changed":
                self.activities[data["activity"]] = data["state"]
            case _:
                self._hear_of_commitments(event, organisation)

    def _hear_of_commitments(self, event: Event, organisation: str) -> None:
        match event.type.removeprefix("network."):
            case "commitment_made":
                self.commitments[organisation] = _Part(UUID(event.data["commitment"]), event.data["role"])
            case "commitment_confirmed":
                part = self.commitments[organisation]
                self.commitments[organisation] = replace(part, confirmed_at=event.occurred_at)
            case "commitment_ended":
                self.commitments.pop(organisation, None)
            case "target_set":  # It was another aim that had been confirmed.
                self.commitments = {one: replace(part, confirmed_at=None) for one, part in self.commitments.items()}


def goals_at(goals: Sequence[Goal], moment: datetime) -> list[Goal]:
    """Return those of `goals` that there were at a moment, as they were then. They are for reading only.

    Args:
        goals: with their parts (`with_parts`).
    """
    found = _pasts(goals, moment)
    organisations = _organisations(found.values())
    return [_as_it_was(one, found[one.pk], organisations, moment) for one in goals if one.pk in found]


def _pasts(goals: Sequence[Goal], moment: datetime) -> dict[UUID, _Past]:
    streams = {one.stream for one in goals}
    there = {str(one.pk) for one in goals}
    found: dict[str, _Past] = defaultdict(_Past)
    events = Event.objects.filter(stream__name__in=streams, primary=True, occurred_at__lte=moment)
    for event in events.filter(data__has_key="goal").order_by("stream", "seq"):
        if event.data["goal"] in there:
            found[event.data["goal"]].hear(event)
    return {UUID(pk): past for pk, past in found.items()}


def _organisations(pasts: Iterable[_Past]) -> dict[str, Organisation]:
    """Return the organisations named, by id as text and in the order of their names."""
    wanted = {one for past in pasts for one in (*past.stances, *past.commitments)}
    return {str(one.pk): one for one in Organisation.objects.filter(pk__in=wanted)} if wanted else {}


def _as_it_was(goal: Goal, past: _Past, organisations: Mapping[str, Organisation], moment: datetime) -> Goal:
    goal.state, goal.stated_status = past.state, past.stated_status
    if goal.state == Goal.State.PROPOSED:
        goal.decision = ""
    if goal.state != Goal.State.CLOSED:
        goal.closing_reason = ""
    positions = {str(one.organisation_id): one for one in goal.positions.all()}
    parts = {one.pk: one for one in goal.commitments.all()}
    named = [(key, one) for key, one in organisations.items()]
    # What is read of the goal from now on: unsaved rows that say what the log says.
    cache: dict[str, Any] = goal._prefetched_objects_cache  # type: ignore[attr-defined]
    cache["activities"] = [_activity(one, past) for one in goal.activities.all() if str(one.pk) in past.activities]
    cache["positions"] = [
        _position(goal, one, past.stances[key], positions.get(key), moment) for key, one in named if key in past.stances
    ]
    cache["commitments"] = [
        _commitment(goal, one, past.commitments[key], parts) for key, one in named if key in past.commitments
    ]
    return goal


def _position(
    goal: Goal, organisation: Organisation, said: tuple[str, datetime], now: Position | None, moment: datetime
) -> Position:
    found = Position(goal=goal, organisation=organisation, stance=said[0], stated_at=said[1])
    if now is not None:
        found.pk = now.pk
        # A reason belongs to the position it was given for.
        found.reason = now.reason if now.stated_at <= moment else ""
    return found


def _commitment(goal: Goal, organisation: Organisation, part: _Part, now: Mapping[UUID, Commitment]) -> Commitment:
    words = now[part.id].contribution if part.id in now else ""
    return Commitment(
        pk=part.id,
        goal=goal,
        organisation=organisation,
        role=part.role,
        contribution=words,
        confirmed_at=part.confirmed_at,
    )


def _activity(one: Activity, past: _Past) -> Activity:
    one.state = past.activities[str(one.pk)]
    return one
