"""Dots and answers: counted once however often they are sent, changed while the box is open, and nobody's in the end."""

import json
import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.actor import NOBODY
from events import clock
from events.errors import Conflict, Forbidden, Invalid
from events.models import Event, StoredAnswer
from tests.workshops.choosing import POLL, QUESTIONS, VOTE, answer, dot, polling, running_too, voting, write
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.world import World
from tests.world import world as build
from workshops.ballots import actions as ballots
from workshops.ballots.answers import checked as fitting
from workshops.ballots.models import Ballot, Item
from workshops.boards import actions as boards
from workshops.boards.models import Late, Note
from workshops.plans.models import Step
from workshops.plans.settings import checked
from workshops.sessions import actions as sessions
from workshops.sessions.snapshot import workshop_snapshot
from workshops.tables.models import Sitting, Table

pytestmark = pytest.mark.django_db
Together = Callable[[Sequence[Callable[[], Any]]], list[Any]]


def now(step: Step) -> Step:
    return Step.objects.select_related("workshop").get(pk=step.pk)


def close(session: Session, step: Step) -> Step:
    sessions.close_step(actor=session.facilitator, step=step)
    return now(step)


def tally(session: Session, step: Step, actor: Any = None) -> dict[str, Any]:
    views = workshop_snapshot(actor or session.world.representative, session.now())["views"]
    (found,) = [view for view in views if view["kind"] == "tally" and view["id"] == str(step.pk)]
    return dict(found)


def results(session: Session, step: Step, question: str) -> dict[str, Any]:
    return dict(tally(session, step)["results"]["questions"][question])


def mine(actor: Any, session: Session) -> dict[str, Any]:
    return dict(workshop_snapshot(actor, session.now())["mine"])


class TestWhatIsVotedOn:
    def test_is_the_notes_and_groups_of_the_board_in_its_order_frozen_when_the_vote_opens(self, world: World) -> None:
        session = running(world, BOARD, VOTE)
        board = session.go(0)
        first, second, third, fourth = write(world.officer, board, "a", "b", "c", "d")
        boards.move_note(actor=world.officer, note=first, column="hjalp")
        named = boards.make_group(
            actor=world.chair, step=board, group=uuid.uuid4(), notes=[second.pk, third.pk], title="Tid"
        )
        vote = session.go(1)
        assert [item.text for item in vote.items.all()] == ["Tid", "d", "a"]
        boards.edit_note(actor=session.facilitator, note=Note.objects.get(pk=fourth.pk), text="Annat", expected=1)
        boards.name_group(actor=session.facilitator, group=named, title="Tidsbrist")
        session.go(0)
        session.go(1)
        assert [item.text for item in vote.items.all()] == ["Tid", "d", "a"]

    def test_of_a_group_without_a_title_is_what_its_notes_say(self, world: World) -> None:
        session = running(world, BOARD, VOTE)
        board = session.go(0)
        notes = write(world.officer, board, "Ingen tid", "x" * 495)
        boards.make_group(actor=world.chair, step=board, group=uuid.uuid4(), notes=[note.pk for note in notes])
        (item,) = session.go(1).items.all()
        assert item.text.startswith("Ingen tid · xxx")
        assert len(item.text) == 500

    def test_is_never_what_is_hidden_from_the_room(self, world: World) -> None:
        session = running(world, HIDDEN, VOTE)
        board = session.go(0)
        write(world.officer, board, "Bara min")
        with pytest.raises(Conflict, match="Visa dem först"):
            session.go(1)
        assert not Item.objects.exists()
        assert session.now().step_id == board.pk
        assert now(board).state == "open"
        assert "Bara min" not in str(workshop_snapshot(world.representative, session.now()))
        sessions.reveal(actor=session.facilitator, step=now(board))
        assert [item.text for item in session.go(1).items.all()] == ["Bara min"]

    def test_is_of_tables_only_what_was_collected(self, world: World) -> None:
        plan = {"type": "tables", "title": "Vid borden", "settings": {"columns": BOARD["settings"]["columns"]}}
        session = running(world, plan, VOTE)
        step = session.go(0)
        Sitting.objects.filter(step=step).delete()
        step.tables.all().delete()
        people = (world.officer, world.representative)
        tables = [Table.objects.create(step=step, number=number) for number in (7, 8)]
        for table, who in zip(tables, people, strict=True):
            Sitting.objects.create(step=step, table=table, participant=session.place(who), reason="spread")
            write(who, step, f"Bord {table.number}")
        with pytest.raises(Conflict, match="Samla in"):
            session.go(1)
        Table.objects.filter(pk=tables[0].pk).update(collected=True)
        assert [item.text for item in session.go(1).items.all()] == ["Bord 7"]

    def test_a_vote_on_nothing_does_not_open(self, world: World) -> None:
        session = running(world, BOARD, VOTE)
        board = session.go(0)
        with pytest.raises(Conflict, match="inget att rösta om"):
            session.go(1)
        write(world.officer, board, "Nu finns det något")
        assert session.go(1).items.count() == 1

    def test_words_taken_out_of_a_note_are_gone_from_what_is_voted_on(self, world: World) -> None:
        session = running(world, BOARD, VOTE)
        board = session.go(0)
        alone, one, two, moved = write(world.officer, board, "Anna på Soc", "Per på AF", "Ingen tid", "Lisa på IFO")
        boards.make_group(actor=world.chair, step=board, group=uuid.uuid4(), notes=[one.pk, two.pk, moved.pk], title="")
        vote = session.go(1)
        boards.move_note(actor=session.facilitator, note=Note.objects.get(pk=moved.pk), column="hjalp")
        for note in (alone, one, moved):
            boards.redact_note(actor=session.facilitator, note=Note.objects.get(pk=note.pk), reason="person")
        assert {item.text for item in vote.items.all()} == {"", "… · Ingen tid · …"}
        for actor in (world.officer, world.representative, session.facilitator):
            shown = str(workshop_snapshot(actor, session.now()))
            assert not [name for name in ("Anna", "Per på", "Lisa") if name in shown]


