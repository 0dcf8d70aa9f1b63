"""What on other floors belongs to a goal and is shown beside it: rooms, later meetings, workshops and referrals.

Who owns such things enters how they are found; each finds only what the reader may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.actor import AnyActor
from network.goals.models import Goal


@dataclass(frozen=True)
class Link:
    """Something beside a goal, as it is named to one reader, and where they find it."""

    label: str
    url: str
    heading: str = ""
    """Under which words it stands, if not among where the goal is talked about."""


Finder = Callable[[AnyActor, Goal], Iterable[Link]]
_finders: list[Finder] = []


def links_at_goal(function: Finder) -> Finder:
    """Enter a function that finds what belongs to a goal, leaving out what the actor may not see."""
    if function not in _finders:
        _finders.append(function)
    return function


def links(actor: AnyActor, goal: Goal) -> list[Link]:
    """Return everything that belongs to a goal and that an actor may see."""
    return [link for find in _finders for link in find(actor, goal)]
