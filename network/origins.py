"""Where a thing came from, when it came from another floor: a message, a question, later a workshop's conclusion.

Who owns a kind of origin enters how it is shown; an origin that the reader may not see, or that nobody knows any
more, is not shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import AnyActor


@dataclass(frozen=True)
class Origin:
    """How an origin is named to one reader, and where they find it."""

    label: str
    url: str


Shower = Callable[[AnyActor, Sequence[UUID]], dict[UUID, Origin]]
_showers: dict[str, Shower] = {}


def shows_origins(kind: str) -> Callable[[Shower], Shower]:
    """Enter a function that shows origins of a kind to an actor, leaving out those the actor may not see."""

    def decorate(function: Shower) -> Shower:
        _showers[kind] = function
        return function

    return decorate


def kinds() -> list[str]:
    """Return the kinds of origin that can be shown."""
    return sorted(_showers)


def origins(actor: AnyActor, wanted: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], Origin]:
    """Return how each of `wanted` is shown to an actor. One query per kind."""
    found: dict[tuple[str, UUID], Origin] = {}
    by_kind: dict[str, list[UUID]] = {}
    for kind, identifier in wanted:
        by_kind.setdefault(kind, []).append(identifier)
    for kind, ids in by_kind.items():
        if kind in _showers:
            found |= {(kind, one): origin for one, origin in _showers[kind](actor, ids).items()}
    return found