class TestDots:
    def test_are_said_as_a_whole_so_that_the_same_sent_twice_is_once(self, world: World) -> None:
        session, step = voting(world)
        assert list(dot(world.officer, step, 0, 3).values()) == [3]
        version, told = now(step).tally_version, Event.objects.count()
        assert list(dot(world.officer, step, 0, 3).values()) == [3]
        assert (now(step).tally_version, Event.objects.count()) == (version, told)
        dot(world.officer, step, 0, 1)
        dot(world.officer, step, 1, 3)
        assert sorted(mine(world.officer, session)["dots"][str(step.pk)].values()) == [1, 3]
        dot(world.officer, step, 0, 0)
        dot(world.officer, step, 1, 0)
        assert mine(world.officer, session)["dots"] == {}
        assert tally(session, step)["given"] == 0

    def test_suffice_only_as_far_as_the_plan_says(self, world: World) -> None:
        _session, step = voting(world)
        for wrong in (4, -1):
            with pytest.raises(Invalid):
                dot(world.officer, step, 0, wrong)
        dot(world.officer, step, 0, 3)
        with pytest.raises(Conflict):
            dot(world.officer, step, 1, 3)
        dot(world.officer, step, 1, 2)
        dot(world.representative, step, 1, 3)

    def test_go_on_nothing_else_than_what_is_voted_on(self, world: World) -> None:
        _session, step = voting(world)
        for item in (uuid.uuid4(), Note.objects.first().pk):  # type: ignore[union-attr]
            with pytest.raises(Invalid):
                ballots.put_dots(actor=world.officer, step=step, item=item, dots=1)

    def test_are_refused_when_the_step_is_closed_or_the_room_is_locked(self, world: World) -> None:
        session, step = voting(world)
        dot(world.officer, step, 0, 1)
        sessions.lock_room(actor=session.facilitator, workshop=session.now())
        with pytest.raises(Conflict, match="inte att skicka något just nu"):
            dot(world.officer, step, 0, 2)
        sessions.unlock_room(actor=session.facilitator, workshop=session.now())
        close(session, step)
        with pytest.raises(Conflict, match="stängt"):
            dot(world.officer, step, 0, 2)
        assert list(dot(world.officer, step, 0, 1).values()) == [1], "sent again, as it was counted"

    def test_are_for_people_in_the_room(self, world: World) -> None:
        _session, step = voting(world)
        for stranger in (world.outsider, world.secretary, NOBODY):
            with pytest.raises(Forbidden):
                dot(stranger, step, 0, 1)

    def test_stay_when_the_step_is_opened_again(self, world: World) -> None:
        session, step = voting(world)
        dot(world.officer, step, 0, 2)
        session.go(0)
        session.go(1)
        assert tally(session, step)["given"] == 1
        dot(world.officer, step, 1, 3)
        with pytest.raises(Conflict):
            dot(world.officer, step, 2, 1)

    def test_are_shown_to_nobody_before_the_hosts_reveal_them(self, world: World) -> None:
        session, step = voting(world)
        dot(world.officer, step, 0, 2)
        dot(session.guests["Gunilla"], step, 0, 3)
        dot(session.guests["Gunilla"], step, 2, 1)
        for actor in (world.officer, session.facilitator, session.guests["Gunilla"]):
            assert tally(session, step, actor) == {**tally(session, step), "given": 2, "results": None}
        sessions.reveal(actor=session.facilitator, step=step)
        assert list(tally(session, step)["results"]["items"].values()) == [5, 0, 1]

    def test_are_counted_before_all_eyes_where_the_plan_says_so(self, world: World) -> None:
        session, step = voting(world, plan=running_too(VOTE))
        assert list(tally(session, step)["results"]["items"].values()) == [0, 0, 0]
        dot(world.officer, step, 1, 2)
        assert list(tally(session, step)["results"]["items"].values()) == [0, 2, 0]

    def test_a_vote_that_has_not_begun_has_no_tally(self, world: World) -> None:
        session = running(world, BOARD, VOTE, POLL)
        write(world.officer, session.go(0), "a")
        kinds = [view["kind"] for view in workshop_snapshot(world.officer, session.now())["views"]]
        assert "tally" not in kinds
        with pytest.raises(Conflict, match="inte börjat"):
            answer(world.officer, session.steps[2], text="Redan nu")


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    @pytest.fixture
    def world(self, db: None) -> World:
        """The council, committed, so that other connections see it."""
        return build()

    def test_somebody_with_many_devices_cannot_spend_more_than_they_have(
        self, world: World, in_threads: Together
    ) -> None:
        _session, step = voting(world, *"abcdef")
        answers = in_threads([partial(dot, world.officer, step, place, 3) for place in range(6)])
        assert sorted(isinstance(one, Conflict) for one in answers) == [False] + [True] * 5, answers
        assert [list(ballot.choices.values()) for ballot in Ballot.objects.all()] == [[3]]

    def test_of_dots_and_answers_that_come_at_once_none_is_lost(self, world: World, in_threads: Together) -> None:
        session, step = voting(world, *"abc", plan=running_too(VOTE))
        people = [world.officer, world.representative, world.manager, session.guests["Gunilla"]]
        work = [partial(dot, who, step, place, 1) for who in people for place in range(3)]
        assert [one for one in in_threads(work) if isinstance(one, Exception)] == []
        assert list(tally(session, step)["results"]["items"].values()) == [4, 4, 4]
        told = Event.objects.filter(type="workshops.tally_changed", data__tally=str(step.pk))
        assert told.count() == len(work) + 1

    def test_of_answers_of_one_person_sent_at_once_each_is_kept(self, world: World, in_threads: Together) -> None:
        session, step = polling(world)
        given: dict[str, Any] = {"en": "ja", "flera": ["ja"], "skala": 0, "ord": ["Tid"], "text": "Mer tid"}
        work = [partial(answer, world.officer, step, **{question: value}) for question, value in given.items()]
        assert [one for one in in_threads(work) if isinstance(one, Exception)] == []
        assert mine(world.officer, session)["answers"] == {str(step.pk): given}


