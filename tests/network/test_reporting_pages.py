"""Reporting and reviewing through the pages, without script: nothing typed is lost, whatever is wrong with it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from accounts.actor import PersonActor
from events import clock
from network.goals import actions
from network.goals.models import Indicator, Return, Value
from tests.browsers import open_browser
from tests.network.shared import Shared, add_indicator, colleague, opened, reported, written

pytestmark = pytest.mark.django_db


def sv(words: str, **gaps: object) -> str:
    """Return a sentence in the language of the pages."""
    with override("sv"):
        return gettext(words) % gaps if gaps else gettext(words)


class Desk:
    """Somebody who reports with a browser that runs no script."""

    def __init__(self, actor: PersonActor, shared: Shared) -> None:
        self.actor, self.shared = actor, shared
        self.browser = open_browser(actor.person)
        self.url = f"/rapportera/sjoby/{shared.period.pk}/"
        self.page = ""

    def open(self, url: str = "") -> str:
        answer = self.browser.get(url or self.url)
        assert answer.status_code == 200, answer.status_code
        self.page = answer.content.decode()
        return self.page

    def form(self, indicator: Indicator | None = None, **typed: str) -> dict[str, Any]:
        """Return what the page's form of an indicator sends when `typed` (place and field, as `0_number`) is typed."""
        indicator = indicator or self.shared.places
        mine = re.findall(rf'form="f-{indicator.pk}" name="([^"]+)"(?: value="([^"]*)")?', self.page)
        sent = {name: unescape(value) for name, value in mine if not name.endswith(("-evidence", "do"))}
        sent |= {name: "exact" for name in sent if name.endswith("-operator")}
        for name in [name for name in sent if name.endswith("-operator")]:
            sent[name] = self._chosen(name)
        cells = [str(cell.pk) for cell in indicator.cells.all()]
        for name, text in typed.items():
            place, field = name.removeprefix("cell").split("_", 1)
            sent[f"{cells[int(place)]}-{field}"] = text
        revision = re.search(
            rf'name="indicator" value="{indicator.pk}"><input type="hidden" name="revision" value="(\d*)"', self.page
        )
        key = re.search(r'name="key" value="([^"]+)"', self.page)
        assert revision
        assert key
        return {**sent, "indicator": str(indicator.pk), "revision": revision[1], "key": key[1]}

    def _chosen(self, name: str) -> str:
        select = re.search(rf'name="{name}".*?</select>', self.page, re.DOTALL)
        assert select
        found = re.search(r'value="(\w+)" selected', select[0])
        return found[1] if found else "exact"

    def send(self, form: dict[str, Any], do: str = "save", url: str = "", **more: Any) -> Any:
        answer = self.browser.post(url or self.url, {**form, **more, "do": do})
        if not answer.streaming:
            self.page = answer.content.decode()
        return answer


def unescape(text: str) -> str:
    from html import unescape as plain

    return plain(text)


