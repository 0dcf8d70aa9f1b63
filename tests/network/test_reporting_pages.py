"""Reporting through the pages, without script: nothing typed is lost, whatever is wrong with it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.goals import actions
from network.goals.models import Return, Value
from tests.network.desk import Desk, stored, sv, visible
from tests.network.shared import Shared, add_indicator, opened, reported, written

pytestmark = [pytest.mark.once, pytest.mark.django_db]


class TestTheTable:
    def test_says_what_stood_last_period_and_how_much_has_changed(self, reporter: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.earlier, 12, approver=shared.approver)
        reporter.open()
        reporter.send(reporter.form(cell0_number="17"))

        assert f"+5 sedan {shared.earlier.starts_on.year}" in visible(reporter.open())

    def test_opening_it_begins_no_report(self, reporter: Desk) -> None:
        reporter.open()

        assert not Return.objects.exists()

    def test_each_field_has_a_name_of_its_own(self, reporter: Desk, shared: Shared) -> None:
        year = shared.period.starts_on.year

        assert f'aria-label="Platser, kvinnor, {year}"' in reporter.open()

    def test_saving_keeps_numbers_and_what_stands_beside_them(self, reporter: Desk, shared: Shared) -> None:
        reporter.open()
        answer = reporter.send(
            reporter.form(
                cell0_number="1 234,5", cell0_operator="about", cell0_source="Årsredovisningen", cell0_source_page="12",
                cell0_note="Utan sommarjobb.", cell0_measured_on=f"{shared.period.ends_on}",
            )
        )  # fmt: skip

        assert answer.status_code == 302
        value = Value.objects.get()
        assert (str(value.number), value.operator, value.source, value.source_page) == (
            "1234.5000", "about", "Årsredovisningen", "12",
        )  # fmt: skip
        assert 'value="1\xa0234,5"' in reporter.open()

    def test_a_number_comes_back_as_the_same_number_in_english(self, reporter: Desk, shared: Shared) -> None:
        reporter.browser.cookies["django_language"] = "en"
        reporter.open()
        reporter.send(reporter.form(cell0_number="9 200"))
        reporter.open()
        reporter.send(reporter.form(cell0_note="Counted twice."))

        assert 'lang="en"' in reporter.open()
        assert stored(shared) == {"": 9200}

    def test_a_share_is_two_numbers(self, reporter: Desk, shared: Shared) -> None:
        reporter.open()
        reporter.send(reporter.form(shared.share, cell0_numerator="18", cell0_denominator="60"))

        assert Value.objects.get().numerator == 18
        assert reporter.open().count('value="60"') == 1

    def test_the_number_of_queries_does_not_depend_on_the_number_of_indicators(
        self, reporter: Desk, shared: Shared
    ) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as seen:
                reporter.open()
            return len(seen)

        reporter.open()
        before = count()
        for number in range(6):
            more = add_indicator(shared.world, shared.goal, f"mer-{number}", f"Mer {number}")
            actions.assign_reporter(
                actor=shared.world.chair, indicator=more, organisation=shared.world.organisations["asf"], reporter=None
            )
            reported(shared.reporter, more, shared.period, number)

        assert count() <= before + 2


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("tolv", "This is text. Write a number; words go in the note."),
            (
                "12 platser",
                "This cannot be read as a number. Write digits only, for example 1 234,5; words go in the note.",
            ),
            ("1.234,5", "Write either a decimal comma or a decimal point, not both."),
            ("1,23456", "At most four decimals are kept."),
            ("9" * 20, "This number is too large to be right."),
        ],
    )
    def test_is_said_beside_the_field_and_what_was_typed_stays(self, reporter: Desk, typed: str, said: str) -> None:
        reporter.open()
        answer = reporter.send(reporter.form(cell0_number=typed, cell1_number="7", cell0_note="Med hyrda."))

        assert answer.status_code == 422
        assert f'value="{typed}"' in reporter.page
        assert 'value="Med hyrda."' in reporter.page
        assert 'value="7"' in reporter.page
        assert sv(said) in visible(reporter.page)
        assert 'aria-invalid="true"' in reporter.page
        assert not Value.objects.exists()

    @pytest.mark.parametrize("minus", ["-", "\u2212", "\u2013"])
    def test_any_minus_is_a_minus(self, reporter: Desk, shared: Shared, minus: str) -> None:
        reporter.open()

        assert reporter.send(reporter.form(cell0_number=f"{minus}3")).status_code == 302
        assert stored(shared) == {"": -3}

    def test_a_personal_number_in_a_note_is_refused(self, reporter: Desk) -> None:
        reporter.open()
        answer = reporter.send(reporter.form(cell0_number="12", cell0_note="Gäller 19121212-1212"))

        assert answer.status_code == 422
        assert "personnummer" in visible(reporter.page)
        assert "19121212-1212" in reporter.page
        assert not Value.objects.exists()

    def test_out_of_range_is_a_warning_that_stops_nobody(self, reporter: Desk, shared: Shared) -> None:
        reporter.open()

        assert reporter.send(reporter.form(cell0_number="5000")).status_code == 302
        assert stored(shared) == {"": 5000}
        assert sv("This is higher than is usual. Is it right?") in visible(reporter.open())

    def test_groups_that_do_not_add_up_are_pointed_out(self, reporter: Desk) -> None:
        reporter.open()
        reporter.send(reporter.form(cell0_number="10", cell1_number="3", cell2_number="4"))

        assert sv("The groups do not add up to the total.") in visible(reporter.open())

    def test_a_note_without_a_number_is_not_thrown_away(self, reporter: Desk) -> None:
        reporter.open()
        answer = reporter.send(reporter.form(cell0_note="Siffran kommer i mars."))

        assert answer.status_code == 422
        assert "Siffran kommer i mars." in reporter.page

    @pytest.mark.parametrize("field", ["indicator", "do"])
    def test_a_form_that_names_nothing_is_told_so(self, reporter: Desk, field: str) -> None:
        reporter.open()
        form = {**reporter.form(cell0_number="1"), "do": "save", field: "\u2603"}

        assert reporter.browser.post(reporter.url, form).status_code == 422


class TestTwice:
    def test_the_same_form_sent_twice_saves_once(self, reporter: Desk, shared: Shared) -> None:
        reporter.open()
        form = reporter.form(cell0_number="12")

        assert [reporter.send(form).status_code for _time in range(2)] == [302, 302]
        assert Return.objects.get().version == 2

    def test_the_same_form_sent_twice_submits_once(self, reporter: Desk) -> None:
        reporter.open()
        form = reporter.form(cell0_number="12")

        assert [reporter.send(form, "submit").status_code for _time in range(2)] == [302, 302]
        assert (Return.objects.get().state, Return.objects.get().version) == ("submitted", 3)


class TestSending:
    def test_saves_and_sends_what_is_typed(self, reporter: Desk) -> None:
        reporter.open()

        assert reporter.send(reporter.form(cell0_number="12"), "submit").status_code == 302
        assert Return.objects.get().state == "submitted"

    def test_an_empty_report_is_not_sent(self, reporter: Desk) -> None:
        reporter.open()
        answer = reporter.send(reporter.form(), "submit")

        assert answer.status_code == 422
        assert sv("Fill in at least one value first, or say that there is nothing to report.") in visible(reporter.page)

    def test_everything_that_is_complete_is_sent_at_once(self, reporter: Desk, shared: Shared) -> None:
        reporter.open()
        reporter.send(reporter.form(cell0_number="12", cell1_number="5", cell2_number="7"))
        reporter.open()
        reporter.send(reporter.form(shared.hired, cell0_number="3"))
        reporter.open()
        reporter.send(reporter.form(shared.share, cell0_numerator="1", cell0_denominator="2"))
        seen = re.findall(r'name="seen" value="([^"]+)"', reporter.open())
        colleagues = Return.objects.get(indicator=shared.hired)
        actions.write_values(
            actor=shared.approver, report=colleagues, values=[written("", 4)], expected=colleagues.version
        )
        reporter.browser.post(reporter.url, {"do": "submit_all", "seen": seen})

        assert {one.indicator.code: one.state for one in Return.objects.select_related("indicator")} == {
            "platser": "submitted", "till-arbete": "draft", "andel": "submitted",
        }  # fmt: skip
        assert "Till arbete har ändrats sedan du öppnade sidan" in visible(reporter.open())

    @pytest.mark.parametrize("answer", ["nothing", "not_ours"])
    def test_there_may_be_nothing_to_report(self, reporter: Desk, answer: str) -> None:
        reporter.open()
        form = reporter.form()

        assert [reporter.send(form, answer).status_code for _time in range(2)] == [302, 302]
        assert Return.objects.get().state == answer

    def test_what_is_sent_can_be_taken_up_again_with_a_reason(self, reporter: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        url = f"/rapportera/rapport/{report.pk}/ta-upp/"

        refused = reporter.browser.post(url, {"revision": report.version, "reason": "Gäller 19121212-1212"})
        assert refused.status_code == 422
        assert "19121212-1212" in refused.content.decode()

        assert reporter.browser.post(url, {"revision": report.version, "reason": "Fel år."}).status_code == 302
        assert shared.fresh(report).state == "draft"
        assert "Fel år." in reporter.open()


class TestALockedPeriod:
    def test_is_read_and_says_why_nothing_can_be_written(self, reporter: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)
        reporter.open()
        form = reporter.form(shared.hired, cell0_number="3")
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        assert "Perioden är låst" in visible(reporter.open())
        assert "<select" not in reporter.page
        answer = reporter.send(form)
        assert answer.status_code in {409, 422}
        assert not Return.objects.filter(indicator=shared.hired).exists()

    def test_keeps_what_was_typed_in_sight(self, reporter: Desk, shared: Shared) -> None:
        opened(shared.reporter, shared.places, shared.period)
        reporter.open()
        form = reporter.form(cell0_number="77")
        actions.lock_period(actor=shared.world.chair, period=shared.period)

        assert reporter.send(form).status_code == 422
        assert f"{sv('Total')}: 77" in visible(reporter.page)
