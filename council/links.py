"""What on other floors belongs to a council and is led to from its page: its workshops, later its meetings.

Who has such things enters how they are found; each finds only what the reader may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.actor import PersonActor
from council.seats.models import Council


@dataclass(frozen=True)
class Link:
    """Something a council has, as it is named to one reader, and where they find it."""

    title: str
    url: str
    icon: str
    """Name of an icon in the sprite."""


Finder = Callable[[PersonActor, Council], Iterable[Link]]
_finders: list[Finder] = []


def links_at_council(function: Finder) -> Finder:
    """Enter a function that finds what a council has, leaving out what the actor may not see."""
    if function not in _finders:
        _finders.append(function)
    return function


def links(actor: PersonActor, council: Council) -> list[Link]:
    """Return everything a council has elsewhere that an actor may see."""
    return [link for find in _finders for link in find(actor, council)]
