"""Properties that every sum, share, status and public picture has, whatever is reported."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.goals.models import Operator, Target
from network.goals.reckoning import amounts
from network.goals.reckoning.amounts import Amount, share
from network.goals.reckoning.rollup import Reported, Rules, Span, Sum, over_organisations, over_time, series
from network.goals.reckoning.status import TOLD, Aim, Status, expected_on, standing, trend
from network.goals.reckoning.suppression import hide_small, is_small

THRESHOLD = 5
START = date(2020, 1, 1)

numbers = st.decimals(min_value=-1000, max_value=100_000, places=2)
counts = st.integers(min_value=0, max_value=60).map(Decimal)
exact = numbers.map(Amount)
ranges = st.tuples(numbers, st.decimals(min_value=0, max_value=500, places=2)).map(
    lambda pair: Amount(pair[0], Operator.RANGE, pair[0] + pair[1])
)
said = st.builds(Amount, numbers, st.sampled_from([Operator.EXACT, Operator.ABOUT, Operator.MORE, Operator.LESS]))
shares = st.tuples(st.integers(0, 200), st.integers(1, 200)).map(
    lambda pair: share(Decimal(min(pair)), Decimal(max(pair)), 100)
)


def several[T](of: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(of, min_size=1, max_size=8)


def shuffled[T](of: st.SearchStrategy[list[T]]) -> st.SearchStrategy[tuple[list[T], list[T]]]:
    return of.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn)))


def span(place: int = 0) -> Span:
    starts = date(2020 + place, 1, 1)
    return Span(UUID(int=place), starts, date(2020 + place, 12, 31), date(2021 + place, 1, 31))


def rules(ways: str = "sum", times: str = "latest", scale: int = 1) -> Rules:
    return Rules(ways, times, scale)


class TestOverOrganisations:
    @given(shuffled(several(exact | said | ranges)))
    def test_the_order_of_reports_changes_nothing(self, pair: tuple[list[Amount], list[Amount]]) -> None:
        reported, otherwise = pair

        for way in (amounts.total, amounts.mean, amounts.highest, amounts.lowest, amounts.overlap):
            one, other = way(reported), way(otherwise)
            assert (one.number, one.top) == (other.number, other.top), way

    @given(shuffled(several(shares)))
    def test_the_order_of_shares_changes_nothing(self, pair: tuple[list[Amount], list[Amount]]) -> None:
        assert amounts.ratio(pair[0], 100) == amounts.ratio(pair[1], 100)

    @given(several(counts.map(Amount)))
    def test_an_overlap_lies_between_the_largest_and_the_sum(self, reported: list[Amount]) -> None:
        found = amounts.overlap(reported)

        assert found.number == max(one.number for one in reported)
        assert found.top == sum(one.number for one in reported)

    @given(several(st.tuples(counts, counts)), st.data())
    def test_a_range_holds_what_may_be_true(self, pairs: list[tuple[Decimal, Decimal]], data: st.DataObject) -> None:
        """Whatever the true figures are within what was said, the sum, the extremes and the overlap hold them."""
        reported = [Amount(min(pair), Operator.RANGE, max(pair)) for pair in pairs]
        true = [Decimal(data.draw(st.integers(int(one.number), int(one.top)))) for one in reported]

        for way, real in (
            (amounts.total, sum(true)),
            (amounts.highest, max(true)),
            (amounts.lowest, min(true)),
            (amounts.overlap, data.draw(st.integers(int(max(true)), int(sum(true))))),
        ):
            assert way(reported).number <= real <= way(reported).top, way

    @given(several(shares))
    def test_a_share_is_all_numerators_over_all_denominators(self, reported: list[Amount]) -> None:
        found = amounts.ratio(reported, 100)
        numerator = sum(one.numerator or 0 for one in reported)
        denominator = sum(one.denominator or 0 for one in reported)

        assert (found.numerator, found.denominator) == (numerator, denominator)
        assert found.number == Decimal(numerator) / Decimal(denominator) * 100

    @given(several(said))
    def test_what_was_said_inexactly_never_becomes_exact(self, reported: list[Amount]) -> None:
        if all(one.operator == Operator.EXACT for one in reported):
            return
        for way in (amounts.total, amounts.mean, amounts.overlap):
            assert way(reported).operator != Operator.EXACT, way

    @pytest.mark.parametrize("way", ["sum", "ratio", "mean", "max", "min", "overlapping", "single"])
    def test_nothing_reported_is_no_figure(self, way: str) -> None:
        assert over_organisations(Rules(way, "latest", 1, uuid4() if way == "single" else None), {}) is None

    @given(several(counts), st.integers(0, 7))
    def test_who_has_not_reported_does_not_count_as_zero(self, reported: list[Decimal], silent: int) -> None:
        """The mean and the lowest would show it: silence beside figures changes nothing."""
        known = {
            span().id: [Reported(UUID(int=100 + place), "", Amount(one)) for place, one in enumerate(reported)],
        }
        for way in ("mean", "min", "sum", "max"):
            found = series(rules(way), [span(), *(span(1 + place) for place in range(silent))], known, "")
            assert found[0].amount is not None
            assert found[0].amount.number == getattr(amounts, _FUNCTIONS[way])([Amount(n) for n in reported]).number
            assert all(one.amount is None for one in found[1:])
            assert over_time(rules(way, "mean"), found) == found[0].amount


_FUNCTIONS = {"mean": "mean", "min": "lowest", "sum": "total", "max": "highest"}


class TestOverTime:
    @given(st.lists(st.none() | counts, min_size=1, max_size=8), st.data())
    def test_a_corrected_earlier_period_gives_what_a_fresh_count_gives(
        self, reported: list[Decimal | None], data: st.DataObject
    ) -> None:
        place = data.draw(st.integers(0, len(reported) - 1))
        corrected = [*reported]
        corrected[place] = data.draw(counts)

        for rule, fresh in {"sum": sum, "max": max, "mean": lambda all_: sum(all_) / len(all_)}.items():
            there = [one for one in corrected if one is not None]
            found = over_time(rules("sum", rule), _series(corrected))
            assert found is not None
            assert found.number == fresh(there)  # type: ignore[operator]

    @given(st.lists(st.none() | counts, min_size=1, max_size=8))
    def test_a_period_without_a_report_is_left_out(self, reported: list[Decimal | None]) -> None:
        there = [one for one in reported if one is not None]
        for rule in ("sum", "max", "mean", "latest"):
            whole, only = (
                over_time(rules("sum", rule), _series(reported)),
                over_time(rules("sum", rule), _series(there)),
            )
            assert whole == only
            assert (whole is None) == (not there)

    @given(several(shares))
    def test_shares_over_time_keep_their_wholes(self, reported: list[Amount]) -> None:
        sums = [Sum(span(place), one) for place, one in enumerate(reported)]

        for rule in ("sum", "mean"):
            found = over_time(rules("ratio", rule, 100), sums)
            assert found is not None
            assert found.number <= 100
            assert found.denominator == sum(one.denominator or 0 for one in reported)


def _series(reported: Sequence[Decimal | None]) -> list[Sum]:
    return [Sum(span(place), None if one is None else Amount(one)) for place, one in enumerate(reported)]


aims = st.lists(
    st.tuples(st.integers(0, 1500), counts), min_size=1, max_size=4, unique_by=lambda pair: pair[0]
)  # Days after the start, and the target.


def _aims(drawn: list[tuple[int, Decimal]], operator: str) -> list[Aim]:
    return [Aim(START + timedelta(days=day), operator, number) for day, number in drawn]


class TestStatus:
    @given(aims, st.none() | counts, st.integers(-100, 2000), counts, counts)
    def test_a_better_figure_never_has_a_worse_status(
        self, drawn: list[tuple[int, Decimal]], baseline: Decimal | None, day: int, one: Decimal, other: Decimal
    ) -> None:
        low, high = sorted([one, other])
        at = START + timedelta(days=day)
        started = START - timedelta(days=50) if baseline is not None else None

        def rank(figure: Decimal, operator: str) -> int:
            found = standing(Amount(figure), at, _aims(drawn, operator), baseline, started)
            return [str(word) for word in TOLD].index(found.status)

        assert rank(high, Target.Operator.AT_LEAST) <= rank(low, Target.Operator.AT_LEAST)
        assert rank(low, Target.Operator.AT_MOST) <= rank(high, Target.Operator.AT_MOST)

    @given(aims, st.integers(-100, 2000))
    def test_no_report_is_said_and_never_counted_as_zero(self, drawn: list[tuple[int, Decimal]], day: int) -> None:
        at = START + timedelta(days=day)

        assert standing(None, at, _aims(drawn, Target.Operator.AT_MOST)).status == Status.NO_REPORT

    @given(counts, counts, counts)
    def test_the_expected_value_lies_on_the_way(self, baseline: Decimal, first: Decimal, last: Decimal) -> None:
        drawn = _aims([(100, first), (200, last)], Target.Operator.AT_LEAST)

        for day in range(0, 300, 10):
            found = expected_on(START + timedelta(days=day), drawn, baseline, START)
            assert found is not None
            ends = (baseline, first) if day <= 100 else (first, last)
            assert min(ends) <= found.number <= max(ends)

    def test_a_band_that_ends_at_zero_keeps_its_way_from_the_baseline(self) -> None:
        aim = Aim(START + timedelta(days=100), Target.Operator.WITHIN, Decimal(-10), Decimal(0))
        found = expected_on(START, [aim], Decimal(30), START)

        assert found is not None
        assert (found.number, found.high) == (30, 30)

    @given(counts, counts)
    def test_what_is_to_fall_improves_when_it_falls(self, earlier: Decimal, latest: Decimal) -> None:
        up = trend("up", Amount(earlier), Amount(latest), None)
        down = trend("down", Amount(earlier), Amount(latest), None)

        assert {up, down} in ({"improving", "worsening"}, {"unchanged"})


# --- What the public sees ----------------------------------------------------------------------------------------

Table = tuple[int, ...]


def shown(cells: Table, threshold: int = THRESHOLD) -> tuple[int | None, ...]:
    """Return what the public sees of a dimension, and of its total last; None where a figure is kept."""
    sums = [Sum(span(), Amount(Decimal(one))) for one in cells]
    total = Sum(span(), Amount(Decimal(sum(cells))))
    hide_small([*sums, total], [sums], threshold)
    return tuple(None if one.amount is None else int(one.amount.number) for one in [*sums, total])


class TestThePublicPicture:
    @given(st.lists(st.integers(0, 40), min_size=2, max_size=6).map(tuple))
    def test_no_hidden_group_stands_alone_in_a_sum(self, cells: Table) -> None:
        *groups, total = shown(cells)
        hidden = [one for one, seen in zip(cells, groups, strict=True) if seen is None]

        assert not any(seen is not None and 0 < seen < THRESHOLD for seen in [*groups, total])
        if total is not None and hidden:
            assert len(hidden) > 1
            # What is hidden together is no small group either: it is the total less what is shown.
            assert sum(hidden) >= THRESHOLD

    @pytest.mark.parametrize(("groups", "largest"), [(2, 14), (3, 13), (4, 7)])
    def test_no_table_can_be_worked_out_even_by_whoever_knows_the_rule(self, groups: int, largest: int) -> None:
        """Every table there is: what the public sees of it fits at least two values of each hidden group."""
        behind: dict[tuple[int | None, ...], list[Table]] = defaultdict(list)
        for cells in itertools.product(range(largest), repeat=groups):
            behind[shown(cells)].append(cells)

        for seen, tables in behind.items():
            for place in range(groups):
                if seen[place] is None:
                    assert len({table[place] for table in tables}) > 1, (seen, tables)

    @given(st.lists(shares, min_size=2, max_size=5))
    def test_no_hidden_share_can_be_taken_from_the_whole(self, reported: list[Amount]) -> None:
        sums = [Sum(span(), one) for one in reported]
        total = Sum(span(), amounts.ratio(reported, 100))
        hide_small([*sums, total], [sums], THRESHOLD)
        hidden = [one for one, seen in zip(reported, sums, strict=True) if seen.hidden]

        if hidden and not total.hidden:
            assert len(hidden) > 1
            assert not is_small(amounts.ratio(hidden, 100), THRESHOLD)

    def test_none_of_thirty_beside_nearly_all_of_twenty_is_hidden_too(self) -> None:
        """0 of 30 would otherwise be taken from 17 of 50, and tell that 3 of 20 were left."""
        reported = [share(Decimal(17), Decimal(20), 100), share(Decimal(0), Decimal(30), 100)]
        sums = [Sum(span(), one) for one in reported]
        hide_small(sums, [sums], THRESHOLD)

        assert all(one.hidden for one in sums)

    def test_zero_is_no_group_and_is_shown(self) -> None:
        assert shown((0, 12)) == (0, 12, 12)
        assert shown((0, 3)) == (0, None, None)

    def test_below_the_threshold_is_small_however_it_is_said(self) -> None:
        assert is_small(Amount(Decimal(5), Operator.LESS), THRESHOLD)
        assert is_small(Amount(Decimal(0), Operator.RANGE, Decimal(4)), THRESHOLD)
        assert not is_small(Amount(Decimal(5)), THRESHOLD)
