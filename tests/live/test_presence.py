"""Who is here, who is typing, and how fast one may speak: small things that must not grow without end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.presence import FRESH, NAMES, TYPING, Presence, Who, as_json
from live.throttle import Bucket

pytestmark = pytest.mark.once

ROOM = "room:11111111-1111-4111-8111-111111111111"
AVA, BO = Who("1", "Ava", "Tråden"), Who("2", "Bo", "Sjöby")


class TestPresence:
    def test_a_person_with_two_tabs_is_one_person_until_both_are_closed(self):
        here = Presence()
        here.enter(ROOM, "tab-1", AVA)
        here.enter(ROOM, "tab-2", AVA)
        assert here.people(ROOM, 0) == [AVA]
        here.leave(ROOM, "tab-1")
        assert here.people(ROOM, 0) == [AVA]
        here.leave(ROOM, "tab-2")
        assert here.people(ROOM, 0) == []

    def test_one_person_with_two_hats_is_shown_with_both(self):
        here = Presence()
        other_hat = Who("1", "Ava", "Sjöby")
        here.enter(ROOM, "tab-1", AVA)
        here.enter(ROOM, "tab-2", other_hat)
        assert set(here.people(ROOM, 0)) == {AVA, other_hat}

    def test_a_poll_counts_for_a_while(self):
        here = Presence()
        here.enter(ROOM, "poll", AVA, until=40)
        assert here.people(ROOM, 39) == [AVA]
        assert here.people(ROOM, 40) == []

    def test_another_process_is_believed_for_a_while(self):
        here = Presence()
        here.told(ROOM, "other", [BO], now=0)
        here.enter(ROOM, "tab", AVA)
        assert here.people(ROOM, FRESH - 1) == [AVA, BO]
        assert here.people(ROOM, FRESH) == [AVA]

    def test_the_newest_word_of_another_process_holds(self):
        here = Presence()
        here.told(ROOM, "other", [AVA, BO], now=0)
        here.told(ROOM, "other", [BO], now=1)
        assert here.people(ROOM, 2) == [BO]

    def test_leaving_a_room_one_is_not_in_does_nothing(self):
        here = Presence()
        here.leave(ROOM, "tab")
        assert here.people(ROOM, 0) == []
        assert here.streams() == []

    def test_typing_lapses_and_can_be_taken_back(self):
        here = Presence()
        here.types(ROOM, AVA, True, 0)
        here.types(ROOM, BO, True, 1)
        assert here.typing(ROOM, 2) == [AVA, BO]
        here.types(ROOM, BO, False, 2)
        assert here.typing(ROOM, 2) == [AVA]
        assert here.typing(ROOM, TYPING) == []

    def test_a_full_room_is_a_number_without_names(self):
        crowd = [Who(str(number), f"P{number:03}", "") for number in range(NAMES + 1)]
        assert as_json(crowd) == {"count": NAMES + 1, "people": []}
        assert len(as_json(crowd[:NAMES])["people"]) == NAMES

    def test_nothing_is_kept_of_what_has_lapsed(self):
        here = Presence()
        here.enter(ROOM, "poll", AVA, until=5)
        here.told(ROOM, "other", [BO], now=0)
        here.types(ROOM, AVA, True, 0)
        here.tidy(FRESH + 1)
        assert here.people(ROOM, 0) == []
        assert (dict(here._elsewhere), dict(here._typing)) == ({}, {})
        assert [held for held in here._here.values() if held] == []

    def test_looking_makes_no_room(self):
        here = Presence()
        here.people(ROOM, 0), here.typing(ROOM, 0), here.local(ROOM, 0)
        assert (here.streams(), dict(here._typing), dict(here._elsewhere)) == ([], {}, {})


class TestBucket:
    def test_a_burst_goes_through_and_then_a_steady_trickle(self):
        bucket = Bucket(rate=2.0, burst=5, now=0)
        assert [bucket.take(0) for _ in range(6)] == [True] * 5 + [False]
        assert [bucket.take(1) for _ in range(3)] == [True, True, False]

    def test_it_never_holds_more_than_the_burst(self):
        bucket = Bucket(rate=2.0, burst=5, now=0)
        assert sum(bucket.take(10_000) for _ in range(20)) == 5

    def test_who_goes_on_in_spite_of_refusals_is_hopeless(self):
        bucket = Bucket(rate=1.0, burst=3, now=0)
        for _ in range(3 + 6):
            bucket.take(0)
        assert not bucket.hopeless
        bucket.take(0)
        assert bucket.hopeless

    def test_what_costs_nothing_is_given_back(self):
        bucket = Bucket(rate=0.0, burst=1, now=0)
        for _ in range(100):
            assert bucket.take(0)
            bucket.give_back()

    @given(st.lists(st.floats(0, 5), min_size=1, max_size=60))
    def test_over_any_time_no_more_goes_through_than_burst_and_rate_allow(self, pauses):
        bucket, now, taken = Bucket(rate=2.0, burst=4, now=0), 0.0, 0
        for pause in pauses:
            now += pause
            taken += bucket.take(now)
            assert taken <= 4 + 2.0 * now + 1e-6
