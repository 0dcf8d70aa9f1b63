"""Reporting: a draft is its organisation's own, somebody else approves it, and from then on it counts."""

from datetime import date
from decimal import Decimal

import pytest

from events.errors import Conflict, Forbidden, Invalid, Stale
from events.models import Event
from network.goals import actions
from network.goals.models import Return, Value
from network.goals.picture import picture
from network.goals.queries import returns_visible_to
from network.goals.reckoning.amounts import Amount
from tests.network.shared import Shared, opened, reported, written

pytestmark = pytest.mark.django_db


def total(shared: Shared) -> Decimal | None:
    latest = picture(shared.places).latest
    return latest.amount.number if latest and latest.amount else None


class TestADraft:
    def test_nobody_outside_the_organisation_can_find_it(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

        for stranger in (shared.officer, shared.world.chair, shared.world.facilitator, shared.world.outsider):
            assert not returns_visible_to(stranger).filter(pk=report.pk).exists()
        assert returns_visible_to(shared.approver).filter(pk=report.pk).exists()
        assert total(shared) is None

    def test_a_second_colleague_finds_the_same_one(self, shared: Shared) -> None:
        first = opened(shared.reporter, shared.places, shared.period)

        assert opened(shared.approver, shared.places, shared.period) == first
        assert Return.objects.count() == 1

    def test_only_the_cells_that_are_named_change(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        report = actions.write_values(
            actor=shared.reporter, report=report, values=[written("", 12), written("kon=kvinnor", 7)], expected=1
        )
        report = actions.write_values(
            actor=shared.reporter, report=report, values=[written("kon=kvinnor", 8)], expected=2
        )

        assert {one.cell.key: one.number for one in report.values.all()} == {"": 12, "kon=kvinnor": 8}

    def test_two_people_cannot_overwrite_each_other(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

        with pytest.raises(Stale):
            actions.write_values(actor=shared.approver, report=report, values=[written("", 13)], expected=1)

        assert Value.objects.get().number == 12


class TestApproval:
    def test_it_counts_from_then_on(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)

        assert total(shared) == 42

    def test_whoever_wrote_a_value_cannot_approve_it(self, shared: Shared) -> None:
        report = opened(shared.approver, shared.places, shared.period)
        actions.write_values(actor=shared.approver, report=report, values=[written("", 12)], expected=1)
        report = actions.submit_return(actor=shared.reporter, report=report, expected=2)

        with pytest.raises(Forbidden):
            actions.approve_return(actor=shared.approver, report=report, expected=3)

        actions.approve_return(actor=shared.world.secretary, report=report, expected=3)

    def test_what_was_approved_stands_while_a_correction_is_written(self, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        report = actions.reopen_return(actor=shared.reporter, report=report, reason="Fel år.", expected=report.version)
        report = actions.write_values(
            actor=shared.reporter, report=report, values=[written("", 99)], expected=report.version
        )

        assert total(shared) == 12

        report = actions.submit_return(actor=shared.reporter, report=report, expected=report.version)
        actions.approve_return(actor=shared.approver, report=report, expected=report.version)

        assert total(shared) == 99

    def test_a_return_is_sent_back_with_a_reason(self, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)

        with pytest.raises(Invalid):
            actions.send_back_return(actor=shared.approver, report=report, reason=" ", expected=report.version)
        report = actions.send_back_return(
            actor=shared.approver, report=report, reason="Räkna om.", expected=report.version
        )

        assert (report.state, report.reason) == ("sent_back", "Räkna om.")

    def test_an_empty_return_cannot_be_sent(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)

        with pytest.raises(Invalid):
            actions.submit_return(actor=shared.reporter, report=report, expected=1)


class TestNothingToReport:
    def test_it_is_an_answer_and_no_number(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.answer_without_figures(actor=shared.reporter, report=report, answer="nothing", expected=1)

        found = picture(shared.places)
        assert found.latest is None
        assert found.missing_in(found.spans[-1]) == {shared.world.organisations["public"].pk}

    def test_what_is_not_our_task_is_not_waited_for(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.answer_without_figures(actor=shared.reporter, report=report, answer="not_ours", expected=1)

        found = picture(shared.places)
        assert found.expected_in(found.spans[-1]) == {shared.world.organisations["public"].pk}


class TestALockedPeriod:
    def test_takes_no_values_until_it_is_opened_with_a_reason(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        with pytest.raises(Conflict):
            actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

        actions.reopen_period(actor=shared.world.chair, period=shared.period, reason="En rapport saknades.")
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

    def test_what_was_frozen_equals_what_the_log_says_of_that_moment(self, shared: Shared) -> None:
        from network.goals.snapshots import content_of, hash_of

        reported(shared.reporter, shared.places, shared.period, {"": 12, "kon=kvinnor": 7}, approver=shared.approver)
        actions.lock_period(actor=shared.world.chair, period=shared.period)
        snapshot = shared.period.snapshots.get()
        actions.reopen_period(actor=shared.world.chair, period=shared.period, reason="En rapport saknades.")
        reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)

        assert total(shared) == 42
        assert hash_of(content_of(shared.period, at=snapshot.taken_at)) == snapshot.hash


def test_the_log_alone_gives_the_same_sums(shared: Shared) -> None:
    from events import clock

    reported(shared.reporter, shared.places, shared.period, {"": 12, "kon=kvinnor": 7}, approver=shared.approver)
    reported(shared.officer, shared.places, shared.period, 30, approver=shared.world.chair)

    now, replayed = picture(shared.places), picture(shared.places, at=clock.now())

    assert [one.sums for one in now.cells] == [one.sums for one in replayed.cells]
    assert Event.objects.filter(type="network.figures_published").count() == 2


class TestWhatIsSentAgain:
    def test_it_is_no_change_and_takes_nobody_out_of_being_its_writer(self, shared: Shared) -> None:
        report = opened(shared.approver, shared.places, shared.period)
        report = actions.write_values(actor=shared.approver, report=report, values=[written("", 12)], expected=1)

        again = actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=2)

        assert (again.version, again.author) == (2, shared.approver.person)
        assert Event.objects.filter(type="network.values_written").count() == 1
        report = actions.write_values(
            actor=shared.reporter, report=report, values=[written("", 12), written("kon=kvinnor", 7)], expected=2
        )
        report = actions.submit_return(actor=shared.reporter, report=report, expected=3)
        with pytest.raises(Forbidden):
            actions.approve_return(actor=shared.approver, report=report, expected=4)


class TestAPeriodOutsideTheGoalsTime:
    def test_is_not_waited_for_and_not_shown_unless_something_is_reported(self, shared: Shared) -> None:
        long_ago = date(2012, 12, 31)
        period = actions.open_period(
            actor=shared.world.chair, council=shared.world.council, calendar="year", day=long_ago, due=long_ago
        )
        found = picture(shared.places)
        assert period.pk not in {span.id for span in found.spans}
        assert period.pk not in {span.id for span, _organisation in found.late()}

        reported(shared.reporter, shared.places, period, 7, approver=shared.approver)

        found = picture(shared.places)
        assert (found.spans[0].id, found.total.sums[0].parts) == (
            period.pk,
            {shared.world.organisations["asf"].pk: Amount(Decimal(7))},
        )
        assert found.total.so_far is None
        assert period.pk not in {span.id for span, _organisation in found.late()}


@pytest.mark.parametrize("number", ["100000000000", "1.00001"])
def test_a_number_that_no_database_keeps_exactly_is_refused(shared: Shared, number: str) -> None:
    report = opened(shared.reporter, shared.places, shared.period)

    with pytest.raises(Invalid) as refused:
        actions.write_values(actor=shared.reporter, report=report, values=[written("", number)], expected=1)

    assert list(refused.value.fields) == ["values.0.number"]


@pytest.mark.parametrize("year", [1899, 9999])
def test_a_period_of_a_year_that_nobody_reports_on_is_refused(shared: Shared, year: int) -> None:
    day = date(year, 12, 31)

    with pytest.raises(Invalid):
        actions.open_period(
            actor=shared.world.chair, council=shared.world.council, calendar="year", day=day, due=date.max
        )
