"""Notes: written once however often they are sent, hidden until shown, never lost when they come late."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts.actor import NOBODY
from events import clock
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.models import Event, StoredAnswer
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.world import World
from workshops.boards import actions as boards
from workshops.boards.models import Group, Late, Note
from workshops.boards.places import in_column
from workshops.plans.models import Step
from workshops.sessions import actions as sessions
from workshops.sessions.snapshot import workshop_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(world: World) -> Session:
    return running(world, BOARD)


def wrote(actor: Any, step: Step, text: str = "Ingen vet vem man ska ringa", **more: Any) -> Any:
    return boards.write_note(actor=actor, step=step, note=more.pop("note", uuid.uuid4()), text=text, **more)


def seen_by(actor: Any, session: Session) -> list[str]:
    return [view["text"] for view in workshop_snapshot(actor, session.now())["views"] if view["kind"] == "note"]


class TestWriting:
    def test_the_same_note_sent_twice_is_one(self, session: Session, world: World) -> None:
        step, note = session.go(0), uuid.uuid4()
        first = wrote(world.officer, step, note=note)
        again = wrote(world.officer, step, note=note)
        assert first == again
        assert step.notes.count() == 1

    def test_a_note_is_not_another_ones_to_write(self, session: Session, world: World) -> None:
        step, note = session.go(0), uuid.uuid4()
        wrote(world.officer, step, note=note)
        with pytest.raises(Conflict):
            wrote(world.representative, step, note=note)

    def test_who_is_not_in_the_room_writes_nothing(self, session: Session, world: World) -> None:
        step = session.go(0)
        for stranger in (world.outsider, world.secretary, NOBODY):
            with pytest.raises(Forbidden):
                wrote(stranger, step)

    def test_what_comes_when_the_step_is_closed_waits_for_the_hosts(self, session: Session, world: World) -> None:
        step = session.go(0)
        sessions.close_step(actor=session.facilitator, step=step)
        late = wrote(world.officer, Step.objects.get(pk=step.pk), "Jag hann inte")
        assert isinstance(late, Late)
        assert "Jag hann inte" not in seen_by(world.representative, session)
        note = boards.take_in(actor=session.facilitator, late=late)
        assert "Jag hann inte" in seen_by(world.representative, session)
        assert note.author == session.place(world.officer)

    def test_a_room_that_is_locked_or_has_a_break_keeps_what_is_sent(self, session: Session, world: World) -> None:
        step = session.go(0)
        sessions.lock_room(actor=session.facilitator, workshop=session.now())
        assert isinstance(wrote(world.officer, step), Late)
        sessions.unlock_room(actor=session.facilitator, workshop=session.now())
        sessions.pause_workshop(actor=session.facilitator, workshop=session.now())
        assert isinstance(wrote(world.officer, step), Late)

    def test_when_time_is_out_who_needs_more_can_still_write(self, session: Session, world: World) -> None:
        sessions.give_extra_time(actor=session.facilitator, participant=session.place(world.officer), extra=50)
        step = session.go(0)
        assert step.ends_at is not None
        with clock.at(step.ends_at + timedelta(minutes=2)):
            assert isinstance(wrote(world.officer, step), Note)
            assert isinstance(wrote(world.representative, step), Late)

    def test_a_personal_number_is_refused_and_nothing_is_kept(self, session: Session, world: World) -> None:
        step = session.go(0)
        with pytest.raises(Invalid):
            wrote(world.officer, step, "Kontakta 19811228-9874")
        assert not step.notes.exists()

    def test_an_emoji_of_many_code_points_and_a_script_are_words_like_others(
        self, session: Session, world: World
    ) -> None:
        step = session.go(0)
        family = "👩🏽‍❤️‍💋‍👩🏿" * 3
        assert wrote(world.officer, step, family).text == family
        assert wrote(world.officer, step, "<script>alert(1)</script>").text == "<script>alert(1)</script>"

    def test_the_plan_says_how_many_notes_one_may_write(self, world: World) -> None:
        session = running(world, {**BOARD, "settings": {**BOARD["settings"], "most": 1}})
        step = session.go(0)
        wrote(world.officer, step)
        with pytest.raises(Conflict):
            wrote(world.officer, step, "En till")
        assert isinstance(wrote(world.representative, step), Note)

    def test_only_hosts_write_on_behalf_of_others(self, session: Session, world: World) -> None:
        step = session.go(0)
        with pytest.raises(Forbidden):
            wrote(world.officer, step, on_behalf=True)
        note = wrote(session.facilitator, step, on_behalf=True)
        assert note.author is None
        assert note.on_behalf

    def test_other_words_are_refused_when_somebody_was_first(self, session: Session, world: World) -> None:
        note = wrote(world.officer, session.go(0))
        boards.edit_note(actor=world.officer, note=note, text="Bättre", expected=1)
        with pytest.raises(Stale):
            boards.edit_note(actor=world.officer, note=note, text="Sämre", expected=1)
        with pytest.raises(Forbidden):
            boards.edit_note(actor=world.representative, note=note, text="Inte min", expected=2)


class TestHiddenNotes:
    @pytest.fixture
    def session(self, world: World) -> Session:
        return running(world, HIDDEN)

    def test_are_seen_by_their_author_and_the_hosts_until_they_are_revealed(
        self, session: Session, world: World
    ) -> None:
        step = session.go(0)
        wrote(world.officer, step, "Bara min")
        snapshot = workshop_snapshot(world.representative, session.now())
        assert "Bara min" not in str(snapshot)
        assert [note["text"] for note in workshop_snapshot(world.officer, session.now())["mine"]["notes"]] == [
            "Bara min"
        ]
        assert "Bara min" in seen_by(session.facilitator, session)
        sessions.reveal(actor=session.facilitator, step=step)
        assert "Bara min" in seen_by(world.representative, session)

    def test_nothing_that_is_stored_joins_an_author_to_a_note(self, session: Session, world: World) -> None:
        step = session.go(0)
        note = wrote(world.officer, step)
        place = session.place(world.officer)
        note.refresh_from_db()
        assert note.author_id is None
        assert note.signature == ""
        assert str(place.pk) not in note.owner
        told = Event.objects.filter(data__note=str(note.pk))
        assert {event.actor for event in told} == {"unsigned"}
        assert {event.acting_for for event in told} == {""}
        assert not StoredAnswer.objects.filter(object_id=str(note.pk)).exists()


class TestArranging:
    def test_of_two_who_move_a_note_the_later_one_holds(self, session: Session, world: World) -> None:
        step = session.go(0)
        note = wrote(world.officer, step)
        boards.move_note(actor=world.officer, note=note, column="hjalp")
        boards.move_note(actor=world.representative, note=note, column="hinder")
        note.refresh_from_db()
        assert note.column == "hinder"

    def test_a_note_goes_where_it_was_put(self, session: Session, world: World) -> None:
        step = session.go(0)
        first, second, third = (wrote(world.officer, step, text) for text in "abc")
        boards.move_note(actor=world.officer, note=third, column="hinder", after=first.pk)
        boards.move_note(actor=world.officer, note=second, column="hinder", after=None)
        assert [one.text for one in in_column(step.pk, None, "hinder")] == ["b", "a", "c"]

    def test_a_new_note_stands_last_behind_groups_too(self, session: Session, world: World) -> None:
        step = session.go(0)
        notes = [wrote(world.officer, step, text) for text in "abc"]
        gathered = [notes[1].pk, notes[0].pk]
        group = boards.make_group(actor=world.officer, step=step, group=uuid.uuid4(), notes=gathered, title="g")
        boards.move_group(actor=world.officer, group=group, column="hinder", after=notes[2].pk)
        wrote(world.officer, step, "d")
        assert [str(one) for one in in_column(step.pk, None, "hinder")] == ["c", "g", "d"]

    def test_however_often_something_is_moved_to_the_same_place_there_is_room(
        self, session: Session, world: World
    ) -> None:
        step = session.go(0)
        first, second, third = (wrote(world.officer, step, text) for text in "abc")
        for _round in range(30):
            boards.move_note(actor=world.officer, note=third, column="hinder", after=first.pk)
            boards.move_note(actor=world.officer, note=second, column="hinder", after=first.pk)
            first.refresh_from_db()
            assert [one.text for one in in_column(step.pk, None, "hinder")] == ["a", "b", "c"]

    def test_notes_are_gathered_named_and_let_go(self, session: Session, world: World) -> None:
        step = session.go(0)
        notes = [wrote(world.officer, step, text) for text in "abc"]
        group = boards.make_group(
            actor=world.representative,
            step=step,
            group=uuid.uuid4(),
            notes=[notes[0].pk, notes[2].pk],
            title="Samma sak",
        )
        assert [one.text for one in group.notes.order_by("rank")] == ["a", "c"]
        boards.remove_note(actor=world.officer, note=notes[0])
        assert Group.objects.get(pk=group.pk).title == "Samma sak"
        boards.dissolve_group(actor=world.representative, group=group)
        assert [str(one) for one in in_column(step.pk, None, "hinder")] == ["c", "b"]

    def test_nobody_but_hosts_arranges_where_the_plan_says_so(self, world: World) -> None:
        session = running(world, {**BOARD, "settings": {**BOARD["settings"], "grouping": "hosts"}})
        step = session.go(0)
        note, other = wrote(world.officer, step), wrote(world.officer, step, "En till")
        with pytest.raises(Forbidden):
            boards.move_note(actor=world.representative, note=note, column="hjalp")
        with pytest.raises(Forbidden):
            boards.make_group(actor=world.officer, step=step, group=uuid.uuid4(), notes=[note.pk, other.pk])
        boards.move_note(actor=session.facilitator, note=note, column="hjalp")

    def test_words_that_should_not_have_been_written_are_gone_everywhere(self, session: Session, world: World) -> None:
        note = wrote(world.officer, session.go(0), "Anna på Soc")
        with pytest.raises(Forbidden):
            boards.redact_note(actor=world.representative, note=note, reason="person")
        boards.redact_note(actor=session.facilitator, note=note, reason="person")
        for actor in (world.officer, world.representative, session.facilitator):
            assert "Anna på Soc" not in str(workshop_snapshot(actor, session.now()))
        assert "Anna" not in str([event.data for event in Event.objects.all()])

    def test_words_that_came_late_are_taken_out_of_the_basket_too(self, session: Session, world: World) -> None:
        step = session.go(0)
        sessions.close_step(actor=session.facilitator, step=step)
        late = wrote(world.officer, Step.objects.get(pk=step.pk), "Anna på Soc")
        note = boards.take_in(actor=session.facilitator, late=late)
        boards.redact_note(actor=session.facilitator, note=note, reason="person")
        assert "Anna på Soc" not in str(workshop_snapshot(session.facilitator, session.now()))
