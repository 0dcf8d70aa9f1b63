"""The public sees what counts people only when a period is settled, so that no step of a sum tells one organisation's part."""

import pytest

from events import clock
from network.goals import actions
from network.goals.models import Indicator
from network.goals.picture import Picture, picture
from tests.network.shared import Shared, reported

pytestmark = pytest.mark.django_db


def numbers(found: Picture) -> list[int | None]:
    return [None if one.amount is None else int(one.amount.number) for one in found.total.sums]


def test_nothing_is_told_of_a_period_that_is_still_being_reported(shared: Shared) -> None:
    reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)

    assert numbers(picture(shared.places, public=True)) == []
    assert numbers(picture(shared.places)) == [None, 12]


def test_a_locked_period_is_told_whole(shared: Shared) -> None:
    reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
    reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)
    before = clock.now()
    actions.lock_period(actor=shared.world.chair, period=shared.period)

    found = picture(shared.places, public=True)

    assert numbers(found) == [42]
    assert found.total.sums[0].parts == {}
    assert numbers(picture(shared.places, public=True, at=before)) == []


def test_a_correction_cannot_be_told_apart_by_asking_for_an_earlier_day(shared: Shared) -> None:
    report = reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
    reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)
    chair, period = shared.world.chair, shared.period
    actions.lock_period(actor=chair, period=period)
    first_lock = clock.now()
    actions.reopen_period(actor=chair, period=period, reason="Ett fel har upptäckts.")

    assert numbers(picture(shared.places, public=True)) == []

    report = actions.reopen_return(actor=shared.reporter, report=report, reason="Fel.", expected=report.version)
    report = actions.submit_return(actor=shared.reporter, report=report, expected=report.version)
    actions.approve_return(actor=shared.approver, report=report, expected=report.version)
    actions.lock_period(actor=chair, period=period)

    assert numbers(picture(shared.places, public=True, at=first_lock)) == numbers(picture(shared.places, public=True))


def test_what_counts_no_people_is_told_at_once_with_its_parts(shared: Shared) -> None:
    Indicator.objects.filter(pk=shared.places.pk).update(threshold=0)
    reported(shared.reporter, shared.places, shared.period, 2, approver=shared.approver)

    found = picture(shared.fresh(shared.places), public=True)

    assert numbers(found) == [None, 2]
    assert set(found.total.sums[1].parts) == {shared.world.organisations["asf"].pk}
