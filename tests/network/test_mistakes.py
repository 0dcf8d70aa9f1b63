"""Twenty mistakes that systems like this one have made, each with the proof that this one does not: the first eight.

One class for each, in the order of our notes on such systems; the docstring says what the mistake was. The others are
in `test_mistakes_of_conduct.py`.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import translation

from events import clock
from events.errors import Invalid, Stale
from events.models import Event
from network.goals import actions, words
from network.goals.figures import known_at, standing_now
from network.goals.models import (
    Cell,
    Goal,
    Indicator,
    Period,
    Return,
    Target,
    Value,
)
from network.goals.numbers import parse_number
from network.goals.picture import picture
from network.goals.queries import with_parts
from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.status import Aim, Status, Trend, standing, trend
from network.goals.serializers.measures import indicator_view
from network.goals.snapshots import as_json
from network.goals.state import is_overdue, states
from tests.network.looking import everything, later, total
from tests.network.shared import Shared, add_indicator, due_soon, opened, reported, written

pytestmark = pytest.mark.django_db

START = date(2020, 1, 1)


class TestMistake01ACellHasOneNameAndComesOnce:
    """Uniqueness was asked of a many-to-many, which no database can hold; the same cell came twice."""

    def test_the_database_refuses_a_second_cell_value_or_return(self, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, {"": 12, "kon=kvinnor": 7})
        for row in (
            shared.places.cells.get(key="kon=kvinnor"),
            report.values.get(cell__key="kon=kvinnor"),
            Return.objects.get(pk=report.pk),
        ):
            row.pk = UUID(int=1)
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save(force_insert=True)

    def test_a_cell_that_comes_twice_in_one_request_is_refused(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)

        with pytest.raises(Invalid):
            actions.write_values(
                actor=shared.reporter, report=report, values=[written("", 1), written("", 2)], expected=1
            )

        assert not Value.objects.exists()

    def test_there_is_one_spelling_of_a_cell(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)

        for spelling in ("KON=kvinnor", "kon=Kvinnor", " kon=kvinnor", "kon=kvinnor&", "kvinnor"):
            with pytest.raises(Invalid):
                actions.write_values(
                    actor=shared.reporter, report=report, values=[written(spelling, 1)], expected=report.version
                )


class TestMistake02OnlyWhatIsNamedChanges:
    """The whole series was replaced by each write: a stale browser deleted a colleague's figure."""

    def test_cells_that_are_not_named_stay(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        report = actions.write_values(
            actor=shared.reporter, report=report, values=[written("", 12), written("kon=kvinnor", 7)], expected=1
        )
        actions.write_values(
            actor=shared.approver, report=report, values=[written("kon=man", 5)], expected=report.version
        )

        assert {one.cell.key: one.number for one in report.values.all()} == {"": 12, "kon=kvinnor": 7, "kon=man": 5}

    def test_a_stale_page_changes_nothing(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(actor=shared.approver, report=report, values=[written("", 12)], expected=1)

        with pytest.raises(Stale):
            actions.write_values(actor=shared.reporter, report=report, values=[written("kon=man", 5)], expected=1)

        assert {one.cell.key for one in report.values.all()} == {""}


class TestMistake03EverybodyReportsTheSameIndicator:
    """The shared indicator was copied to every partner, and the copies drifted apart."""

    def test_a_new_reporter_gets_no_copy(self, shared: Shared) -> None:
        before = (Indicator.objects.count(), Cell.objects.count())
        actions.assign_reporter(
            actor=shared.world.chair, indicator=shared.places, organisation=shared.world.organisations["adviser"]
        )
        reported(shared.reporter, shared.places, shared.period, 12)
        reported(shared.officer, shared.places, shared.period, 30)

        assert (Indicator.objects.count(), Cell.objects.count()) == before
        assert set(Return.objects.values_list("indicator", flat=True)) == {shared.places.pk}

    def test_a_clearer_definition_reaches_everybody_at_once(self, shared: Shared) -> None:
        first, second = (opened(one, shared.places, shared.period) for one in (shared.reporter, shared.officer))
        actions.change_indicator(
            actor=shared.world.chair,
            indicator=shared.places,
            expected=shared.places.revision,
            name="Platser med handledare",
            unit="platser",
            kind="stock",
        )

        assert {shared.fresh(one).indicator.name for one in (first, second)} == {"Platser med handledare"}


class TestMistake04NumbersAreNumbers:
    """Numbers were kept as text and untyped JSON, and repaired by scripts for years."""

    def test_every_column_that_holds_a_number_is_a_decimal(self) -> None:
        columns = {
            f"{table.__name__}.{name}": table._meta.get_field(name)
            for table in (Value, Target)
            for name in ("number", "high")
        }
        columns |= {name: Value._meta.get_field(name) for name in ("numerator", "denominator")}

        assert {type(one) for one in columns.values()} == {models.DecimalField}

    @pytest.mark.parametrize(
        "text", ["tolv", "12 st", "1.234,5", "1,234.5", "", "0x10", "1e3", "NaN", "Infinity", True, None, [1]]
    )
    def test_text_where_a_number_belongs_is_refused(self, text: object) -> None:
        with pytest.raises(Invalid):
            parse_number(text)

    @pytest.mark.parametrize(
        ("text", "number"), [("1 234,5", "1234.5"), ("1\u00a0234,5", "1234.5"), ("\u22123", "-3"), ("0", "0"), (7, "7")]
    )
    def test_a_number_as_swedes_write_it_is_read(self, text: object, number: str) -> None:
        assert parse_number(text) == Decimal(number)

    def test_what_is_stored_is_what_was_written_to_the_last_decimal(self, shared: Shared) -> None:
        reported(shared.reporter, shared.hired, shared.period, "12345678901.0001", approver=shared.approver)

        assert Value.objects.get(approved=True).number == Decimal("12345678901.0001")
        told = Event.objects.get(type="network.figures_published", primary=True).data["values"]
        assert Decimal(told[0]["number"]) == Decimal("12345678901.0001")


class TestMistake05ZeroIsAFigure:
    """A test for truth took a zero for nothing at all."""

    def test_it_is_kept_counted_and_shown(self, shared: Shared) -> None:
        reported(shared.reporter, shared.hired, shared.period, 0, approver=shared.approver)
        found = picture(shared.hired)

        assert found.latest is not None
        assert found.latest.amount is not None
        assert found.total.so_far is not None
        assert found.total.so_far.number == 0
        assert shared.world.organisations["asf"].pk not in found.missing_in(found.spans[-1])
        with translation.override("sv"):
            assert words.said(found.latest.amount, shared.hired, unit=False) == "0"
        assert (as_json(found.latest.amount) or {})["number"] == "0"
        assert indicator_view(found)["latest"]["amount"]["number"] == "0"

    def test_a_target_a_baseline_and_a_share_of_zero_are_there(self, shared: Shared) -> None:
        last = date(clock.today().year, 12, 31)
        waiting = add_indicator(
            shared.world, shared.goal, "koer", "Köer", direction="down", baseline=Decimal(0), baseline_on=START
        )
        actions.set_target(actor=shared.world.chair, indicator=waiting, on=last, number=Decimal(0))
        actions.set_target(actor=shared.world.chair, indicator=shared.share, on=last, number=Decimal(0))
        reported(
            shared.reporter,
            shared.share,
            shared.period,
            {"": written("", numerator=Decimal(0), denominator=Decimal(9))},
            approver=shared.approver,
        )

        found = picture(shared.fresh(waiting)).total.standing
        assert found.status == Status.NO_REPORT
        assert found.expected is not None
        assert found.expected.number == 0
        share = picture(shared.fresh(shared.share)).total
        assert share.so_far is not None
        assert (share.so_far.number, share.standing.status) == (0, Status.REACHED)

    def test_silence_is_not_zero(self, shared: Shared) -> None:
        found = picture(shared.hired)

        assert found.latest is None
        assert found.total.so_far is None
        with translation.override("en"):
            assert words.said(None, shared.hired) == "no report"


def _aim(operator: str, number: int, high: int | None = None) -> Aim:
    return Aim(START + timedelta(days=100), operator, Decimal(number), None if high is None else Decimal(high))


def _status(figure: int, aim: Aim, day: int = 50, baseline: int | None = None) -> str:
    started = START if baseline is not None else None
    base = Decimal(baseline) if baseline is not None else None
    return standing(Amount(Decimal(figure)), START + timedelta(days=day), [aim], base, started).status


class TestMistake06EveryKindOfAimCountsRight:
    """Progress was figure over target, whatever should fall; regress was clipped away; a cap was a floor."""

    def test_what_is_to_fall(self) -> None:
        aim = _aim("at_most", 30)

        assert _status(30, aim, day=200, baseline=90) == Status.REACHED
        assert _status(60, aim, baseline=90) == Status.ON_TRACK  # Half the time has gone, and half the way.
        assert _status(62, aim, baseline=90) == Status.CLOSE
        assert _status(90, aim, baseline=90) == Status.FAR_BEHIND

    def test_what_is_to_grow_from_a_baseline(self) -> None:
        aim = _aim("at_least", 120)

        # 110 of 120 looks like nine tenths; from a baseline of 100 it is half the way.
        assert _status(110, aim, baseline=100) == Status.ON_TRACK
        assert _status(110, aim, day=200, baseline=100) == Status.FAR_BEHIND

    def test_worse_than_at_the_start_is_far_behind_and_not_nothing(self) -> None:
        assert _status(80, _aim("at_least", 120), baseline=100) == Status.FAR_BEHIND
        assert _status(100, _aim("at_most", 30), baseline=90) == Status.FAR_BEHIND

    def test_what_is_to_stay_between_can_be_too_much(self) -> None:
        aim = _aim("within", 40, 60)

        assert [_status(one, aim, day=200) for one in (40, 50, 60)] == [Status.REACHED] * 3
        assert _status(61, aim, day=200) == Status.CLOSE
        assert _status(30, aim, day=200) == _status(70, aim, day=200) == Status.FAR_BEHIND

    def test_far_more_than_wanted_is_reached_and_no_more(self) -> None:
        assert _status(10_000, _aim("at_least", 120), day=200) == Status.REACHED

    def test_a_share_and_a_grade_are_not_added(self, shared: Shared) -> None:
        grade = add_indicator(shared.world, shared.goal, "betyg", "Betyg", kind="score", over_organisations="mean")
        for name in ("asf", "public"):
            actions.assign_reporter(
                actor=shared.world.chair, indicator=grade, organisation=shared.world.organisations[name]
            )
        for actor, approver, part, whole, given in (
            (shared.reporter, shared.approver, 1, 2, 2),
            (shared.officer, shared.world.chair, 80, 100, 4),
        ):
            share = written("", numerator=Decimal(part), denominator=Decimal(whole))
            reported(actor, shared.share, shared.period, {"": share}, approver=approver)
            reported(actor, grade, shared.period, given, approver=approver)

        assert total(shared.share) == Decimal(81) / Decimal(102) * 100
        assert total(grade) == 3

    def test_one_that_goes_backwards_is_not_hidden_by_the_others(self, shared: Shared) -> None:
        last = date(clock.today().year - 1, 12, 31)
        for indicator in (shared.places, shared.hired):
            actions.set_target(actor=shared.world.chair, indicator=indicator, on=last, number=Decimal(10))
        Indicator.objects.update(is_key=True)
        reported(shared.reporter, shared.places, shared.period, 1000, approver=shared.approver)
        reported(shared.reporter, shared.hired, shared.period, 1, approver=shared.approver)

        (state,) = states(with_parts(Goal.objects.filter(pk=shared.goal.pk)))
        assert state.status == Status.FAR_BEHIND
        assert state.deciding is not None
        assert state.deciding.indicator == shared.hired

    def test_who_has_not_reported_yet_is_no_decline(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.earlier, 10, approver=shared.approver)
        reported(shared.officer, shared.places, shared.earlier, 30, approver=shared.world.chair)
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)

        assert total(shared.places) == 12
        assert picture(shared.places).total.trend == Trend.IMPROVING

    def test_a_falling_figure_improves_only_where_it_should_fall(self) -> None:
        high, low = Amount(Decimal(90)), Amount(Decimal(60))
        assert trend("down", high, low, None) == Trend.IMPROVING
        assert trend("up", high, low, None) == Trend.WORSENING


class TestMistake07TimeIsNotStored:
    """Due and overdue were columns that a nightly run should refresh, and sometimes did not."""

    def test_things_become_late_without_any_write(self, shared: Shared) -> None:
        activity = actions.add_activity(
            actor=shared.officer,
            goal=shared.goal,
            title="Ring runt",
            organisation=shared.world.organisations["public"],
            due=due_soon(),
        )
        before = everything()
        assert picture(shared.places).late() == []
        assert not is_overdue(activity, clock.today())

        with clock.at(later(60)):
            late = {organisation for _span, organisation in picture(shared.places).late()}
            assert late == {shared.world.organisations["asf"].pk, shared.world.organisations["public"].pk}
            assert is_overdue(shared.fresh(activity), clock.today())
        with clock.at(later(2000)):
            reported_once = picture(shared.places)
            assert not reported_once.is_stale  # Nothing was ever reported; that is late, not old.

        assert everything() == before

    def test_a_status_changes_with_the_day_alone(self, shared: Shared) -> None:
        today = clock.today()
        actions.set_target(
            actor=shared.world.chair, indicator=shared.places, on=today + timedelta(days=400), number=Decimal(100)
        )
        actions.set_target(
            actor=shared.world.chair, indicator=shared.places, on=today - timedelta(days=1), number=Decimal(10)
        )
        reported(shared.reporter, shared.places, shared.period, 10, approver=shared.approver)
        before = everything()

        assert picture(shared.places).total.standing.status in {Status.ON_TRACK, Status.CLOSE}
        with clock.at(later(390)):
            assert picture(shared.places).total.standing.status == Status.FAR_BEHIND
        assert everything() == before


class TestMistake08NoPathPassesTheSumBy:
    """Sums were stored and recomputed when a row was saved; approving in bulk did not save rows."""

    def test_the_sum_is_right_after_every_step(self, shared: Shared) -> None:
        manager, chair = shared.approver, shared.world.chair

        def stands(wanted: int | None) -> None:
            fresh = picture(shared.fresh(shared.places))
            assert (fresh.total.so_far.number if fresh.total.so_far else None) == wanted
            now, log = standing_now([shared.places]), known_at([shared.places], clock.now())
            assert _by_who(now[shared.places.pk].reported) == _by_who(log[shared.places.pk].reported)
            assert now[shared.places.pk].answers == log[shared.places.pk].answers

        stands(None)
        report = reported(shared.reporter, shared.places, shared.period, 12)
        stands(None)
        report = actions.send_back_return(actor=manager, report=report, reason="Räkna om.", expected=report.version)
        stands(None)
        report = actions.submit_return(actor=shared.reporter, report=report, expected=report.version)
        report = actions.approve_return(actor=manager, report=report, expected=report.version)
        stands(12)
        whole = actions.report_values(
            actor=shared.officer, indicator=shared.places, period=shared.period, values=[written("", 30)], submit=True
        )
        stands(12)
        actions.approve_return(actor=chair, report=whole, expected=whole.version)
        stands(42)
        report = actions.reopen_return(actor=shared.reporter, report=report, reason="Fel.", expected=report.version)
        stands(42)
        report = actions.answer_without_figures(
            actor=shared.reporter, report=report, answer="nothing", expected=report.version
        )
        stands(30)
        actions.lock_period(actor=chair, period=shared.period)
        stands(30)

    def test_an_earlier_period_that_is_corrected_later_counts_in_what_follows(self, shared: Shared) -> None:
        first = reported(shared.reporter, shared.hired, shared.earlier, 3, approver=shared.approver)
        reported(shared.reporter, shared.hired, shared.period, 4, approver=shared.approver)
        first = actions.reopen_return(actor=shared.reporter, report=first, reason="Fel.", expected=first.version)
        first = actions.write_values(
            actor=shared.reporter, report=first, values=[written("", 9)], expected=first.version
        )
        first = actions.submit_return(actor=shared.reporter, report=first, expected=first.version)
        actions.approve_return(actor=shared.approver, report=first, expected=first.version)

        found = picture(shared.hired).total.so_far
        assert found is not None
        assert found.number == 13

    def test_no_sum_and_no_status_is_stored(self) -> None:
        stored = {field.name for table in (Goal, Indicator, Cell, Period) for field in table._meta.concrete_fields}

        assert not stored & {"status", "progress", "total", "sum", "value", "so_far", "trend", "overdue", "is_late"}


def _by_who(figures: Any) -> dict[Any, Any]:
    return {period: sorted(rows, key=lambda row: (str(row.organisation), row.cell)) for period, rows in figures.items()}
