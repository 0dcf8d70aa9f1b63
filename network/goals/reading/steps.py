"""What waits for one organisation in a council: reports, confirmations and positions."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from accounts.actor import PersonActor
from events import clock
from events.rights import may
from network.goals import words
from network.goals.models import Goal, Period, Return, Value
from network.goals.queries import assignments_of, returns_to_review, returns_visible_to

SETTLED = [Return.State.SUBMITTED, Return.State.APPROVED, Return.State.NOTHING, Return.State.NOT_OURS]


def next_steps(actor: PersonActor, council: Any, goals: Sequence[Goal]) -> dict[str, Any]:
    """Return what an actor's organisation has left to do.

    Args:
        goals: those of the council that are not closed, with their parts.
    """
    sent_back = _sent_back(actor, council)
    found: dict[str, Any] = {
        "reports": _reports_due(actor, council),
        "sent_back": sent_back,
        "review": _to_review(actor, council),
        "commitments": _commitments(actor, goals),
        "positions": _positions(actor, goals),
    }
    return {**found, "any": any(found.values())}


def _reports_due(actor: PersonActor, council: Any) -> list[dict[str, Any]]:
    """Return the open periods for which the organisation has reports left, the first due first."""
    indicators = {one.indicator_id: one.indicator for one in assignments_of(actor).filter(indicator__council=council)}
    periods = Period.objects.filter(council=council, starts_on__lte=clock.today()).exclude(state=Period.State.LOCKED)
    own = Return.objects.filter(organisation=actor.organisation_id, indicator__in=indicators, state__in=SETTLED)
    settled = set(own.values_list("indicator", "period")) if indicators else set()
    left: dict[Period, int] = defaultdict(int)
    for period in periods.order_by("due") if indicators else ():
        for pk, indicator in indicators.items():
            if indicator.calendar == period.calendar and (pk, period.pk) not in settled:
                left[period] += 1
    return [
        {
            "id": period.pk,
            "name": words.period(period.calendar, period.starts_on),
            "count": count,
            "due": period.due,
            "overdue": period.due < clock.today(),
            "ended": period.ends_on < clock.today(),
        }
        for period, count in left.items()
    ]


def _sent_back(actor: PersonActor, council: Any) -> list[dict[str, Any]]:
    own = returns_visible_to(actor).filter(organisation=actor.organisation_id, indicator__council=council)
    return [
        {
            "id": one.pk,
            "name": one.indicator.name,
            "period": words.period(one.period.calendar, one.period.starts_on),
        }
        for one in own.filter(state=Return.State.SENT_BACK)
    ]


def _to_review(actor: PersonActor, council: Any) -> int:
    """Return how many reports wait that this person may approve: those that somebody else has written."""
    waiting = returns_to_review(actor).filter(indicator__council=council).exclude(author=actor.person)
    waiting = waiting.exclude(values__in=Value.objects.filter(written_by=actor.person, approved=False))
    first = waiting.first()
    return waiting.count() if first and may(actor, "network.approve_return", first) else 0


def _commitments(actor: PersonActor, goals: Sequence[Goal]) -> list[dict[str, Any]]:
    own = (
        (goal, one)
        for goal in goals
        for one in goal.commitments.all()
        if one.organisation_id == actor.organisation_id and one.confirmed_at is None
    )
    first = [{"goal": goal, "commitment": one} for goal, one in own]
    # The answer is the same for all: it hangs on the organisation and the council.
    return first if first and may(actor, "network.confirm_commitment", first[0]["commitment"]) else []


def _positions(actor: PersonActor, goals: Sequence[Goal]) -> list[Goal]:
    """Return the goals on which the organisation has not said where it stands, if this person may say it."""
    blank = [
        goal for goal in goals if all(one.organisation_id != actor.organisation_id for one in goal.positions.all())
    ]
    return blank if blank and may(actor, "network.state_position", blank[0]) else []