class TestAnswers:
    def test_join_those_given_before_and_null_takes_one_back(self, world: World) -> None:
        session, step = polling(world)
        answer(world.officer, step, en="ja", skala=0)
        answer(world.officer, step, en="nej", text=" Mer tid ")
        answer(world.officer, step, skala=None)
        assert mine(world.officer, session)["answers"] == {str(step.pk): {"en": "nej", "text": "Mer tid"}}
        answer(world.officer, step, en=None, text="")
        assert mine(world.officer, session)["answers"] == {}
        assert tally(session, step)["given"] == 0

    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("en", "kanhända"), ("en", ["ja"]), ("en", 1), ("en", {"ja": 1}),
            ("flera", ["ja", "nej", "kanske"]), ("flera", ["ja", "ja"]), ("flera", "ja"), ("flera", [["ja"]]),
            ("skala", 5), ("skala", -1), ("skala", True), ("skala", 2.5), ("skala", "3"),
            ("ordning", ["ja", "ja"]), ("ordning", ["annat"]),
            ("ord", ["a", "b", "c", "d"]), ("ord", ["x" * 41]), ("ord", "a"), ("ord", [1]), ("ord", ["811228-9874"]),
            ("ord", ["811228", "9874"]),
            ("text", "x" * 501), ("text", ["a"]), ("text", "Ring 19811228-9874"), ("text", "\0"),
        ],
    )  # fmt: skip
    def test_do_not_fit_every_question(self, question: str, value: object) -> None:
        asked = {one["id"]: one for one in checked("poll", {"questions": QUESTIONS})["questions"]}
        with pytest.raises(Invalid):
            fitting(asked[question], value)

    def test_that_do_not_fit_are_refused_with_all_that_was_sent_along(self, world: World) -> None:
        _session, step = polling(world)
        for wrong in ({"skala": 17}, {"finns-inte": "a"}, {"text": "Ring 19811228-9874"}):
            with pytest.raises(Invalid):
                answer(world.officer, step, en="ja", **wrong)
        assert not Ballot.objects.exists()

    def test_are_counted_by_the_kind_of_question(self, world: World) -> None:
        session, step = polling(world, running_too(POLL))
        first: dict[str, Any] = {
            "en": "ja", "flera": ["ja", "nej"], "skala": 0, "ordning": ["ja", "nej", "kanske"],
            "ord": ["Tid", "Språk", "tid "], "text": "Mer tid",
        }  # fmt: skip
        second: dict[str, Any] = {
            "en": "nej",
            "flera": ["nej"],
            "skala": 3,
            "ordning": ["nej"],
            "ord": ["TID", "pengar"],
        }
        answer(world.officer, step, **first)
        answer(session.guests["Gunilla"], step, **second)
        given = {question: results(session, step, question) for question in first}
        assert given["en"] == {"given": 2, "options": {"ja": 1, "nej": 1, "kanske": 0}}
        assert given["flera"] == {"given": 2, "options": {"ja": 1, "nej": 2, "kanske": 0}}
        assert given["skala"] == {"given": 2, "counts": {"0": 1, "1": 0, "2": 0, "3": 1, "4": 0}, "mean": 1.5}
        assert given["ordning"] == {
            "given": 2,
            "options": {
                "ja": {"mean": 1.75, "first": 1},
                "nej": {"mean": 1.5, "first": 1},
                "kanske": {"mean": 2.75, "first": 0},
            },
        }
        assert given["ord"] == {
            "given": 2,
            "words": [{"word": "tid", "count": 2}, {"word": "pengar", "count": 1}, {"word": "språk", "count": 1}],
        }
        assert given["text"] == {"given": 1, "texts": ["Mer tid"]}

    def test_before_there_are_any_every_question_is_there_with_nothing(self, world: World) -> None:
        session, step = polling(world, running_too(POLL))
        found = tally(session, step)
        assert found["given"] == 0
        assert {question["given"] for question in found["results"]["questions"].values()} == {0}
        assert results(session, step, "skala")["mean"] is None
        assert results(session, step, "ordning")["options"]["ja"] == {"mean": None, "first": 0}

    def test_in_ones_own_words_come_in_an_order_that_says_nothing_of_time(self, world: World) -> None:
        texts = [f"Svar {number}" for number in range(6)]
        orders = []
        for order in (texts, texts[::-1]):
            session, step = polling(world, running_too(POLL))
            for number, text in enumerate(order):
                answer(session.guest(f"Gäst {number}"), step, text=text)
            shown = results(session, step, "text")["texts"]
            assert sorted(shown) == texts
            again = [ballot.choices["text"] for ballot in Ballot.objects.filter(step=step)]
            orders.append((shown, again))
        assert [shown for shown, sent in orders if shown in (texts, texts[::-1], sent)] == []

    def test_a_check_in_and_an_evaluation_are_polls_too(self, world: World) -> None:
        for kind in ("checkin", "evaluation"):
            session, step = polling(world, {**POLL, "type": kind})
            answer(world.officer, step, skala=2)
            sessions.reveal(actor=session.facilitator, step=step)
            assert results(session, step, "skala")["mean"] == 2

    def test_there_are_none_to_give_where_nothing_is_asked(self, world: World) -> None:
        session, step = polling(world)
        with pytest.raises(Conflict):
            dot_anywhere(world.officer, step)
        board = session.go(1)
        with pytest.raises(Conflict):
            answer(world.officer, board, en="ja")


