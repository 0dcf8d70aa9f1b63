"""What each reader gets in a file, and what the file is made of."""

import io
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from events.errors import NotVisible
from network.goals import actions
from network.goals.exchange.exporting import Wanted, scope_for
from network.goals.exchange.files import definitions_file, values_file
from network.goals.exchange.tidy import COLUMNS, MEANINGS
from network.goals.models import Goal, Indicator
from tests.network.files import export, rows, table
from tests.network.shared import Shared, reported, written

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_public(shared: Shared) -> None:
    Goal.objects.filter(pk=shared.goal.pk).update(
        visibility="public", state="adopted", decision="§ 7", decided_on="2017-12-11"
    )
    Indicator.objects.filter(pk=shared.places.pk).update(visibility="public")


def report_places(shared: Shared) -> None:
    enterprise = {"": 12, "kon=kvinnor": 9, "kon=man": 3}
    municipality = {"": 30, "kon=kvinnor": 29, "kon=man": 1}
    reported(shared.reporter, shared.places, shared.period, enterprise, approver=shared.approver)
    reported(shared.officer, shared.places, shared.period, municipality, approver=shared.world.chair)


class TestThePublic:
    def test_gets_sums_of_public_indicators_alone(self, shared: Shared) -> None:
        make_public(shared)
        report_places(shared)
        reported(shared.reporter, shared.hired, shared.period, 40, approver=shared.approver)

        assert rows(shared.world.visitor, shared, "public") == []
        actions.lock_period(actor=shared.world.chair, period=shared.period)
        found = rows(shared.world.visitor, shared, "public", period=shared.period.starts_on)

        assert {one["indicator"] for one in found} == {"platser"}
        assert {one["organisation"] for one in found} == {""}
        assert (found[0]["cell"], found[0]["number"], found[0]["state"]) == ("", "42", "figures")

    def test_gets_no_small_group_nor_what_would_give_it_away(self, shared: Shared) -> None:
        make_public(shared)
        report_places(shared)
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        found = {
            one["cell"]: one for one in rows(shared.world.visitor, shared, "public", period=shared.period.starts_on)
        }

        assert found["kon=man"]["state"] == found["kon=kvinnor"]["state"] == "hidden"
        assert found["kon=man"]["number"] == found["kon=kvinnor"]["number"] == ""

    def test_gets_the_same_from_everybody_inside_who_asks_for_it(self, shared: Shared) -> None:
        make_public(shared)
        report_places(shared)
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        assert export(shared.world.chair, shared, "public") == export(shared.world.visitor, shared, "public")

    def test_a_period_without_a_report_has_no_number(self, shared: Shared) -> None:
        make_public(shared)
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        found = rows(shared.world.visitor, shared, "public")

        assert {(one["state"], one["number"]) for one in found} == {("no_report", "")}

    def test_gets_nothing_but_that(self, shared: Shared) -> None:
        make_public(shared)

        for scope in ("sums", "reported", "own", "x"):
            for stranger in (shared.world.visitor, shared.world.outsider, shared.world.hatless):
                with pytest.raises(NotVisible):
                    scope_for(stranger, shared.world.council, scope)


