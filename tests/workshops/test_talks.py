"""The order of speakers suggests and the chair decides; a question has one voice of each person, and no names."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.actor import NOBODY
from events import clock
from events.errors import Conflict, Forbidden, Invalid
from events.models import Event
from tests.workshops.making import Session, running
from tests.workshops.meeting import IN_TURN, QUESTIONS, SPEAKING
from tests.world import World
from workshops.boards import actions as boards
from workshops.boards.models import Late
from workshops.plans.models import Step
from workshops.sessions import actions as sessions
from workshops.sessions.snapshot import workshop_snapshot
from workshops.talks import asking, speaking
from workshops.talks.models import Asked, Hand, Voice
from workshops.talks.queries import order_of

pytestmark = pytest.mark.django_db


def views(actor: Any, session: Session, kind: str) -> list[Any]:
    return [view for view in workshop_snapshot(actor, session.now())["views"] if view["kind"] == kind]


def up(actor: Any, step: Step) -> Hand:
    hand = speaking.set_hand(actor=actor, step=step, up=True)
    assert hand is not None
    return hand


def called(session: Session, hand: Hand) -> Hand:
    return speaking.call(actor=session.facilitator, step=hand.step, hand=hand.pk)


def next_in(step: Step) -> tuple[str, str] | None:
    found = order_of(step)["next"]
    return (Hand.objects.get(pk=found["hand"]).participant.name, found["reason"]) if found else None


class TestHands:
    @pytest.fixture
    def session(self, world: World) -> Session:
        return running(world, SPEAKING)

    @pytest.fixture
    def step(self, session: Session) -> Step:
        return session.go(0)

    def test_a_hand_that_is_raised_twice_is_up_once_and_everybody_sees_whose_it_is(
        self, session: Session, step: Step, world: World
    ) -> None:
        assert up(world.officer, step) == up(world.officer, step)
        (seen,) = views(session.guests["Gunilla"], session, "hand")
        assert (seen["name"], seen["organisation"], seen["state"]) == ("Officer", "Sjöby", "up")

    def test_a_hand_is_taken_down_by_its_owner_and_can_come_up_again(
        self, session: Session, step: Step, world: World
    ) -> None:
        first = up(world.officer, step)
        speaking.set_hand(actor=world.officer, step=step, up=False)
        assert views(world.officer, session, "hand") == []
        assert speaking.set_hand(actor=world.officer, step=step, up=False) is None
        assert up(world.officer, step) != first

    def test_one_speaks_at_a_time_and_calling_the_next_ends_the_turn(
        self, session: Session, step: Step, world: World
    ) -> None:
        first, second = up(world.officer, step), up(world.representative, step)
        called(session, first)
        assert called(session, first).state == Hand.State.SPEAKING
        with clock.at(clock.now() + timedelta(seconds=70)):
            called(session, second)
        first.refresh_from_db()
        assert first.state == Hand.State.DOWN
        assert order_of(step)["heard"] == [
            {"organisation": "Sjöby", "seconds": 70, "turns": 1},
            {"organisation": "Tråden", "seconds": 0, "turns": 1},
        ]

    def test_whoever_takes_their_hand_down_while_speaking_has_had_the_word(
        self, session: Session, step: Step, world: World
    ) -> None:
        called(session, up(world.officer, step))
        with clock.at(clock.now() + timedelta(seconds=30)):
            speaking.set_hand(actor=world.officer, step=step, up=False)
        assert order_of(step)["heard"] == [{"organisation": "Sjöby", "seconds": 30, "turns": 1}]

    def test_only_the_hosts_call_and_take_down_and_raise_for_others(
        self, session: Session, step: Step, world: World
    ) -> None:
        hand = up(world.officer, step)
        for other in (world.officer, world.representative, session.guests["Gunilla"], world.drafter, world.secretary):
            for deed in (speaking.call, speaking.end_turn, speaking.lower_hand):
                with pytest.raises(Forbidden):
                    deed(actor=other, step=step, hand=hand.pk)
            with pytest.raises(Forbidden):
                speaking.raise_hand_for(actor=other, step=step, participant=session.place(world.manager).pk)
        raised = speaking.raise_hand_for(actor=world.chair, step=step, participant=session.place(world.manager).pk)
        assert raised.participant == session.place(world.manager)
        assert speaking.lower_hand(actor=world.chair, step=step, hand=raised.pk).state == Hand.State.DOWN

    def test_nobody_outside_the_room_can_be_given_the_word(self, session: Session, step: Step, world: World) -> None:
        for nobody in (uuid.uuid4(), running(world, SPEAKING).place(world.officer).pk):
            with pytest.raises(Invalid):
                speaking.raise_hand_for(actor=world.chair, step=step, participant=nobody)
        with pytest.raises(Invalid):
            speaking.call(actor=world.chair, step=step, hand=uuid.uuid4())
        for stranger in (world.outsider, NOBODY):
            with pytest.raises(Forbidden):
                up(stranger, step)

    def test_a_hand_that_was_taken_down_is_not_called(self, session: Session, step: Step, world: World) -> None:
        hand = up(world.officer, step)
        speaking.set_hand(actor=world.officer, step=step, up=False)
        with pytest.raises(Conflict):
            called(session, hand)

    def test_the_log_does_not_say_who_raised_a_hand_but_it_says_who_gave_the_word(
        self, session: Session, step: Step, world: World
    ) -> None:
        called(session, up(world.officer, step))
        moved = Event.objects.get(type="workshops.hand_moved")
        assert (moved.actor, moved.acting_for) == ("unsigned", "")
        assert str(session.facilitator.person_id) in Event.objects.get(type="workshops.hand_led").actor

    def test_a_closed_list_takes_no_hands_and_its_last_turn_has_ended(
        self, session: Session, step: Step, world: World
    ) -> None:
        called(session, up(world.officer, step))
        waiting = up(world.manager, step)
        sessions.close_step(actor=session.facilitator, step=step)
        assert Hand.objects.filter(state=Hand.State.SPEAKING).count() == 0
        step.refresh_from_db()
        for deed in (lambda: up(world.representative, step), lambda: called(session, waiting)):
            with pytest.raises(Conflict):
                deed()
        assert next_in(step) == ("Manager", "only")

    def test_whoever_is_shown_out_waits_no_longer(self, session: Session, step: Step, world: World) -> None:
        up(world.officer, step)
        sessions.remove_participant(actor=session.facilitator, participant=session.place(world.officer))
        assert next_in(step) is None

    def test_other_steps_have_no_list(self, world: World) -> None:
        session = running(world, QUESTIONS)
        with pytest.raises(Conflict):
            up(world.officer, session.go(0))


class TestWhoIsNext:
    def test_one_who_waits_alone_is_the_only_one(self, world: World) -> None:
        step = running(world, SPEAKING).go(0)
        assert next_in(step) is None
        up(world.officer, step)
        assert next_in(step) == ("Officer", "only")

    def test_as_long_as_all_have_been_heard_alike_who_came_first_is_next(self, world: World) -> None:
        step = running(world, SPEAKING).go(0)
        up(world.officer, step)
        up(world.representative, step)
        assert next_in(step) == ("Officer", "first")

    def test_the_organisation_that_has_been_heard_least_is_next(self, world: World) -> None:
        session = running(world, SPEAKING)
        step = session.go(0)
        called(session, up(world.representative, step))
        with clock.at(clock.now() + timedelta(seconds=60)):
            speaking.set_hand(actor=world.representative, step=step, up=False)
            up(world.manager, step)  # Of the same organisation as the one who has spoken.
        up(world.officer, step)
        assert next_in(step) == ("Officer", "least_heard")

    def test_a_turn_that_goes_on_counts(self, world: World) -> None:
        session = running(world, SPEAKING)
        step = session.go(0)
        called(session, up(world.representative, step))
        up(world.manager, step)
        up(world.officer, step)
        assert next_in(step) == ("Officer", "least_heard")

    def test_guests_without_an_organisation_count_each_for_themselves(self, world: World) -> None:
        session = running(world, SPEAKING)
        step = session.go(0)
        one, two = session.guest("Ett"), session.guest("Två")
        called(session, up(one, step))
        speaking.set_hand(actor=one, step=step, up=False)
        up(one, step)
        up(two, step)
        assert next_in(step) == ("Två", "least_heard")

    def test_without_balance_it_is_first_come_first_served(self, world: World) -> None:
        session = running(world, IN_TURN)
        step = session.go(0)
        called(session, up(world.representative, step))
        up(world.manager, step)
        up(world.officer, step)
        assert next_in(step) == ("Manager", "first")

    def test_the_chair_may_take_anybody(self, world: World) -> None:
        session = running(world, SPEAKING)
        step = session.go(0)
        up(world.officer, step)
        assert called(session, up(world.representative, step)).state == Hand.State.SPEAKING


class TestQuestions:
    @pytest.fixture
    def session(self, world: World) -> Session:
        return running(world, QUESTIONS)

    @pytest.fixture
    def step(self, session: Session) -> Step:
        return session.go(0)

    def asked(self, actor: Any, step: Step, text: str = "Vem betalar?", question: uuid.UUID | None = None) -> Any:
        return asking.ask(actor=actor, step=step, question=question or uuid.uuid4(), text=text)

    def mine(self, actor: Any, session: Session) -> Any:
        return workshop_snapshot(actor, session.now())["mine"]

    def test_the_same_question_sent_twice_is_one_and_nobody_elses(self, step: Step, world: World) -> None:
        question = uuid.uuid4()
        assert self.asked(world.officer, step, question=question) == self.asked(world.officer, step, question=question)
        with pytest.raises(Conflict):
            self.asked(world.officer, step, "Något annat?", question=question)
        with pytest.raises(Conflict):
            self.asked(world.representative, step, question=question)
        assert step.asked.count() == 1

    def test_everybody_lends_one_voice_and_can_take_it_back(self, session: Session, step: Step, world: World) -> None:
        question = self.asked(world.officer, step)
        for actor, on in (
            (world.representative, True),
            (world.representative, True),
            (session.guests["Gunilla"], True),
            (session.guests["Gunilla"], False),
            (world.officer, True),
        ):
            asking.lend_voice(actor=actor, question=question, on=on)
        (seen,) = views(world.manager, session, "asked")
        assert seen["voices"] == 2
        assert self.mine(world.representative, session)["voices"] == [str(question.pk)]
        assert self.mine(session.guests["Gunilla"], session)["voices"] == []
        assert self.mine(world.officer, session)["asked"] == [str(question.pk)]

    def test_voices_of_questions_that_are_put_together_are_joined_one_for_each_person(
        self, session: Session, step: Step, world: World
    ) -> None:
        one, other, third = (self.asked(world.officer, step, f"{number}?") for number in range(3))
        for question, people in ((one, [world.officer, world.manager]), (other, [world.officer, world.chair])):
            for actor in people:
                asking.lend_voice(actor=actor, question=question, on=True)
        asking.merge_question(actor=world.chair, question=one, into=other.pk)
        asking.merge_question(actor=world.chair, question=Asked.objects.get(pk=other.pk), into=third.pk)
        seen = {view["text"]: view for view in views(world.manager, session, "asked")}
        assert seen["2?"]["voices"] == 3
        assert {seen["0?"]["merged_into"], seen["1?"]["merged_into"]} == {str(third.pk)}
        with pytest.raises(Conflict):
            asking.lend_voice(actor=world.representative, question=one, on=True)
        with pytest.raises(Invalid):
            asking.merge_question(actor=world.chair, question=third, into=third.pk)

    def test_the_hosts_mark_answered_reopen_and_remove(self, session: Session, step: Step, world: World) -> None:
        question = self.asked(world.officer, step, "Vad tänker Anna göra?")
        for deed in (asking.mark_answered, asking.reopen_question, asking.remove_question):
            with pytest.raises(Forbidden):
                deed(actor=world.officer, question=question)
        assert asking.mark_answered(actor=world.chair, question=question).state == Asked.State.ANSWERED
        assert asking.reopen_question(actor=world.chair, question=question).state == Asked.State.OPEN
        asking.remove_question(actor=world.chair, question=question)
        assert "Anna" not in str(workshop_snapshot(session.facilitator, session.now()))
        with pytest.raises(Conflict):
            asking.reopen_question(actor=world.chair, question=question)

    def test_what_comes_too_late_waits_and_becomes_a_question(self, session: Session, step: Step, world: World) -> None:
        question = self.asked(world.officer, step)
        sessions.close_step(actor=session.facilitator, step=step)
        step.refresh_from_db()
        late = self.asked(world.representative, step, "Hinner jag?")
        assert isinstance(late, Late)
        assert self.asked(world.representative, step, "Hinner jag?", question=late.pk) == late
        with pytest.raises(Conflict):
            asking.lend_voice(actor=world.manager, question=question, on=True)
        made = boards.take_in(actor=session.facilitator, late=late)
        assert (made.text, made.author, made.position) == ("Hinner jag?", session.place(world.representative), 2)

    def test_who_asked_is_shown_as_the_plan_and_the_hosts_say(self, session: Session, step: Step, world: World) -> None:
        self.asked(world.officer, step)
        (seen,) = views(world.manager, session, "asked")
        assert seen["by"]["participant"] == session.place(world.officer).pk
        sessions.hide_authors(actor=session.facilitator, step=step)
        (seen,) = views(world.manager, session, "asked")
        assert seen["by"] is None

    def test_in_a_step_without_names_nothing_joins_a_question_or_a_voice_to_a_person(self, world: World) -> None:
        session = running(world, {**QUESTIONS, "naming": "anonymous"})
        question = self.asked(world.officer, session.go(0))
        asking.lend_voice(actor=world.officer, question=question, on=True)
        place = session.place(world.officer)
        question.refresh_from_db()
        voice = Voice.objects.get()
        assert (question.author_id, question.signature) == (None, "")
        assert str(place.pk) not in question.owner + voice.owner
        told = Event.objects.filter(type="workshops.question_moved")
        assert {(event.actor, event.acting_for) for event in told} == {("unsigned", "")}
        assert str(place.pk) not in str([event.data for event in told])

    def test_no_questions_are_asked_in_other_steps(self, world: World) -> None:
        with pytest.raises(Conflict):
            self.asked(world.officer, running(world, SPEAKING).go(0))


class TestTheApi:
    def test_hands_go_up_and_down(self, world: World) -> None:
        session = running(world, SPEAKING)
        step, client = session.go(0), Client()
        client.force_login(world.officer.person)
        url = f"/api/v1/workshop-steps/{step.pk}/hand"
        assert client.put(url, {"up": False}, content_type="application/json").status_code == 204
        raised = client.put(url, {"up": True}, content_type="application/json").json()
        assert (raised["kind"], raised["state"], raised["step"]) == ("hand", "up", str(step.pk))
        (order,) = views(world.officer, session, "order")
        assert order["next"] == {"hand": raised["id"], "reason": "only"}
        assert client.put(url, {"up": False}, content_type="application/json").json()["state"] == "down"

    def test_a_late_question_is_answered_with_202(self, world: World) -> None:
        session = running(world, QUESTIONS)
        step, client = session.go(0), Client()
        client.force_login(world.officer.person)
        url = f"/api/v1/workshop-steps/{step.pk}/questions/"
        answer = client.put(f"{url}{uuid.uuid4()}", {"text": "Vem betalar?"}, content_type="application/json")
        assert (answer.status_code, answer.json()["state"], answer.json()["voices"]) == (200, "open", 0)
        sessions.close_step(actor=session.facilitator, step=step)
        answer = client.put(f"{url}{uuid.uuid4()}", {"text": "När?"}, content_type="application/json")
        assert (answer.status_code, answer.json()["kind"]) == (202, "late")
