"""What is due for whom, and when next. Nothing here reads a database or a clock.

A step is a day, not an hour of running: it is due when its day has come and no later one has been taken for the same
person and thing. So a night that was missed loses nothing, and of several missed steps only the newest is sent.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from accounts.models import Membership
from events.workdays import DAY, is_working_day, working_day_from

OPENS, CLOSES = time(7), time(19)
"""Mail is sent between these hours, Swedish time, on working days."""
NEVER = 10**6
"""Days after which somebody is told who is told only in another's place."""


@dataclass(frozen=True)
class Schedule:
    """Steps as days from the day that something hangs on, such as the due day."""

    offsets: tuple[int, ...]
    late: int
    """From here on somebody else is told in the place of one who has stopped the reminders."""
    then: int = 14
    """After the last offset, again every so many days."""


REPORT = Schedule(offsets=(-7, 0, 7), late=1)
"""From the due day."""
APPROVAL = Schedule(offsets=(0, 7), late=0)
"""From the day on which a return has waited for more than three working days."""
SENT_BACK = Schedule(offsets=(0, 7), late=1)
"""From the day it was sent back."""
ACTIVITY = Schedule(offsets=(1, 7), late=1)
"""From the day by which it should have been done."""
POSITION = Schedule(offsets=(14,), late=14)
"""From the day the goal was proposed."""
WAITS = 3
"""A return may wait for approval for this many working days."""


@dataclass(frozen=True)
class Level:
    """People at one place in a chain: what they are to the thing, and from which day on they are told."""

    because: str
    people: Sequence[Membership]
    starts: int


@dataclass(frozen=True)
class Told:
    """Somebody who is told, why, and from which day on."""

    hat: Membership
    because: str
    starts: int


def told(schedule: Schedule, levels: Sequence[Level], stopped: Collection[object]) -> list[Told]:
    """Return who is told: everybody from their day on, and at once the next when there is nobody before them.

    Args:
        levels: the chain, nearest first; a person counts where they come first.
        stopped: ids of people who have stopped this kind. From `schedule.late` on, the next takes their place, unless
            somebody before has not stopped.
    """
    found: list[Told] = []
    seen: set[object] = set()
    takes_over, is_covered = schedule.offsets[0], False
    for level in levels:
        people = [hat for hat in level.people if hat.person_id not in seen]
        seen |= {hat.person_id for hat in people}
        starts = level.starts if is_covered else min(level.starts, takes_over)
        if not people or starts == NEVER:
            continue
        willing = [hat for hat in people if hat.person_id not in stopped]
        found += [Told(hat, level.because, starts) for hat in willing]
        is_covered = is_covered or bool(willing)
        takes_over = max(starts, schedule.late)
    return found


def offsets(schedule: Schedule, starts: int) -> Iterator[int]:
    """Return the days, counted from the anchor, on which somebody is told who is told from `starts` on; no end."""
    yield starts
    yield from (one for one in schedule.offsets if one > starts)
    for offset in count(schedule.offsets[-1] + schedule.then, schedule.then):
        if offset > starts:
            yield offset


def steps(schedule: Schedule, anchor: date, starts: int) -> Iterator[date]:
    """Return the working days on which somebody is told who is told from `starts` on, without end."""
    for offset in offsets(schedule, starts):
        yield working_day_from(anchor + timedelta(days=offset))


def newest_step(schedule: Schedule, anchor: date, starts: int, today: date) -> date | None:
    """Return the newest step whose day has come; None before the first."""
    newest = None
    for day in steps(schedule, anchor, starts):
        if day > today:
            return newest
        newest = day
    return None


def next_step(schedule: Schedule, anchor: date, starts: int, today: date) -> date:
    """Return the first step that is still ahead."""
    return next(day for day in steps(schedule, anchor, starts) if day > today)


def may_send(local: datetime) -> bool:
    """Say whether a mail may go out at a moment in Swedish time: on a working day, in the daytime."""
    return is_working_day(local.date()) and OPENS <= local.time() < CLOSES


def next_opening(local: datetime) -> datetime:
    """Return when mail may go out next, in the same time zone."""
    day = local.date() if local.time() < OPENS else local.date() + DAY
    return datetime.combine(working_day_from(day), OPENS, tzinfo=local.tzinfo)
