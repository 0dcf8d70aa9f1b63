"""The rule by which people are mixed keeps what its sentence promises, whoever comes."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.tables.mixing import MET_LESS, SPREAD, Seat, Somebody, mix, place_for

pytestmark = pytest.mark.once

sizes = st.integers(2, 8)


@st.composite
def crowds(draw: st.DrawFn) -> list[Somebody]:
    """People of a few organisations, some large and some small."""
    organisations = draw(st.lists(st.sampled_from("ABCDEF"), max_size=40))
    return [Somebody(f"p{number}", organisation) for number, organisation in enumerate(organisations)]


@st.composite
def pasts(draw: st.DrawFn, people: list[Somebody]) -> list[frozenset[str]]:
    """Tables at which some of the people have sat before."""
    ids = [one.id for one in people]
    tables = st.lists(st.frozensets(st.sampled_from(ids), min_size=1, max_size=6), max_size=6) if ids else st.just([])
    return draw(tables)


def seated(tables: list[list[Seat]]) -> list[list[str]]:
    return [[seat.id for seat in table] for table in tables]


def again(tables: list[list[str]], past: list[frozenset[str]]) -> int:
    """Return how many pairs sit together once more."""
    pairs = [(one, other) for table in tables for one in table for other in table if one < other]
    return sum(any({one, other} <= before for before in past) for one, other in pairs)


@given(data=st.data(), people=crowds(), size=sizes, seed=st.text(max_size=5))
def test_everybody_has_one_seat_and_tables_are_equally_large(data, people, size, seed):
    tables = seated(mix(people, size, data.draw(pasts(people)), seed))
    assert sorted(one for table in tables for one in table) == sorted(one.id for one in people)
    assert max(map(len, tables)) <= size
    assert max(map(len, tables)) - min(map(len, tables)) <= 1


@given(data=st.data(), people=crowds(), size=sizes, seed=st.text(max_size=5))
def test_no_table_has_two_of_an_organisation_while_another_has_none(data, people, size, seed):
    tables = seated(mix(people, size, data.draw(pasts(people)), seed))
    belongs = {one.id: one.organisation for one in people}
    there = [Counter(belongs[one] for one in table) for table in tables]
    for organisation in belongs.values():
        each = [table[organisation] for table in there]
        assert max(each) - min(each) <= 1


@given(data=st.data(), people=crowds(), size=sizes, seed=st.text(max_size=5))
def test_the_same_people_with_the_same_past_sit_the_same_way_in_whatever_order_they_come(data, people, size, seed):
    past = data.draw(pasts(people))
    assert mix(data.draw(st.permutations(people)), size, past, seed) == mix(people, size, past, seed)


@given(data=st.data(), people=crowds(), size=sizes, seed=st.text(max_size=5))
def test_the_past_never_makes_more_people_meet_again(data, people, size, seed):
    past = data.draw(pasts(people))
    assert again(seated(mix(people, size, past, seed)), past) <= again(seated(mix(people, size, [], seed)), past)


@given(data=st.data(), people=crowds(), size=sizes, seed=st.text(max_size=5))
def test_the_reason_says_whether_the_past_has_moved_somebody(data, people, size, seed):
    tables = mix(people, size, data.draw(pasts(people)), seed)
    plain = seated(mix(people, size, [], seed))
    for place, table in enumerate(tables):
        assert {seat.id for seat in table if seat.reason == SPREAD} <= set(plain[place])
        assert not {seat.id for seat in table if seat.reason == MET_LESS} & set(plain[place])


def test_who_has_sat_together_is_parted_when_that_is_possible():
    people = [Somebody(f"{organisation}{number}", organisation) for organisation in "ABC" for number in range(3)]
    past: list[frozenset[str]] = []
    for workshop in ("morning", "noon", "afternoon"):
        tables = seated(mix(people, 3, past, workshop))
        assert again(tables, past) == 0
        past += [frozenset(table) for table in tables]


def test_who_belongs_to_no_organisation_is_spread_like_anybody():
    people = [Somebody(name, name) for name in "abcdef"]
    assert [len(table) for table in mix(people, 3)] == [3, 3]


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        ([["A", "B"], ["B", "C", "D"]], 1),  # Where there is none of A yet, though it is larger.
        ([["A", "B", "C"], ["A", "B"]], 1),  # As many of A at each: the smaller one.
        ([["A"], ["A"]], 0),
        ([[]], 0),
    ],
)
def test_who_comes_late_sits_where_their_organisation_is_rarest_and_of_those_at_the_smallest(tables, place):
    assert place_for("A", tables) == place


def test_an_empty_room_has_one_empty_table():
    assert mix([], 5) == [[]]