def dot_anywhere(actor: Any, step: Step) -> Any:
    return ballots.put_dots(actor=actor, step=step, item=uuid.uuid4(), dots=1)


class TestTooLate:
    def test_choices_are_refused_and_words_wait_for_the_hosts(self, world: World) -> None:
        session, step = polling(world)
        answer(world.officer, step, en="ja")
        closed = close(session, step)
        with pytest.raises(Conflict, match="stängt"):
            answer(world.officer, closed, en="nej")
        given = answer(world.officer, closed, en="nej", ord=["Tid", "Språk"], text="Jag hann inte")
        assert given.answers == {"en": "ja"}
        assert given.refused == ["en"]
        assert {(late.column, late.text) for late in given.late} == {("ord", "Tid\nSpråk"), ("text", "Jag hann inte")}
        waiting = [one["text"] for one in mine(world.officer, session)["late"]]
        assert sorted(waiting) == ["Jag hann inte", "Tid\nSpråk"]
        assert "Jag hann inte" not in str(workshop_snapshot(world.representative, session.now()))

    def test_words_that_are_taken_in_count_as_if_they_had_come_in_time(self, world: World) -> None:
        session, step = polling(world)
        answer(world.officer, step, text="För tidigt", en="ja")
        given = answer(world.officer, close(session, step), ord=["Tid", "Språk"], text="Jag hann inte")
        for late in given.late:
            boards.take_in(actor=session.facilitator, late=late)
            boards.take_in(actor=session.facilitator, late=late)
        sessions.reveal(actor=session.facilitator, step=now(step))
        assert results(session, step, "text")["texts"] == ["Jag hann inte"]
        assert {one["word"] for one in results(session, step, "ord")["words"]} == {"tid", "språk"}
        assert tally(session, step)["given"] == 1

    def test_words_sent_twice_wait_once_and_other_words_take_their_place(self, world: World) -> None:
        session, step = polling(world)
        closed = close(session, step)
        for text in ("Jag hann inte", "Jag hann inte", "Jag hann ändå"):
            answer(world.officer, closed, text=text)
        answer(world.representative, closed, text="Inte jag heller")
        assert {late.text for late in Late.objects.all()} == {"Jag hann ändå", "Inte jag heller"}

    def test_who_answers_when_the_step_is_open_again_waits_for_nobody(self, world: World) -> None:
        session, step = polling(world)
        (late,) = answer(world.officer, close(session, step), text="Sent").late
        session.go(1)
        answer(world.officer, session.go(0), text="I tid")
        boards.take_in(actor=session.facilitator, late=late)
        assert mine(world.officer, session)["answers"] == {str(step.pk): {"text": "I tid"}}

    def test_who_needs_more_time_has_it(self, world: World) -> None:
        session, step = polling(world)
        sessions.give_extra_time(actor=session.facilitator, participant=session.place(world.officer), extra=50)
        assert step.ends_at is not None
        assert step.opened_at is not None
        with clock.at(step.ends_at + (step.ends_at - step.opened_at) / 4):
            assert not answer(world.officer, step, text="Jag hann").late
            assert answer(world.representative, step, text="Jag hann inte").late


