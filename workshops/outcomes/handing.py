"""What a conclusion can become outside its workshop. Who owns such things, on this floor or above, enters the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accounts.actor import PersonActor
from accounts.models import Organisation
from workshops.outcomes.models import Outcome


@dataclass(frozen=True)
class Became:
    """What came of a conclusion: its kind, its id, what it is called, and whose it is by when if that was said now."""

    kind: str
    id: UUID
    title: str
    organisation: Organisation | None = None
    due: date | None = None


Hand = Callable[[PersonActor, Outcome, Mapping[str, Any]], Became]
Address = Callable[[Sequence[UUID]], dict[UUID, str]]
_ways: dict[str, Hand] = {}
_addresses: dict[str, Address] = {}


def hands_over(kind: str) -> Callable[[Hand], Hand]:
    """Enter the way in which conclusions of a kind are handed over.

    The function is given the acting host, the conclusion and what the host said besides, calls the action of the app
    that takes it over, as the host, and returns what it became. What that action refuses is refused.
    """

    def decorate(way: Hand) -> Hand:
        _ways[kind] = way
        return way

    return decorate


def addresses(kind: str) -> Callable[[Address], Address]:
    """Enter where things of a kind are found. An address must never change: it stands in the room's own record."""

    def decorate(function: Address) -> Address:
        _addresses[kind] = function
        return function

    return decorate


def way_for(kind: str) -> Hand | None:
    """Return how conclusions of a kind are handed over; None where nobody takes them over."""
    return _ways.get(kind)


def handed_kinds() -> list[str]:
    """Return the kinds of conclusion that somebody takes over."""
    return sorted(_ways)


def addresses_of(outcomes: Sequence[Outcome]) -> dict[UUID, str]:
    """Return where what became of conclusions is found, by its id. One query per kind."""
    by_kind: dict[str, list[UUID]] = {}
    for one in outcomes:
        if one.became is not None:
            by_kind.setdefault(one.became_kind, []).append(one.became)
    return {pk: url for kind, ids in by_kind.items() if kind in _addresses for pk, url in _addresses[kind](ids).items()}
