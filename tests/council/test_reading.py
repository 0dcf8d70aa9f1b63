"""What one person has read and begun to write, on all their devices."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.rooms.actions import delete_message, hide_message, mark_read, post_message, save_draft
from council.rooms.models import Draft, Message, ReadMark
from council.rooms.queries import read_state, unread_counts
from council.rooms.ranges import count_outside, merge, snap
from events.errors import Invalid
from events.models import Event
from tests.browsers import open_browser
from tests.council.conftest import Call
from tests.world import World, said

RANGES = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=8
)
NUMBERS = st.lists(st.integers(1, 70), unique=True, max_size=25).map(sorted)


def covered(ranges: list[tuple[int, int]]) -> set[int]:
    return {number for first, last in ranges for number in range(first, last + 1)}


@pytest.mark.once
class TestRanges:
    @given(RANGES)
    def test_merged_ranges_cover_the_same_and_lie_apart(self, ranges: list[tuple[int, int]]) -> None:
        merged = merge(ranges)

        assert covered(merged) == covered(ranges)
        assert all(one[1] + 1 < other[0] for one, other in pairwise(merged))

    @given(RANGES, NUMBERS)
    def test_snapped_ranges_hold_the_same_messages_in_fewest_pieces(
        self, ranges: list[tuple[int, int]], numbers: list[int]
    ) -> None:
        snapped, inside = snap(ranges, numbers), covered(ranges)

        assert [one for one in numbers if one in covered(snapped)] == [one for one in numbers if one in inside]
        pieces = sum(
            1 for place, one in enumerate(numbers) if one in inside and (place == 0 or numbers[place - 1] not in inside)
        )
        assert len(snapped) == pieces

    @given(RANGES, NUMBERS)
    def test_what_lies_outside_is_counted(self, ranges: list[tuple[int, int]], numbers: list[int]) -> None:
        assert count_outside(ranges, numbers) == len(set(numbers) - covered(ranges))


@pytest.fixture
def ten(world: World) -> list[Message]:
    """Ten messages, with other events between them."""
    messages = []
    for number in range(1, 11):
        messages.append(said(world.officer, world.open_room, f"Nummer {number}"))
        if number % 3 == 0:
            from council.rooms.actions import react

            react(actor=world.officer, message=messages[-1], kind="agree")
    return messages


@pytest.mark.django_db
class TestMarks:
    def unread(self, world: World) -> list[int]:
        ranges = read_state(world.chair, world.open_room)["ranges"]
        seqs = list(world.open_room.messages.order_by("seq").values_list("seq", flat=True))
        return [place for place, seq in enumerate(seqs, 1) if not any(a <= seq <= b for a, b in ranges)]

    def test_two_devices_read_different_messages_and_the_rest_is_unread(
        self, world: World, ten: list[Message], call: Call
    ) -> None:
        first, second = call(world.chair), call(world.chair)
        path, seq = f"rooms/{world.open_room.pk}/read", [0, *(message.seq for message in ten)]

        first.put(path, {"ranges": [[seq[1], seq[5]], [seq[9], seq[9]]]})
        answer = second.put(path, {"ranges": [[seq[6], seq[6]]]})

        assert self.unread(world) == [7, 8, 10]
        assert answer.json()["unread"] == 3
        assert first.get(f"rooms/{world.open_room.pk}/snapshot").json()["read"] == answer.json()
        newer = said(world.officer, world.open_room, "Nummer 11")
        assert self.unread(world) == [7, 8, 10, 11]
        assert newer.seq not in range(seq[1], seq[6])

    def test_marks_are_kept_in_few_ranges_whatever_lies_between(self, world: World, ten: list[Message]) -> None:
        for message in ten:
            mark_read(actor=world.chair, room=world.open_room, ranges=[[message.seq, message.seq]])

        assert ReadMark.objects.get().ranges == [[ten[0].seq, ten[-1].seq]]

    def test_reading_twice_is_the_same_as_once(self, world: World, ten: list[Message]) -> None:
        for _ in range(2):
            mark = mark_read(actor=world.chair, room=world.open_room, ranges=[[1, ten[3].seq]])

        assert mark.ranges == [(ten[0].seq, ten[3].seq)]

    def test_what_nobody_has_said_yet_cannot_be_read_beforehand(self, world: World, ten: list[Message]) -> None:
        mark_read(actor=world.chair, room=world.open_room, ranges=[[1, 2**53]])
        said(world.officer, world.open_room, "Nummer 11")

        assert self.unread(world) == [11]

    @pytest.mark.parametrize(
        "ranges",
        [[[0, 1]], [[-1, 5]], [[5, 1]], [[1, 2**60]], [[1]], [[1, 2, 3]], [1], "x", [["a", "b"]], None, [[1, 2]] * 501],
    )
    def test_what_is_no_range_is_refused(self, world: World, call: Call, ranges: object) -> None:
        answer = call(world.chair).put(f"rooms/{world.open_room.pk}/read", {"ranges": ranges})

        assert answer.status_code == 422
        assert not ReadMark.objects.exists()

    def test_what_is_hidden_or_gone_is_not_unread(self, world: World, ten: list[Message]) -> None:
        assert unread_counts(world.chair, [world.open_room]) == {world.open_room.pk: 10}
        hide_message(actor=world.chair, message=ten[0], reason="Fel rum")
        delete_message(actor=world.officer, message=ten[1])

        assert unread_counts(world.chair, [world.open_room]) == {world.open_room.pk: 8}

    def test_each_person_has_marks_of_their_own(self, world: World, ten: list[Message]) -> None:
        mark_read(actor=world.chair, room=world.open_room, ranges=[[1, ten[-1].seq]])

        assert unread_counts(world.drafter, [world.open_room])[world.open_room.pk] == 10

    def test_nobodys_reading_is_in_the_log(self, world: World, ten: list[Message]) -> None:
        before = Event.objects.count()
        mark_read(actor=world.chair, room=world.open_room, ranges=[[1, 5]])

        assert Event.objects.count() == before

    def test_a_page_without_script_marks_all_as_read_by_a_button(self, world: World, ten: list[Message]) -> None:
        client = open_browser(world.chair.person)
        assert client.get("/rad/sjoby/rum/upphandling/").context["room"]["unread"] == 10

        client.post("/rad/sjoby/rum/upphandling/last/")

        assert client.get("/rad/sjoby/rum/upphandling/").context["room"]["unread"] == 0

    def test_opening_the_page_marks_nothing(self, world: World, ten: list[Message]) -> None:
        open_browser(world.chair.person).get("/rad/sjoby/rum/upphandling/")

        assert not ReadMark.objects.exists()


@pytest.mark.django_db
class TestDrafts:
    def test_it_is_there_on_the_next_device(self, world: World, call: Call) -> None:
        call(world.officer).put(f"rooms/{world.open_room.pk}/draft", {"text": "Jag tänker att"})

        snapshot = call(world.officer).get(f"rooms/{world.open_room.pk}/snapshot").json()
        assert snapshot["draft"]["text"] == "Jag tänker att"

    def test_it_is_ones_own(self, world: World, call: Call) -> None:
        save_draft(actor=world.officer, room=world.open_room, text="Hemligt utkast")

        answer = call(world.chair).get(f"rooms/{world.open_room.pk}/snapshot")
        assert answer.json()["draft"] is None
        assert "Hemligt utkast" not in answer.content.decode()

    def test_a_newer_one_takes_the_place_of_the_older(self, world: World) -> None:
        for text in ("Jag", "Jag tänker", "Jag tänker att"):
            save_draft(actor=world.officer, room=world.open_room, text=text)

        assert [draft.text for draft in Draft.objects.all()] == ["Jag tänker att"]

    @pytest.mark.parametrize("nothing", ["", "   ", "\n"])
    def test_an_empty_text_forgets_it(self, world: World, nothing: str, call: Call) -> None:
        save_draft(actor=world.officer, room=world.open_room, text="Jag")
        answer = call(world.officer).put(f"rooms/{world.open_room.pk}/draft", {"text": nothing})

        assert answer.json() == {"draft": None}
        assert not Draft.objects.exists()

    def test_what_is_said_is_a_draft_no_more(self, world: World) -> None:
        save_draft(actor=world.officer, room=world.open_room, text="Vi kan ta emot ")
        post_message(actor=world.officer, room=world.open_room, text="Vi kan ta emot tre personer.")

        assert not Draft.objects.exists()

    def test_something_else_that_is_said_leaves_it(self, world: World) -> None:
        save_draft(actor=world.officer, room=world.open_room, text="Vi kan ta emot")
        save_draft(actor=world.chair, room=world.open_room, text="Hej")
        post_message(actor=world.officer, room=world.open_room, text="Hej på er.")

        assert Draft.objects.count() == 2

    def test_each_reply_has_a_draft_of_its_own(self, world: World, message: Message) -> None:
        save_draft(actor=world.officer, room=world.open_room, text="I rummet")
        save_draft(actor=world.officer, room=world.open_room, text="Som svar", reply_to=message.pk)

        assert Draft.objects.count() == 2

    def test_it_is_neither_in_the_log_nor_found(self, world: World, call: Call) -> None:
        before = Event.objects.count()
        save_draft(actor=world.officer, room=world.open_room, text="Hemligt utkast")

        assert Event.objects.count() == before
        assert call(world.officer).get("search?q=utkast").json()["count"] == 0

    @pytest.mark.parametrize("wrong", ["x" * 10_001, "a\x00", "121212-1212"])
    def test_it_passes_the_gate(self, world: World, wrong: str) -> None:
        with pytest.raises(Invalid):
            save_draft(actor=world.officer, room=world.open_room, text=wrong)
        assert not Draft.objects.exists()