class TestRedaction:
    def test_words_are_gone_from_all_ballots_and_from_what_came_late(self, world: World) -> None:
        session, step = polling(world)
        answer(world.officer, step, text="Anna på Soc", ord=["Anna", "Tid"])
        answer(world.manager, step, text="Anna på Soc är bra")
        closed = close(session, step)
        answer(world.representative, closed, text="Anna på Soc", ord=["ANNA"])
        with pytest.raises(Forbidden):
            ballots.redact_answer(actor=world.officer, step=closed, question="text", text="Anna på Soc")
        for question, text in (("text", "Anna på Soc"), ("ord", "anna")):
            ballots.redact_answer(actor=world.chair, step=closed, question=question, text=text)
        sessions.reveal(actor=session.facilitator, step=now(step))
        assert results(session, step, "text")["texts"] == ["Anna på Soc är bra"]
        assert results(session, step, "ord")["words"] == [{"word": "tid", "count": 1}]
        assert {(late.text, late.state) for late in Late.objects.all()} == {("", "left")}
        with pytest.raises(Conflict):
            boards.take_in(actor=session.facilitator, late=Late.objects.first())

    def test_is_logged_with_the_host_and_without_the_words(self, world: World) -> None:
        _session, step = polling(world)
        answer(world.officer, step, text="Anna på Soc")
        ballots.redact_answer(actor=world.chair, step=step, question="text", text="Anna på Soc")
        ballots.redact_answer(actor=world.chair, step=step, question="text", text="Finns inte")
        told = Event.objects.get(type="workshops.answer_redacted")
        assert told.actor == world.chair.ref
        assert "Anna" not in str([event.data for event in Event.objects.all()])

    def test_is_of_words_alone(self, world: World) -> None:
        session, step = polling(world)
        for here, question in ((step, "en"), (step, "finns-inte"), (session.steps[1], "text")):
            with pytest.raises(Invalid):
                ballots.redact_answer(actor=world.chair, step=here, question=question, text="ja")


