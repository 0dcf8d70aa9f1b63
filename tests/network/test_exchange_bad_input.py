"""Files as people and programs really send them: understood where there is one meaning, refused with a reason else."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from events.errors import Invalid
from network.goals.exchange.reading import read
from network.goals.exchange.tidy import COLUMNS, MOST_ROWS
from network.goals.models import Import, Return
from tests.network.files import Table, as_csv, as_json, export, fault, only, plan, saved, template, touched, workbook
from tests.network.shared import Shared

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ROW = dict.fromkeys(COLUMNS, "x")


def refusal(content: bytes) -> str:
    """Return why a file cannot be read."""
    with pytest.raises(Invalid) as error:
        read(content)
    assert list(error.value.fields) == ["file"]
    return str(error.value.fields["file"][0])


def sheet_of(rows: list[list[Any]], title: str = "values") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def number_in(shared: Shared, text: str) -> str:
    """Return what a number in a file would become."""
    one = only(plan(shared.reporter, shared, as_csv(template(shared, number=text))))
    return next((change.after for change in one.changes if change.column == "number"), one.kind)


class TestWorkbooks:
    @pytest.fixture
    def own(self, shared: Shared) -> bytes:
        """The enterprise's own workbook, to be filled in."""
        return export(shared.reporter, shared, form="xlsx")

    def changed(self, shared: Shared, own: bytes, change: Callable[[Any], None]) -> Any:
        return plan(shared.reporter, shared, workbook(own, change))

    def test_a_formula_is_refused_with_the_name_of_its_cell(self, shared: Shared, own: bytes) -> None:
        def fill(sheet: Any) -> None:
            sheet["J7"] = "=5+7"

        column, words = fault(self.changed(shared, own, fill))

        assert column == "number"
        assert "J7" in words

    def test_a_formula_is_refused_though_its_result_is_stored(self, shared: Shared, own: bytes) -> None:
        def fill(sheet: Any) -> None:
            sheet["J7"] = 12

        content = workbook(own, fill)
        with_formula = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(with_formula, "w") as after:
            for name in before.namelist():
                part = before.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    assert b"<v>12</v>" in part
                    part = part.replace(b"<v>12</v>", b"<f>5+7</f><v>12</v>")
                after.writestr(name, part)

        assert "J7" in fault(plan(shared.reporter, shared, with_formula.getvalue()))[1]

    def test_a_cell_that_shows_an_error_is_refused(self, shared: Shared, own: bytes) -> None:
        def fill(sheet: Any) -> None:
            sheet["J7"] = "#N/A"

        assert "J7" in fault(self.changed(shared, own, fill))[1]

    def test_merged_cells_are_refused_with_their_names(self, shared: Shared, own: bytes) -> None:
        assert "J7:J8" in refusal(workbook(own, lambda sheet: sheet.merge_cells("J7:J8")))

    def test_days_and_numbers_as_excel_holds_them_are_understood(self, shared: Shared, own: bytes) -> None:
        def fill(sheet: Any) -> None:
            sheet["J7"], sheet["N7"], sheet["Q7"] = 12.5, date(2017, 12, 31), 7

        changes = {one.column: one.after for one in only(self.changed(shared, own, fill)).changes}

        assert (changes["number"], changes["measured_on"], changes["source_page"]) == ("12.5", "2017-12-31", "7")

    def test_a_number_with_a_moment_where_a_day_belongs_is_refused(self, shared: Shared, own: bytes) -> None:
        def fill(sheet: Any) -> None:
            sheet["J7"], sheet["N7"] = 12, "i maj"

        assert fault(self.changed(shared, own, fill))[0] == "measured_on"

    def test_hidden_and_further_sheets_are_passed_over(self, shared: Shared, own: bytes) -> None:
        book = load_workbook(io.BytesIO(own))
        hidden = book.create_sheet("values gamla", 0)
        hidden.sheet_state = "hidden"
        hidden["A1"] = "=1+1"
        book.create_sheet("Anteckningar", 0)["A1"] = "Fråga Siv"

        assert touched(plan(shared.reporter, shared, saved(book))) == []

    def test_another_sheet_is_read_when_none_has_our_name(self) -> None:
        lines = read(saved(sheet_of([list(COLUMNS), ["x"] * len(COLUMNS)], title="Blad1")))

        assert lines[0].texts == ROW

    def test_a_hundred_thousand_rows_are_refused(self) -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("values")
        sheet.append(list(COLUMNS))
        for _ in range(100_000):
            sheet.append(["x"])

        assert "10" in refusal(saved(book))

    def test_a_row_far_below_the_others_is_not_passed_over(self, shared: Shared, own: bytes) -> None:
        def fill(sheet: Any) -> None:
            sheet["B900000"] = "platser"

        assert only(self.changed(shared, own, fill)).line == 900_000

    def test_a_bomb_is_refused_before_it_goes_off(self) -> None:
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/workbook.xml", "<workbook/>")
            archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 * 1024 * 1024))

        assert len(bomb.getvalue()) < 100_000
        assert "5 MB" in refusal(bomb.getvalue())

    def test_a_workbook_that_declares_what_it_means_itself_is_refused(self, own: bytes) -> None:
        laughs = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(own)) as before, zipfile.ZipFile(laughs, "w") as after:
            for name in before.namelist():
                part = before.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    part = b'<!DOCTYPE a [<!ENTITY b "ha">]>' + part
                after.writestr(name, part)

        assert refusal(laughs.getvalue())

    def test_broken_ones_are_refused(self, own: bytes) -> None:
        for content in (own[:500], own[:-200], b"PK\x03\x04", b"PK" + own[100:]):
            assert refusal(content)


