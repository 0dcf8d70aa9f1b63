"""Two people at the same return in the same moment: one wins, the other is told, and no value is lost or doubled."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest

from events.errors import Stale
from events.models import Event
from network.goals import actions
from network.goals.models import Return, Value
from network.goals.picture import picture
from tests.network.shared import Shared, opened, written
from tests.network.shared import shared as build
from tests.world import world

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 50
Together = Callable[[Sequence[Callable[[], Any]]], list[Any]]


@pytest.fixture
def shared(db: None) -> Shared:
    """The picture, committed, so that other connections see it."""
    return build(world())


def test_of_two_who_write_at_once_one_wins_fifty_times_over(shared: Shared, in_threads: Together) -> None:
    report = opened(shared.reporter, shared.places, shared.period)
    for turn in range(ROUNDS):
        report = shared.fresh(report)

        def write(actor: Any, number: int, report: Return = report) -> Return:
            return actions.write_values(
                actor=actor, report=report, values=[written("", number)], expected=report.version
            )

        mine, theirs = 2 * turn, 2 * turn + 1
        answers = in_threads([partial(write, shared.reporter, mine), partial(write, shared.approver, theirs)])

        refused = [isinstance(one, Stale) for one in answers]
        assert sorted(refused) == [False, True], answers
        assert Value.objects.get().number == (theirs if refused[0] else mine)
        assert shared.fresh(report).version == report.version + 1
    assert Event.objects.filter(type="network.values_written").count() == ROUNDS


def test_of_two_who_begin_at_once_both_find_the_same_return(shared: Shared, in_threads: Together) -> None:
    begin = [partial(opened, actor, shared.places, shared.period) for actor in (shared.reporter, shared.approver)]

    first, second = in_threads(begin)

    assert first == second
    assert Return.objects.count() == 1


def test_two_organisations_that_are_approved_at_once_both_count(shared: Shared, in_threads: Together) -> None:
    def sent(actor: Any, number: int) -> Return:
        report = opened(actor, shared.places, shared.period)
        report = actions.write_values(actor=actor, report=report, values=[written("", number)], expected=1)
        return actions.submit_return(actor=actor, report=report, expected=2)

    pairs = [(shared.approver, sent(shared.reporter, 12)), (shared.world.chair, sent(shared.officer, 30))]
    before = shared.fresh(shared.places).version
    answers = in_threads([partial(actions.approve_return, actor=who, report=one, expected=3) for who, one in pairs])

    assert all(isinstance(one, Return) for one in answers), answers
    latest = picture(shared.places).latest
    assert latest is not None
    assert latest.amount is not None
    assert latest.amount.number == 42
    assert shared.fresh(shared.places).version == before + 2


def test_of_two_who_review_at_once_one_decides(shared: Shared, in_threads: Together) -> None:
    report = opened(shared.reporter, shared.places, shared.period)
    actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)
    report = actions.submit_return(actor=shared.reporter, report=report, expected=2)

    answers = in_threads(
        [
            partial(actions.approve_return, actor=shared.approver, report=report, expected=3),
            partial(actions.send_back_return, actor=shared.world.chair, report=report, reason="Räkna om.", expected=3),
        ]
    )

    assert sorted(isinstance(one, Stale) for one in answers) == [False, True], answers