def sent(browser: Client, method: str, path: str, **body: Any) -> Any:
    return browser.generic(
        method, f"/api/v1/{path}", json.dumps(body), content_type="application/json", HTTP_IDEMPOTENCY_KEY="nyckel-1"
    )


@pytest.fixture
def browser(world: World) -> Client:
    client = Client()
    client.force_login(world.officer.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestOverTheNet:
    def test_dots_are_answered_with_what_is_left(self, world: World, browser: Client) -> None:
        _session, step = voting(world)
        item = str(step.items.first().pk)  # type: ignore[union-attr]
        told = sent(browser, "PUT", f"workshop-steps/{step.pk}/dots", item=item, dots=2)
        assert (told.status_code, told.json()) == (200, {"dots": {item: 2}, "left": 3})

    def test_answers_are_accepted_for_later_when_they_come_too_late(self, world: World, browser: Client) -> None:
        session, step = polling(world)
        told = sent(browser, "PUT", f"workshop-steps/{step.pk}/answers", answers={"skala": 0, "en": None})
        assert (told.status_code, told.json()["answers"]) == (200, {"skala": 0})
        close(session, step)
        told = sent(browser, "PUT", f"workshop-steps/{step.pk}/answers", answers={"text": "Sent", "skala": 1})
        assert (told.status_code, told.json()["refused"]) == (202, ["skala"])
        assert told.json()["late"][0]["text"] == "Sent"
        told = sent(browser, "PUT", f"workshop-steps/{step.pk}/answers", answers={"skala": 1})
        assert told.status_code == 409

    def test_what_does_not_fit_is_told_by_question(self, world: World, browser: Client) -> None:
        _session, step = polling(world)
        told = sent(browser, "PUT", f"workshop-steps/{step.pk}/answers", answers={"skala": 17})
        assert (told.status_code, list(told.json()["errors"])) == (422, ["answers.skala"])

    def test_a_host_takes_words_out(self, world: World) -> None:
        session, step = polling(world, running_too(POLL))
        answer(world.officer, step, text="Anna på Soc")
        client = Client()
        client.force_login(world.chair.person, backend="django.contrib.auth.backends.ModelBackend")
        told = sent(client, "POST", f"workshop-steps/{step.pk}/answers/redact", question="text", text="Anna på Soc")
        assert told.json() == json.loads(json.dumps(tally(session, step)))
        assert told.json()["given"] == 0


def rows_with(*marks: str) -> set[str]:
    """Return the tables in which a row holds one of these."""
    found = set()
    for model in apps.get_models():
        for row in model._base_manager.values_list():
            if any(mark in str(row) for mark in marks):
                found.add(model._meta.label)
    return found


class TestSecrecy:
    def test_nothing_that_is_stored_joins_a_person_to_a_ballot(self, world: World, browser: Client) -> None:
        session, step = voting(world, naming="named")
        item = str(step.items.first().pk)  # type: ignore[union-attr]
        assert sent(browser, "PUT", f"workshop-steps/{step.pk}/dots", item=item, dots=2).status_code == 200
        ballot, place = Ballot.objects.get(), session.place(world.officer)
        assert rows_with(str(ballot.pk), ballot.pk.hex, ballot.owner) == {"workshops.Ballot"}
        kept = str(Ballot.objects.values_list().get())
        for who in (place.pk, world.officer.person.pk, world.officer.membership_id, place.organisation_id):
            assert str(who) not in kept
        told = Event.objects.filter(data__tally=str(step.pk))
        assert {(event.actor, event.acting_for) for event in told} == {("unsigned", "")}
        assert {frozenset(event.data) for event in told} == {frozenset({"workshop", "tally"})}
        assert not StoredAnswer.objects.exists()

    def test_words_that_came_late_are_as_secret_even_where_the_step_is_signed(
        self, world: World, browser: Client
    ) -> None:
        session, step = polling(world, naming="named")
        close(session, step)
        assert sent(browser, "PUT", f"workshop-steps/{step.pk}/answers", answers={"text": "Sent"}).status_code == 202
        late = Late.objects.get()
        assert (late.author_id, late.signature) == (None, "")
        assert rows_with(late.owner) == {"workshops.Late"}
        views = workshop_snapshot(session.facilitator, session.now())["views"]
        assert [view["by"] for view in views if view["kind"] == "late"] == [None]
        boards.take_in(actor=session.facilitator, late=late)
        assert not StoredAnswer.objects.exists()

    def test_what_one_chose_is_shown_to_nobody_else(self, world: World) -> None:
        session, step = polling(world)
        answer(world.officer, step, text="Bara min", en="ja")
        for actor in (world.representative, session.facilitator, session.guests["Gunilla"]):
            assert "Bara min" not in str(workshop_snapshot(actor, session.now()))
        assert "Bara min" in str(mine(world.officer, session))

    def test_in_another_step_the_same_person_has_another_mark(self, world: World) -> None:
        session = running(world, POLL, {**POLL, "settings": {"questions": QUESTIONS[:1]}})
        answer(world.officer, session.go(0), en="ja")
        answer(world.officer, session.go(1), en="ja")
        assert len({ballot.owner for ballot in Ballot.objects.all()}) == 2