class TestHeadings:
    def test_a_missing_column_is_named(self) -> None:
        words = refusal(as_csv([ROW], columns=[name for name in COLUMNS if name not in {"note", "unit"}]))

        assert "unit, note" in words

    def test_a_column_that_is_there_twice_is_named(self) -> None:
        book = sheet_of([[*COLUMNS, "note"], ["x"] * (len(COLUMNS) + 1)])

        assert "note" in refusal(saved(book))

    def test_a_column_that_is_not_ours_is_named(self) -> None:
        assert "Kommentar".lower() in refusal(as_csv([ROW], columns=[*COLUMNS, "Kommentar"]))

    def test_their_order_does_not_matter(self, shared: Shared) -> None:
        found = as_csv(template(shared, number="12"), columns=reversed(COLUMNS))

        assert only(plan(shared.reporter, shared, found)).kind == "new"

    def test_a_row_with_more_cells_than_columns_is_refused(self, shared: Shared) -> None:
        content = as_csv(template(shared)).decode("utf-8-sig").splitlines()
        content[6] += ";mer"

        assert fault(plan(shared.reporter, shared, "\r\n".join(content).encode()))[0] == ""


class TestCsv:
    def test_windows_letters_are_read_right(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="12", note="Räknat på Öland – åäö"), encoding="cp1252")

        assert {one.column: one.after for one in only(plan(shared.reporter, shared, content)).changes}[
            "note"
        ] == "Räknat på Öland – åäö"

    def test_with_and_without_a_mark_and_with_commas(self, shared: Shared) -> None:
        found = template(shared, number="12,5", note="a; b, c")

        for content in (as_csv(found), as_csv(found, encoding="utf-8"), as_csv(found, delimiter=",")):
            changes = {one.column: one.after for one in only(plan(shared.reporter, shared, content)).changes}
            assert (changes["number"], changes["note"]) == ("12.5", "a; b, c")

    def test_a_missing_quotation_mark_is_refused_with_the_line(self, shared: Shared) -> None:
        content = as_csv(template(shared)).decode("utf-8-sig") + '"oavslutad'

        assert "12" in refusal(content.encode())

    def test_too_many_rows_are_refused(self) -> None:
        assert len(read(as_csv([ROW] * MOST_ROWS))) == MOST_ROWS
        assert "10" in refusal(as_csv([ROW] * (MOST_ROWS + 1)))

    def test_a_guard_against_formulas_is_taken_off_again(self, shared: Shared) -> None:
        content = as_csv(template(shared, number="-5", note="'=1+1", source="'s-Hertogenbosch"))

        changes = {one.column: one.after for one in only(plan(shared.reporter, shared, content)).changes}
        assert (changes["note"], changes["source"]) == ("=1+1", "'s-Hertogenbosch")


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "read_as"),
        [
            ("12,5", "12.5"),
            ("12.5", "12.5"),
            ("\u22125", "-5"),
            ("1\u00a0234", "1234"),
            ("12 345,25", "12345.25"),
            (" 7 ", "7"),
            ("1.234,5", "refused"),
            ("1,234.5", "refused"),
            ("tolv", "refused"),
            ("12 st", "refused"),
            ("1e5", "refused"),
            ("0,00001", "refused"),
            ("NaN", "refused"),
        ],
    )  # fmt: skip
    def test_are_read_when_they_mean_one_thing(self, shared: Shared, text: str, read_as: str) -> None:
        assert number_in(shared, text) == read_as

    def test_a_note_alone_is_refused_rather_than_lost(self, shared: Shared) -> None:
        assert fault(plan(shared.reporter, shared, as_csv(template(shared, note="Kommer senare."))))[0] == "number"

    def test_a_range_needs_both_ends(self, shared: Shared) -> None:
        assert fault(plan(shared.reporter, shared, as_csv(template(shared, number="5", operator="range"))))[0] == "high"

    def test_everything_that_is_wrong_in_a_row_is_said_at_once(self, shared: Shared) -> None:
        found = plan(
            shared.reporter, shared, as_csv(template(shared, number="tolv", measured_on="i maj", note="x" * 601))
        )

        assert [one.column for one in only(found).faults] == ["number", "measured_on", "note"]


