"""A file of an organisation's own figures: looked at row by row, then written whole or not at all."""

from datetime import timedelta

import pytest

from events import clock
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.models import Event
from network.goals import actions
from network.goals.exchange import upkeep
from network.goals.exchange.importing import imports_of, lines_of
from network.goals.exchange.planning import plan_for
from network.goals.exchange.reading import read
from network.goals.models import Import, Return, Value
from tests.network.files import (
    as_csv,
    as_json,
    export,
    fault,
    filled,
    only,
    plan,
    rows,
    send,
    template,
    touched,
    workbook,
)
from tests.network.shared import Shared, opened, reported, written

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def written_now() -> dict[tuple[str, str], str]:
    values = Value.objects.filter(approved=False).select_related("cell", "report__indicator")
    return {
        (one.report.indicator.code, one.cell.key): str(one.number.normalize())
        for one in values
        if one.number is not None
    }


class TestALook:
    def test_says_what_would_be_new_and_stores_nothing(self, shared: Shared) -> None:
        found = plan(shared.reporter, shared, as_csv(template(shared, number="12", note="Räknat i maj.")))

        one = only(found)
        assert (one.line, one.kind) == (7, "new")
        assert {change.column: change.after for change in one.changes} == {
            "operator": "exact",
            "number": "12",
            "note": "Räknat i maj.",
        }
        assert not Return.objects.exists()
        assert not Import.objects.exists()

    def test_says_what_would_change_from_what_to_what(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12, note="Maj")], expected=1)

        found = plan(shared.reporter, shared, as_csv(template(shared, number="13,5")))

        (change,) = only(found).changes
        assert (only(found).kind, change.column, change.before, change.after) == ("changed", "number", "12", "13.5")

    def test_says_that_a_value_would_be_emptied(self, shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

        found = plan(shared.reporter, shared, as_csv(template(shared, number="", operator="")))

        assert only(found).kind == "emptied"

    def test_of_an_untouched_file_says_that_nothing_changes(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, {"": 12, "kon=man": 3}, approver=shared.approver)

        for form in ("csv", "xlsx", "json"):
            found = plan(shared.reporter, shared, export(shared.reporter, shared, "own", form=form))
            assert touched(found) == []
            assert found.counts["unchanged"] == 10

    def test_of_what_was_published_says_that_nothing_changes(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, {"": 12, "kon=man": 3}, approver=shared.approver)

        found = plan(shared.reporter, shared, export(shared.reporter, shared, "reported"))

        assert (found.counts["unchanged"], touched(found)) == (2, [])


class TestDoingIt:
    def test_begins_reports_and_writes_drafts(self, shared: Shared) -> None:
        found = filled(shared, template(shared, number="12"), cell="kon=man", number="5", operator="more")
        found = filled(shared, found, indicator="till-arbete", number="3")

        done = send(shared.reporter, shared, as_csv(found))

        assert written_now() == {("platser", ""): "12", ("platser", "kon=man"): "5", ("till-arbete", ""): "3"}
        assert {one.state for one in Return.objects.all()} == {"draft"}
        assert done.outcome["counts"] == {"refused": 0, "new": 3, "changed": 0, "emptied": 0, "unchanged": 7}
        assert Event.objects.filter(type="network.values_written", primary=True).count() == 2

    def test_works_with_a_workbook_that_was_filled_in(self, shared: Shared) -> None:
        def fill(sheet: object) -> None:
            for row in sheet.iter_rows(min_row=2):  # type: ignore[attr-defined]
                if (row[1].value, row[6].value) == ("platser", None) and row[
                    4
                ].value.year == shared.period.starts_on.year:
                    row[9].value, row[14].value = 12.5, "=inte en formel"
                    row[14].data_type = "s"

        send(shared.reporter, shared, workbook(export(shared.reporter, shared, form="xlsx"), fill))

        value = Value.objects.get()
        assert (str(value.number.normalize() if value.number else ""), value.note) == ("12.5", "=inte en formel")

    def test_is_refused_whole_when_one_row_is(self, shared: Shared) -> None:
        found = filled(shared, template(shared, number="12"), indicator="till-arbete", number="tre")

        with pytest.raises(Invalid) as error:
            send(shared.reporter, shared, as_csv(found))

        assert list(error.value.fields) == ["rows.11.number"]
        assert not Return.objects.exists()

    def test_is_refused_when_a_colleague_has_changed_something_since(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))
        seen = plan(shared.reporter, shared, content).digest
        report = opened(shared.approver, shared.places, shared.period)
        actions.write_values(actor=shared.approver, report=report, values=[written("kon=man", 4)], expected=1)

        with pytest.raises(Stale):
            send(shared.reporter, shared, content, expected=seen)

        assert written_now() == {("platser", "kon=man"): "4"}

    def test_does_what_was_seen(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))

        send(shared.reporter, shared, content, expected=plan(shared.reporter, shared, content).digest)

        assert written_now() == {("platser", ""): "12"}
        assert touched(plan(shared.reporter, shared, content)) == []

    def test_needs_a_seat_at_the_table(self, shared: Shared) -> None:
        for stranger in (shared.world.outsider, shared.world.hatless, shared.world.former):
            with pytest.raises((Forbidden, Conflict)):
                send(stranger, shared, as_csv(template(shared, number="12")))