class TestThoseInside:
    def test_get_what_each_organisation_published_with_source_and_note(self, shared: Shared) -> None:
        value = written("", "12.5", operator="about", note="Cirka.", source="Bokslut", source_page="7")
        reported(shared.reporter, shared.hired, shared.period, value, approver=shared.approver)

        (one,) = rows(shared.world.facilitator, shared, "reported")

        assert (one["organisation"], one["number"], one["operator"]) == ("vavkooperativet-traden", "12,5", "about")
        assert (one["note"], one["source"], one["source_page"], one["state"]) == ("Cirka.", "Bokslut", "7", "figures")

    def test_do_not_get_what_has_not_been_approved(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        assert rows(shared.officer, shared, "reported") == []
        assert {one["state"] for one in rows(shared.officer, shared, "sums")} == {"no_report"}

    def test_see_that_somebody_had_nothing_to_report(self, shared: Shared) -> None:
        report = actions.open_return(actor=shared.reporter, indicator=shared.places, period=shared.period)
        actions.answer_without_figures(actor=shared.reporter, report=report, answer="nothing", expected=1)

        (one,) = rows(shared.officer, shared, "reported")

        assert (one["state"], one["number"]) == ("nothing", "")

    def test_get_small_numbers_too(self, shared: Shared) -> None:
        report_places(shared)

        found = {
            one["cell"]: one["number"]
            for one in rows(shared.officer, shared, "sums", period=shared.period.starts_on, indicator="platser")
        }

        assert found == {"": "42", "kon=kvinnor": "38", "kon=man": "4"}

    def test_narrow_it_down(self, shared: Shared) -> None:
        report_places(shared)

        by_one = rows(shared.officer, shared, "reported", organisation="sjoby-kommun")

        assert {one["organisation"] for one in by_one} == {"sjoby-kommun"}
        assert rows(shared.officer, shared, "reported", indicator="andel") == []
        assert rows(shared.officer, shared, "reported", period=shared.earlier.starts_on) == []


class TestOnesOwn:
    def test_holds_a_row_for_every_cell_that_can_be_filled_in(self, shared: Shared) -> None:
        found = rows(shared.reporter, shared, "own")

        assert len(found) == 2 * (3 + 1 + 1)
        assert {one["organisation"] for one in found} == {"vavkooperativet-traden"}
        assert {one["state"] for one in found} == {"not_begun"}

    def test_holds_drafts_that_nobody_else_gets(self, shared: Shared) -> None:
        report = actions.open_return(actor=shared.reporter, indicator=shared.places, period=shared.period)
        actions.write_values(actor=shared.reporter, report=report, values=[written("", 12)], expected=1)

        own = rows(shared.approver, shared, "own", indicator="platser", period=shared.period.starts_on)

        assert next((one["cell"], one["number"], one["state"]) for one in own) == ("", "12", "draft")
        for stranger in (shared.officer, shared.world.chair):
            assert "12" not in {one["number"] for one in rows(stranger, shared, "own")}

    def test_leaves_out_a_locked_period_that_was_not_reported(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        found = rows(shared.reporter, shared, "own", period=shared.period.starts_on)

        assert {one["indicator"] for one in found} == {"platser"}


class TestTheFile:
    def test_is_the_same_every_time(self, shared: Shared) -> None:
        report_places(shared)

        for form in ("csv", "xlsx", "json"):
            once, twice = (export(shared.reporter, shared, "own", form=form) for _ in range(2))
            assert once == twice

    def test_says_the_same_in_every_form(self, shared: Shared) -> None:
        share = written("", numerator=Decimal(7), denominator=Decimal(9), note="=1+1")
        reported(shared.reporter, shared.share, shared.period, share, approver=shared.approver)
        in_json = json.loads(export(shared.reporter, shared, "reported", form="json"))["values"]
        sheet = load_workbook(io.BytesIO(export(shared.reporter, shared, "reported", form="xlsx")))["values"]
        in_csv = rows(shared.reporter, shared, "reported")

        assert tuple(in_json[0]) == COLUMNS == tuple(one.value for one in sheet[1])
        assert [(one["numerator"], one["denominator"], one["number"]) for one in in_json] == [("7", "9", None)]
        assert dict(zip(COLUMNS, [one.value for one in sheet[2]], strict=True))["numerator"] == 7
        assert (in_csv[0]["numerator"], in_csv[0]["number"]) == ("7", "")

    def test_text_is_never_run_as_a_formula(self, shared: Shared) -> None:
        value = written("", 1, note="=HYPERLINK(1)", source="@SUM(A1)", source_page="-1+2")
        reported(shared.reporter, shared.hired, shared.period, value, approver=shared.approver)

        (one,) = rows(shared.reporter, shared, "reported")
        sheet = load_workbook(io.BytesIO(export(shared.reporter, shared, "reported", form="xlsx")))["values"]

        assert (one["note"], one["source"], one["source_page"]) == ("'=HYPERLINK(1)", "'@SUM(A1)", "'-1+2")
        note = sheet.cell(2, COLUMNS.index("note") + 1)
        assert (note.value, note.data_type, note.quotePrefix) == ("=HYPERLINK(1)", "s", True)

    def test_numbers_are_exact(self, shared: Shared) -> None:
        for number in ("9.95", "12345678901.2345", "-0.0001"):
            value = written("", number)
            report = actions.open_return(actor=shared.reporter, indicator=shared.hired, period=shared.period)
            actions.write_values(actor=shared.reporter, report=report, values=[value], expected=report.version)
            wanted = {"indicator": "till-arbete", "period": shared.period.starts_on}
            sheet = load_workbook(io.BytesIO(export(shared.reporter, shared, "own", form="xlsx", **wanted)))["values"]

            assert rows(shared.reporter, shared, "own", **wanted)[0]["number"] == number.replace(".", ",")
            assert repr(sheet.cell(2, COLUMNS.index("number") + 1).value) == repr(float(number))

    def test_says_what_the_numbers_mean(self, shared: Shared) -> None:
        day = shared.goal.ends_on
        actions.set_target(actor=shared.world.chair, indicator=shared.places, on=day, number=Decimal(60))

        explained = {
            one["indicator"]: one
            for one in json.loads(export(shared.officer, shared, "sums", form="json"))["definitions"]
        }
        in_csv = {
            one["indicator"]: one
            for one in table(definitions_file(shared.officer, shared.world.council, "sums").content)
        }

        assert explained["platser"]["targets"] == [
            {"cell": "", "on": day.isoformat(), "operator": "at_least", "number": "60", "high": None}
        ]
        assert in_csv["platser"]["targets"] == f"{day} at_least 60"
        assert in_csv["platser"]["dimensions"] == "kon (Kön): kvinnor (Kvinnor), man (Män)"
        assert (explained["andel"]["measure"], explained["andel"]["scale"]) == ("ratio", "100")

    def test_every_column_is_explained(self) -> None:
        assert tuple(MEANINGS) == COLUMNS

    def test_invented_values_are_marked(self, shared: Shared) -> None:
        Indicator.objects.filter(pk=shared.places.pk).update(is_demo=True)

        assert {one["demo"] for one in rows(shared.officer, shared, "sums", indicator="platser")} == {"demo"}

    def test_takes_as_many_queries_however_much_it_holds(self, shared: Shared) -> None:
        def queries(scope: str) -> int:
            with CaptureQueriesContext(connection) as found:
                values_file(shared.reporter, shared.world.council, Wanted(scope), "json")
            return len(found)

        reported(
            shared.reporter, shared.share, shared.period, written("", numerator=Decimal(7), denominator=Decimal(9))
        )
        before = {scope: queries(scope) for scope in ("sums", "reported", "own")}
        report_places(shared)
        reported(shared.reporter, shared.hired, shared.period, 5, approver=shared.approver)

        assert {scope: queries(scope) for scope in before} == before
