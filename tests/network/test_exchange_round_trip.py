"""Out, in and out again: nothing is lost, and the second file is the first to the byte."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.goals import actions
from network.goals.exchange import tidy
from network.goals.exchange.csv_files import to_csv
from network.goals.exchange.json_files import to_json
from network.goals.exchange.reading import read
from network.goals.exchange.tidy import COLUMNS, Row, as_text
from network.goals.exchange.xlsx_files import Sheet, to_xlsx
from network.goals.numbers import Written
from tests.network.files import export, plan, send, touched
from tests.network.shared import Shared, opened, reported, written

NUMBERS = st.decimals(-(Decimal(10) ** 10), Decimal(10) ** 10, places=4)
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
FORMULAS = st.sampled_from(
    ["=1+1", "+46", "-1", "@SUM(A1)", "'=x", "''=x", "'s", "_x0041_x0042_", '"', ";", ",", "åäö ÅÄÖ", "\ufffe", "\t=1"]
)
LINES = st.one_of(
    st.text(LETTERS, max_size=60), FORMULAS, st.tuples(FORMULAS, st.text(LETTERS, max_size=20)).map("".join)
)


def one_line(text: str) -> str:
    """Return text as it is stored: composed, on one line, without blank ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class TestTheForms:
    """Each form gives back exactly what went into it, without a database."""

    @given(
        texts=st.lists(st.tuples(LINES, LINES), min_size=1, max_size=5),
        number=st.none() | NUMBERS,
        day=st.none() | st.dates(),
    )
    @settings(max_examples=60, deadline=None)
    def test_give_back_what_went_in(self, texts: list[tuple[str, str]], number: Any, day: Any) -> None:
        rows = [
            Row(
                "rad",
                f"matt-{place}",
                one_line(unit),
                "year",
                date(2017, 1, 1),
                number=number,
                measured_on=day,
                note=one_line(note),
            )
            for place, (unit, note) in enumerate(texts)
        ]
        expected = [{name: as_text(cell) for name, cell in zip(COLUMNS, row.cells(), strict=True)} for row in rows]

        for content in self.forms(rows):
            found = read(content)
            assert [_plain(line.texts) for line in found] == [_plain(texts) for texts in expected]
            assert not any(line.wrong for line in found)

    def forms(self, rows: list[Row]) -> Iterator[bytes]:
        yield to_csv(COLUMNS, [row.cells() for row in rows])
        yield to_json({}, rows, [])
        yield to_xlsx([Sheet("values", COLUMNS, [row.cells() for row in rows], tidy.DAYS, tidy.NUMBERS)])


def _plain(texts: Any) -> dict[str, str]:
    """Return a row with its numbers written in one way: a decimal comma is as good as a point."""
    numbers = {name: str(Decimal(texts[name].replace(",", ".")).normalize()) for name in tidy.NUMBERS if texts[name]}
    return {**texts, **numbers}


@pytest.mark.django_db
class TestOwnReports:
    def test_an_export_taken_in_again_changes_nothing(self, shared: Shared) -> None:
        reported(
            shared.reporter,
            shared.places,
            shared.period,
            {"": 12, "kon=man": written("kon=man", "3.25", note="=1+1")},
            approver=shared.approver,
        )
        draft = opened(shared.reporter, shared.share, shared.period)
        share = written("", numerator=Decimal(7), denominator=Decimal(9), operator="about")
        actions.write_values(actor=shared.reporter, report=draft, values=[share], expected=1)

        for form in ("csv", "xlsx", "json"):
            before = export(shared.reporter, shared, form=form)
            send(shared.reporter, shared, before)
            assert export(shared.reporter, shared, form=form) == before

    def test_holds_for_whatever_is_written(self, shared: Shared) -> None:
        """Each example is taken back; the world is built once."""

        @given(
            number=NUMBERS,
            higher=st.none() | st.decimals(0, 1000, places=2),
            note=LINES,
            source=LINES,
            page=st.text(LETTERS, max_size=8),
            day=st.none() | st.dates(),
        )
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        def check(number: Decimal, higher: Decimal | None, note: str, source: str, page: str, day: Any) -> None:
            high = number + higher if higher is not None else None
            value = Written(
                "",
                "exact" if high is None else "range",
                number,
                high,
                measured_on=day,
                note=note,
                source=source,
                source_page=page,
            )
            with transaction.atomic():
                report = opened(shared.reporter, shared.hired, shared.period)
                actions.write_values(actor=shared.reporter, report=report, values=[value], expected=report.version)
                for form in ("csv", "xlsx", "json"):
                    before = export(shared.reporter, shared, form=form, indicator="till-arbete")
                    assert touched(plan(shared.reporter, shared, before)) == []
                    send(shared.reporter, shared, before)
                    assert export(shared.reporter, shared, form=form, indicator="till-arbete") == before
                transaction.set_rollback(True)

        check()

    def test_a_file_taken_in_elsewhere_gives_the_same_file_there(self, shared: Shared) -> None:
        """What is emptied and taken in again is what it was, to the byte, save for how far the report has come."""
        report = opened(shared.reporter, shared.places, shared.period)
        values = [written("", 12, note="åäö"), written("kon=man", "0.5", operator="less")]
        actions.write_values(actor=shared.reporter, report=report, values=values, expected=1)
        before = export(shared.reporter, shared, form="xlsx")
        report.values.all().delete()

        send(shared.reporter, shared, before)

        assert export(shared.reporter, shared, form="xlsx") == before
