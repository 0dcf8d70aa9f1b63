"""What on the floor above is discussed in a room. Who owns such things enters how they are found."""

from collections.abc import Callable, Iterable

from accounts.actor import AnyActor
from council.rooms.models import Room
from network.links import Link

Finder = Callable[[AnyActor, Room], Iterable[Link]]
_finders: list[Finder] = []


def ties_of_room(function: Finder) -> Finder:
    """Enter a function that finds what is discussed in a room, leaving out what the actor may not see."""
    if function not in _finders:
        _finders.append(function)
    return function


def ties(actor: AnyActor, room: Room) -> list[Link]:
    """Return everything that is discussed in a room and that an actor may see."""
    return [link for find in _finders for link in find(actor, room)]
