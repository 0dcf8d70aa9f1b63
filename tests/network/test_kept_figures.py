"""What a process keeps of the figures it has read is what a fresh reading gives, whatever has happened."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from network.goals import actions, figures
from network.goals.models import Indicator
from tests.network.shared import Shared, reported
from tests.network.shared import shared as build
from tests.world import world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(db: None) -> Shared:
    """The picture, committed: within a transaction nothing is kept."""
    return build(world())


def everything() -> list[Indicator]:
    return list(Indicator.objects.order_by("code"))


def holds() -> None:
    """Check that what is kept equals what the tables say."""
    assert figures.standing_now(everything()) == figures.read_standing(everything())


def test_it_follows_every_publication(shared: Shared) -> None:
    holds()
    report = reported(
        shared.reporter, shared.places, shared.period, {"": 12, "kon=kvinnor": 7}, approver=shared.approver
    )
    holds()
    reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)
    holds()
    report = actions.reopen_return(actor=shared.reporter, report=report, reason="Fel.", expected=report.version)
    holds()
    actions.answer_without_figures(actor=shared.reporter, report=report, answer="not_ours", expected=report.version)
    holds()


def test_what_is_rolled_back_is_never_kept(shared: Shared) -> None:
    def publish_and_look() -> None:
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        assert figures.standing_now(everything())[shared.places.pk].reported

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish_and_look()
        raise ZeroDivisionError
    holds()
    reported(shared.reporter, shared.places, shared.period, 99, approver=shared.approver)
    holds()


def test_only_what_has_changed_is_read_again(shared: Shared) -> None:
    def read(found: list[Indicator]) -> Any:
        with CaptureQueriesContext(connection) as made:
            figures.standing_now(found)
        return len(made)

    read(everything())
    assert read(everything()) == 0
    reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
    assert read(everything()) == 2
