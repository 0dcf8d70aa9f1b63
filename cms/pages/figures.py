"""What pages show of the councils' own records: only what the public may read, and read when it is shown."""

from typing import Any
from uuid import UUID

from accounts.actor import NOBODY
from network.goals.models import Goal
from network.goals.queries import councils_with_goals, goals_visible_to


def public_goal(goal: UUID) -> Goal | None:
    """Return a goal if everybody may read it."""
    return goals_visible_to(NOBODY).select_related("council").filter(pk=goal).first()


def datasets() -> list[Any]:
    """Return the councils whose public goals are open data."""
    return list(councils_with_goals(NOBODY))
