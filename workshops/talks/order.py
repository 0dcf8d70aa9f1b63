"""Whom the list of speakers suggests next. Pure: from who waits and who has been heard.

The chair decides; the list only says whom it would take, and by which reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ONLY, FIRST, LEAST_HEARD = "only", "first", "least_heard"


@dataclass(frozen=True)
class Turn:
    """A hand that is up, or a turn that somebody has or has had."""

    id: str
    belongs: str
    """The organisation, or the participant alone where there is none."""
    organisation: str
    """What the organisation is called; empty where there is none."""
    raised_at: datetime
    called_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def seconds(self) -> int:
        """How long it was. One that goes on counts as a turn, and by its seconds when it has ended."""
        if self.called_at is None or self.done_at is None:
            return 0
        return max(0, round((self.done_at - self.called_at).total_seconds()))


@dataclass(frozen=True)
class Suggestion:
    """Whom the list would take next, and the code of the reason."""

    id: str
    reason: str


def heard(turns: Iterable[Turn]) -> list[dict[str, Any]]:
    """Return for how long and how often each organisation has been heard, the most first."""
    found: dict[str, list[int]] = {}
    for turn in turns:
        if turn.called_at is not None:
            found.setdefault(turn.organisation, []).append(turn.seconds)
    rows = [{"organisation": name, "seconds": sum(each), "turns": len(each)} for name, each in found.items()]
    return sorted(rows, key=lambda row: (-row["seconds"], -row["turns"], row["organisation"]))


def suggested(waiting: Sequence[Turn], turns: Iterable[Turn], *, balance: bool) -> Suggestion | None:
    """Return whom to take next of those who wait: who came first, or whose organisation has been heard least.

    Least is fewest seconds, then fewest turns; of those who are alike, who came first.
    """
    queue = sorted(waiting, key=lambda turn: (turn.raised_at, turn.id))
    if not queue:
        return None
    if len(queue) == 1:
        return Suggestion(queue[0].id, ONLY)
    had: dict[str, tuple[int, int]] = {}
    for turn in turns:
        if turn.called_at is not None:
            seconds, number = had.get(turn.belongs, (0, 0))
            had[turn.belongs] = (seconds + turn.seconds, number + 1)
    each = [had.get(turn.belongs, (0, 0)) for turn in queue]
    if not balance or len(set(each)) == 1:
        return Suggestion(queue[0].id, FIRST)
    return Suggestion(queue[each.index(min(each))].id, LEAST_HEARD)