def visible(page: str) -> str:
    """Return a page's text without marks, so that sentences can be looked for."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def desk(shared: Shared) -> Callable[[PersonActor], Desk]:
    return lambda actor: Desk(actor, shared)


@pytest.fixture
def reporter(desk: Callable[[PersonActor], Desk], shared: Shared) -> Desk:
    return desk(shared.reporter)


@pytest.fixture
def approver(desk: Callable[[PersonActor], Desk], shared: Shared) -> Desk:
    return desk(shared.approver)


def stored(shared: Shared, indicator: Indicator | None = None) -> dict[str, Any]:
    report = Return.objects.get(
        indicator=indicator or shared.places, organisation=shared.world.organisations["asf"], period=shared.period
    )
    return {one.cell.key: one.number for one in report.values.filter(approved=False)}


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

        assert 'lang="en"' in reporter.page or reporter.open()
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


class TestTwoPeople:
    def test_who_write_in_different_places_both_have_it_saved(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell1_number="5"))

        assert reporter.send(reporter.form(cell2_number="7")).status_code == 302
        assert stored(shared) == {"kon=kvinnor": 5, "kon=man": 7}

    def test_who_write_in_the_same_place_are_asked_and_nothing_is_lost(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"))
        answer = reporter.send(reporter.form(cell0_number="20", cell0_note="Utan hyrda.", cell1_number="9"))

        assert answer.status_code == 412
        words = visible(reporter.page)
        assert "20" in words
        assert "30" in words
        assert "Utan hyrda." in words
        assert shared.approver.person.name in words
        assert stored(shared) == {"": 30}

        total = shared.places.cells.get(key="")
        assert reporter.send(self._merge(reporter), **{f"{total.pk}-choice": "mine"}).status_code == 302
        assert stored(shared) == {"": 20, "kon=kvinnor": 9}
        assert Value.objects.get(cell=total).note == "Utan hyrda."

    def test_may_leave_what_the_other_wrote(self, reporter: Desk, approver: Desk, shared: Shared) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"))
        reporter.send(reporter.form(cell0_number="20", cell1_number="9"))

        total = shared.places.cells.get(key="")
        reporter.send(self._merge(reporter), **{f"{total.pk}-choice": "theirs"})

        assert stored(shared) == {"": 30, "kon=kvinnor": 9}

    def test_a_third_change_meanwhile_is_shown_again(self, reporter: Desk, approver: Desk, shared: Shared) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"))
        reporter.send(reporter.form(cell0_number="20"))
        form = self._merge(reporter)
        approver.open()
        approver.send(approver.form(cell0_number="31"))

        total = shared.places.cells.get(key="")
        assert reporter.send(form, **{f"{total.pk}-choice": "mine"}).status_code == 412
        assert "31" in visible(reporter.page)

    def test_a_form_that_does_not_say_what_stood_there_overwrites_nothing(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        form = {name: text for name, text in reporter.form(cell0_number="20").items() if not name.endswith("-was")}
        approver.open()
        approver.send(approver.form(cell0_number="30"))

        assert reporter.send({**form, "revision": "1"}).status_code == 412
        assert stored(shared) == {"": 30}

    def test_what_is_typed_after_a_colleague_has_sent_it_is_shown_and_not_saved(
        self, reporter: Desk, approver: Desk, shared: Shared
    ) -> None:
        reporter.open()
        approver.open()
        approver.send(approver.form(cell0_number="30"), "submit")
        answer = reporter.send(reporter.form(cell1_number="9"))

        assert answer.status_code == 422
        assert "Kvinnor: 9" in visible(reporter.page)
        assert stored(shared) == {"": 30}

    @staticmethod
    def _merge(desk: Desk) -> dict[str, str]:
        return {
            name: unescape(text)
            for name, text in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', desk.page)
        }


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


class TestReview:
    def test_goes_from_one_to_the_next_and_then_to_the_list(self, approver: Desk, shared: Shared) -> None:
        first = reported(shared.reporter, shared.places, shared.period, 12)
        second = reported(shared.reporter, shared.hired, shared.period, 3)

        page = approver.open("/rapportera/granska/")
        assert page.index(str(first.pk)) < page.index(str(second.pk))
        answer = approver.browser.post(f"/rapportera/rapport/{first.pk}/godkann/", {"revision": first.version})
        assert answer["Location"] == f"/rapportera/rapport/{second.pk}/"
        answer = approver.browser.post(
            f"/rapportera/rapport/{second.pk}/aterlamna/", {"revision": second.version, "reason": "Räkna om."}
        )
        assert answer["Location"] == "/rapportera/granska/"
        assert (shared.fresh(first).state, shared.fresh(second).state) == ("approved", "sent_back")

    def test_shows_value_last_period_source_and_warning(self, approver: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.earlier, 12, approver=shared.approver)
        value = written("", 5000, source="Årsredovisningen", source_page="12", note="Med sommarjobb.")
        report = reported(shared.reporter, shared.places, shared.period, {"": value})

        words = visible(approver.open(f"/rapportera/rapport/{report.pk}/"))
        for part in (
            "5 000",
            "12",
            "Årsredovisningen, s. 12",
            "Med sommarjobb.",
            sv("This is higher than is usual. Is it right?"),
        ):
            assert part in words.replace("\xa0", " ")

    def test_whoever_wrote_it_is_told_why_they_cannot_and_who_can(
        self, desk: Callable[[PersonActor], Desk], shared: Shared
    ) -> None:
        other = colleague(shared.world, "asf", role="coordinator")
        report = reported(shared.approver, shared.places, shared.period, 12)
        author = desk(shared.approver)

        words = visible(author.open(f"/rapportera/rapport/{report.pk}/"))
        assert "Du har skrivit i den här rapporten" in words
        assert other.person.name in words
        answer = author.browser.post(f"/rapportera/rapport/{report.pk}/godkann/", {"revision": report.version})
        assert answer.status_code == 403
        assert "Du har skrivit i den här rapporten" in visible(answer.content.decode())
        assert shared.fresh(report).state == "submitted"
        assert "Du har skrivit i den här rapporten" in visible(author.open("/rapportera/granska/"))

    def test_a_reason_that_is_refused_stays(self, approver: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        url = f"/rapportera/rapport/{report.pk}/aterlamna/"

        answer = approver.browser.post(url, {"revision": report.version, "reason": "Gäller 19121212-1212"})

        assert answer.status_code == 422
        assert "Gäller 19121212-1212" in answer.content.decode()

    def test_what_changed_meanwhile_is_not_approved_unseen(self, approver: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        again = actions.reopen_return(actor=shared.reporter, report=report, reason="Fel.", expected=report.version)
        again = actions.write_values(
            actor=shared.reporter, report=again, values=[written("", 13)], expected=again.version
        )
        actions.submit_return(actor=shared.reporter, report=again, expected=again.version)

        answer = approver.browser.post(f"/rapportera/rapport/{report.pk}/godkann/", {"revision": report.version})

        assert answer.status_code == 422
        assert shared.fresh(report).state == "submitted"

    def test_approving_twice_with_the_same_key_is_once(self, approver: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        form = {"revision": report.version, "key": "en-nyckel"}

        url = f"/rapportera/rapport/{report.pk}/godkann/"
        assert [approver.browser.post(url, form).status_code for _time in range(2)] == [302, 302]

    def test_a_council_leader_sees_them_by_organisation(
        self, desk: Callable[[PersonActor], Desk], shared: Shared
    ) -> None:
        reported(shared.officer, shared.places, shared.period, 30)
        reported(shared.reporter, shared.places, shared.period, 12)

        words = visible(desk(shared.world.chair).open("/rapportera/granska/"))
        assert words.index("Sjöby kommun") < words.index("Vävkooperativet Tråden")


class TestWhatThereIsToDo:
    def test_counts_and_says_when(self, reporter: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        words = visible(reporter.open("/rapportera/"))
        assert "1 av 3 skickade" in words
        days = (shared.period.due - clock.today()).days
        assert f"om {days} dagar" in words

    def test_says_what_is_overdue(self, reporter: Desk, shared: Shared) -> None:
        type(shared.period).objects.filter(pk=shared.period.pk).update(due=clock.today() - timedelta(days=3))

        words = visible(reporter.open("/rapportera/"))
        assert "Försenad" in words
        assert "för 3 dagar sedan" in words

    def test_begins_with_what_was_sent_back_and_why(self, reporter: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12)
        actions.send_back_return(
            actor=shared.approver, report=report, reason="Räkna om sommaren.", expected=report.version
        )

        words = visible(reporter.open("/rapportera/"))
        assert words.index("Räkna om sommaren.") < words.index("Att rapportera")

    def test_points_an_approver_to_what_waits(self, approver: Desk, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.period, 12)

        assert "1 rapport väntar på att du godkänner den" in visible(approver.open("/rapportera/"))

    def test_an_organisation_without_tasks_is_shown_the_first_step(
        self, desk: Callable[[PersonActor], Desk], shared: Shared
    ) -> None:
        page = desk(shared.world.outsider).open("/rapportera/")

        assert "Din organisation rapporterar inget än" in visible(page)
        assert 'href="/rapportera/"' not in page

    def test_the_menu_leads_there(self, reporter: Desk) -> None:
        assert 'href="/rapportera/"' in reporter.open("/min-sida/")


class TestEvidence:
    def test_is_attached_with_the_value_and_read_by_those_who_may(
        self, reporter: Desk, desk: Callable[[PersonActor], Desk], shared: Shared
    ) -> None:
        reporter.open()
        total = shared.places.cells.get(key="")
        file = SimpleUploadedFile("underlag.txt", b"12 platser")
        answer = reporter.send(reporter.form(cell0_number="12"), **{f"{total.pk}-evidence": file})

        assert answer.status_code == 302
        url = f"/rapportera/underlag/{Value.objects.get().pk}/"
        found = reporter.browser.get(url)
        assert b"".join(found.streaming_content) == b"12 platser"
        assert found["Content-Disposition"].startswith("attachment")
        assert found["Cache-Control"] == "private, no-store"
        for stranger in (shared.officer, shared.world.chair, shared.world.outsider):
            assert desk(stranger).browser.get(url).status_code == 404

    def test_a_file_of_another_kind_is_refused_and_the_number_kept(self, reporter: Desk, shared: Shared) -> None:
        reporter.open()
        total = shared.places.cells.get(key="")
        file = SimpleUploadedFile("program.exe", b"MZ")
        answer = reporter.send(reporter.form(cell0_number="12"), **{f"{total.pk}-evidence": file})

        assert answer.status_code == 422
        assert "går inte att bifoga" in visible(reporter.page)
        assert stored(shared) == {"": 12}


class TestOutsiders:
    def test_find_no_period_and_no_draft(self, desk: Callable[[PersonActor], Desk], shared: Shared) -> None:
        report = opened(shared.reporter, shared.places, shared.period)
        for stranger in (shared.world.outsider, shared.world.facilitator, shared.world.chair, shared.officer):
            browser = desk(stranger).browser
            assert browser.get(f"/rapportera/rapport/{report.pk}/").status_code == 404
            assert browser.post(f"/rapportera/rapport/{report.pk}/spara/").status_code == 404
        for stranger in (shared.world.outsider, shared.world.facilitator):
            assert desk(stranger).browser.get(f"/rapportera/sjoby/{shared.period.pk}/").status_code == 404

    def test_the_history_tells_who_did_what(self, reporter: Desk, shared: Shared) -> None:
        report = reported(shared.reporter, shared.places, shared.period, 12, approver=shared.approver)

        words = visible(reporter.open(f"/rapportera/rapport/{report.pk}/"))
        for part in ("började rapporten", "skrev värden", "skickade den för godkännande", "godkände den"):
            assert part in words
