"""A chart says what was reported: no more, no less, and never a zero where nobody has said anything."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from network.goals import actions
from network.goals.charting import benchmark_words, chart_of, old_targets, table_of
from network.goals.charts import Chart, Dot, Mark, Series, Target, Tick, draw
from network.goals.models import BenchmarkValue
from network.goals.picture import picture
from tests.network.reading import changed, open_to_all
from tests.network.shared import Shared, due_soon, reported, written

pytestmark = pytest.mark.once


def dot(at: float, number: int | None, **more: object) -> Dot:
    return Dot(at, None if number is None else Decimal(number), more.pop("label", str(number)), **more)  # type: ignore[arg-type]


def chart(*dots: Dot, **more: object) -> Chart:
    told = {
        "title": "Platser",
        "description": "Platser över tid",
        "ticks": [Tick(one.at, str(int(one.at))) for one in dots],
    }
    return Chart(key="places", series=[Series("Platser", dots, more.pop("kind", "line"))], **{**told, **more})  # type: ignore[arg-type]


def heights(svg: str, name: str) -> list[float]:
    """Return how high the points of a kind stand: less is higher."""
    return [float(one) for one in re.findall(rf'<circle class="{name}[^"]*"[^>]*cy="([\d.]+)"', svg)]


class TestWhatIsDrawn:
    def test_a_greater_number_stands_higher(self) -> None:
        low, high = heights(draw(chart(dot(1, 10), dot(2, 40))), "chart-own-dot")

        assert high < low

    def test_counts_begin_at_zero(self) -> None:
        svg = draw(chart(dot(1, 40), dot(2, 44)))

        assert '<line class="chart-zero"' in svg

    def test_a_missing_report_is_a_gap_with_words_and_no_point(self) -> None:
        svg = draw(chart(dot(1, 10), dot(2, None), dot(3, 20)))

        assert len(heights(svg, "chart-own-dot")) == 2
        assert '<line class="chart-own"' not in svg, "a line leads over what nobody has reported"
        assert svg.count('class="chart-gap"') == 1

    def test_a_small_group_is_marked_and_has_no_number(self) -> None:
        svg = draw(chart(dot(1, 10), Dot(2, None, "x", hidden=True)))

        with translation.override("en"):
            assert "small group" in draw(chart(Dot(2, None, "x", hidden=True), dot(1, 10)))
        assert len(heights(svg, "chart-own-dot")) == 1

    def test_a_range_is_a_whisker_and_an_inexact_number_a_ring(self) -> None:
        svg = draw(chart(dot(1, 10, high=Decimal(20)), dot(2, 30, exact=False, label="cirka 30")))

        assert '<line class="chart-own-range"' in svg
        assert "is-about" in svg
        assert "cirka 30" in svg

    def test_a_flow_has_columns(self) -> None:
        assert draw(chart(dot(1, 10), dot(2, 4), kind="column")).count('<line class="chart-column"') == 2

    def test_a_target_is_a_line_with_its_label(self) -> None:
        path = Target([Mark(1, Decimal(5)), Mark(3, Decimal(60), "minst 60, 31 dec. 2019")])
        svg = draw(chart(dot(1, 10), targets=[path]))

        assert '<line class="chart-target"' in svg
        assert "minst 60, 31 dec. 2019" in svg

    def test_words_do_not_lie_over_each_other(self) -> None:
        dots = [dot(number, 10, label="mer än 3 500") for number in range(20)]
        svg = draw(chart(*dots))

        assert 1 <= svg.count("mer än 3 500") < 20

    def test_what_people_have_written_is_escaped(self) -> None:
        svg = draw(chart(dot(1, 10, label="<b>"), title="<script>alert(1)</script>", description='"&'))

        assert "<script>" not in svg
        assert "<b>" not in svg
        assert "&lt;script&gt;" in svg

    def test_it_has_a_name_and_a_description(self) -> None:
        svg = draw(chart(dot(1, 10)))

        assert 'role="img"' in svg
        assert 'aria-labelledby="chart-places-title chart-places-desc"' in svg

    @pytest.mark.parametrize("numbers", [[], [None], [0], [-5, 5], [Decimal("0.0001")], [10**10]])
    def test_any_numbers_can_be_drawn(self, numbers: list[int | None]) -> None:
        assert draw(chart(*[dot(at, one) for at, one in enumerate(numbers)])).startswith("<svg")


@pytest.mark.django_db
class TestOfAnIndicator:
    def test_chart_and_table_say_the_same(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.earlier, 20, approver=shared.approver)
        reported(
            shared.reporter, shared.places, shared.period, written("", 31, operator="about"), approver=shared.approver
        )
        found = picture(shared.places)

        with translation.override("sv"):
            shown, rows = chart_of(found), table_of(found)

        assert [one.low for one in shown.series[0].dots] == [20, 31]
        assert [row["value"] for row in rows] == ["cirka 31", "20"]

    def test_a_period_that_lacks_somebodys_report_says_so(self, shared: Shared) -> None:
        reported(shared.reporter, shared.places, shared.earlier, 20, approver=shared.approver)
        reported(shared.officer, shared.places, shared.earlier, 10, approver=shared.world.chair)
        reported(shared.reporter, shared.places, shared.period, 21, approver=shared.approver)

        whole, part = chart_of(picture(shared.places)).series[0].dots

        assert (whole.label, whole.exact) == ("30", True)
        assert part.label.startswith("21 (1 ")
        assert not part.exact

    def test_a_sum_over_time_shows_how_much_there_has_been_together(self, shared: Shared) -> None:
        reported(shared.reporter, shared.hired, shared.earlier, 4, approver=shared.approver)
        reported(shared.reporter, shared.hired, shared.period, 6, approver=shared.approver)

        columns, together = chart_of(picture(shared.hired)).series

        assert columns.kind == "column"
        assert [one.low for one in together.dots] == [4, 10]

    def test_an_earlier_target_stays_beside_the_new_one(self, shared: Shared) -> None:
        chair, day = shared.world.chair, date(due_soon().year + 1, 12, 31)
        actions.set_target(actor=chair, indicator=shared.places, on=day, number=Decimal(70))
        actions.set_target(
            actor=chair, indicator=shared.places, on=day, number=Decimal(60), reason="Stödet blev mindre."
        )
        found = picture(shared.places)

        old = old_targets(list(shared.places.targets.all()), found.total)
        shown = chart_of(found, old=old)

        assert [one.number for one in old] == [70]
        assert [target.old for target in shown.targets] == [False, True]

    def test_no_sum_tells_what_is_hidden(self, shared: Shared) -> None:
        open_to_all(shared)
        changed(shared, shared.hired, visibility="public")
        for period, number in ((shared.earlier, 20), (shared.period, 3)):
            reported(shared.reporter, shared.hired, period, number, approver=shared.approver)
            reported(shared.officer, shared.hired, period, 0, approver=shared.world.chair)
            actions.lock_period(actor=shared.world.chair, period=shared.fresh(period))
        shown = chart_of(picture(shared.fresh(shared.hired), public=True))

        numbers = [one.low for series in shown.series for one in series.dots]
        assert 20 in numbers
        assert 3 not in numbers
        assert 23 not in numbers


def test_a_benchmark_is_said_as_its_source_says_it() -> None:
    value = BenchmarkValue(years=2, number=Decimal(60), operator="about", as_said="närmare 60")

    assert benchmark_words(value) == "närmare 60"
    value.as_said = ""
    with translation.override("sv"):
        assert benchmark_words(value) == "cirka 60"
