"""What this floor needs to know of councils. They live on the floor above, which enters itself here when it starts.

A goal belongs to a council, but a council knows its goals and not the other way round: nothing here imports it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import AnyActor
from accounts.models import Membership, Organisation


@dataclass(frozen=True)
class Councils:
    """The questions this floor asks about councils."""

    all: Callable[[], QuerySet[Any]]
    """Every council."""
    around: Callable[[AnyActor], QuerySet[Any]]
    """Those in which the actor's organisation has a seat, or that the actor leads: whose goals are theirs to read."""
    joined_by: Callable[[AnyActor], QuerySet[Any]]
    """Those in which the actor holds a seat or an office, with the hat they wear."""
    led_by: Callable[[AnyActor], QuerySet[Any]]
    """Those that the actor leads or keeps the papers of."""
    organisations: Callable[[UUID], QuerySet[Organisation]]
    """The organisations with a seat in a council, by name."""
    sides: Callable[[UUID], dict[UUID, str]]
    """On which side of a council each organisation sits."""
    leaders: Callable[[UUID], QuerySet[Membership]]
    """Those who lead a council or keep its papers now, with the hat they do it in."""
    holders: Callable[[UUID], QuerySet[Membership]]
    """Those who hold the seats of a council now, with the hat they hold them in."""


_entered: list[Councils] = []


def enter(councils: Councils) -> None:
    """Let the floor above say what councils there are."""
    _entered[:] = [councils]


def councils() -> Councils:
    """Return what has been entered.

    Raises:
        LookupError: no floor above has entered itself.
    """
    if not _entered:
        raise LookupError("no app has entered its councils")
    return _entered[0]