class TestWhatARowNames:
    @pytest.mark.parametrize(
        ("column", "text"),
        [
            ("council", "lansradet"),
            ("indicator", "finns-inte"),
            ("unit", "personer"),
            ("calendar", "month"),
            ("calendar", "varje år"),
            ("period", "1999-01-01"),
            ("period", "2017"),
            ("period", "2017-W01-1"),
            ("cell", "kon=okand"),
            ("organisation", "sjoby-kommun"),
        ],
    )  # fmt: skip
    def test_must_be_there(self, shared: Shared, column: str, text: str) -> None:
        rows = [one | {column: text} if one["number"] else one for one in template(shared, number="12")]

        found = plan(shared.reporter, shared, as_csv(rows))

        assert only(found).faults[0].column == column

    def test_may_come_once(self, shared: Shared) -> None:
        found = template(shared, number="12")

        (one,) = plan(shared.reporter, shared, as_csv([*found, found[5] | {"number": "13"}])).refused

        assert (one.line, one.faults[0].column, "7" in one.faults[0].words) == (12, "", True)

    def test_a_personal_number_in_a_note_is_refused_and_stored_nowhere(self, shared: Shared) -> None:
        found = plan(shared.reporter, shared, as_csv(template(shared, number="12", note="Avser 811218-9876")))

        assert fault(found)[0] == "note"
        assert not Import.objects.exists()
        assert not Return.objects.exists()


class TestOtherFiles:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"  \r\n",
            ";".join(COLUMNS).encode(),
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 100,
            b"%PDF-1.7\n\x00\x01\x02",
            b"\x00\x01\x02\x03",
            bytes(range(1, 256)),
            "council;indicator".encode("utf-16"),
            b"Hej",
            b"{",
            b"[]",
            b'{"values": 3}',
            b'{"values": [], "values": []}',
            b"[" * 100_000,
            b'{"values": [NaN]}',
            b"x" * (6 * 1024 * 1024),
        ],
    )  # fmt: skip
    def test_are_refused_with_a_reason(self, content: bytes) -> None:
        assert refusal(content)

    def test_open_document_is_refused_by_name(self) -> None:
        ods = io.BytesIO()
        with zipfile.ZipFile(ods, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

        assert "OpenDocument" in refusal(ods.getvalue())

    def test_json_rows_that_are_no_rows_are_refused_by_place(self, shared: Shared) -> None:
        half = "\ud800"
        found: list[Any] = [
            3,
            {"indicator": "platser"},
            ROW | {"number": True},
            ROW | {"note": half},
            ROW | {half: "x"},
        ]

        refused = plan(shared.reporter, shared, as_json(found)).refused

        assert [one.line for one in refused] == [1, 2, 3, 4, 5]
        assert half not in str([one.faults for one in refused])
        assert "note" in {one.column for one in refused[3].faults}


def test_a_row_that_was_left_alone_is_no_change(shared: Shared) -> None:
    found: Table = template(shared)

    assert touched(plan(shared.reporter, shared, as_csv(found))) == []