class TestWhatMayNotChange:
    def test_another_organisations_rows(self, shared: Shared) -> None:
        theirs = rows(shared.officer, shared, "own")

        found = plan(shared.reporter, shared, as_csv(filled(shared, theirs, number="12")))

        assert {one.kind for one in found.outcomes} == {"refused"}
        assert only(plan(shared.reporter, shared, as_csv(theirs[:1]))).faults[0].column == "organisation"

    def test_not_even_by_those_who_lead(self, shared: Shared) -> None:
        found = plan(shared.world.chair, shared, as_csv(template(shared, number="12")))

        assert {one.faults[0].column for one in found.refused} == {"organisation"}

    def test_a_locked_period(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        assert fault(plan(shared.reporter, shared, content))[0] == ""

    def test_what_has_been_sent(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        assert fault(plan(shared.reporter, shared, as_csv(template(shared, number="13"))))[0] == ""
        assert touched(plan(shared.reporter, shared, as_csv(template(shared, number="12")))) == []

    def test_a_figure_that_the_organisation_does_not_report(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))
        for one in shared.places.assignments.filter(organisation=shared.world.organisations["asf"]):
            actions.end_reporting(actor=shared.world.chair, assignment=one)

        assert fault(plan(shared.reporter, shared, content))[0] == ""


class TestBetweenTheSteps:
    def keep(self, shared: Shared, content: bytes) -> Import:
        return actions.keep_import(
            actor=shared.reporter, council=shared.world.council, name="../../min fil.csv", lines=read(content)
        )

    def test_the_rows_survive_and_mean_the_same(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12", note="'=en not"))
        kept = self.keep(shared, content)

        again = plan_for(shared.reporter, shared.world.council, lines_of(kept))

        assert again.digest == plan(shared.reporter, shared, content).digest
        assert kept.name == "min fil.csv"

    def test_nobody_else_finds_them(self, shared: Shared) -> None:
        kept = self.keep(shared, as_csv(template(shared, number="12")))

        assert list(imports_of(shared.reporter)) == [kept]
        for other in (shared.approver, shared.world.chair, shared.officer):
            assert not imports_of(other).exists()

    def test_a_file_with_a_row_that_is_refused_is_not_kept(self, shared: Shared) -> None:
        with pytest.raises(Invalid):
            self.keep(shared, as_csv(template(shared, number="12", note="Ring 811218-9876.")))

        assert not Import.objects.exists()

    def test_columns_that_are_not_read_are_not_kept(self, shared: Shared) -> None:
        kept = self.keep(shared, as_csv(template(shared, number="12", state="811218-9876", demo="811218-9876")))

        assert "811218" not in str(kept.lines)

    def test_they_are_forgotten_once_they_are_done_or_old(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12"))
        self.keep(shared, content)
        send(shared.reporter, shared, content)
        assert not imports_of(shared.reporter).exists()

        self.keep(shared, content)
        assert upkeep.forget_imports() == 0
        with clock.at(clock.now() + timedelta(hours=25)):
            assert upkeep.forget_imports() == 1
        with clock.at(clock.now() + timedelta(days=4)):
            assert upkeep.forget_imports() == 1


def test_numbers_in_json_may_be_numbers(shared: Shared) -> None:
    (row,) = (one for one in template(shared, number="12.5") if one["number"])

    one = only(plan(shared.reporter, shared, as_json([row | {"number": 12.5, "high": None}])))

    assert {change.column: change.after for change in one.changes} == {"operator": "exact", "number": "12.5"}
