"""Questions with a clock: put to an organisation, answered by it, and overdue when the day has passed."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from council.rooms.actions import answer_question, archive_room, ask_question, delete_message, withdraw_question
from council.rooms.models import Message, Question
from council.rooms.queries import is_overdue, open_questions
from events import clock
from events.errors import Conflict, Forbidden, Invalid
from events.models import Event
from tests.browsers import open_browser
from tests.council.conftest import Call
from tests.world import World, said

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def put(world: World, message: Message, *, to: str = "asf", days: int = 7) -> Question:
    return ask_question(
        actor=world.officer, message=message, organisation=world.organisations[to], due=clock.today() + days * DAY
    )


@pytest.fixture
def question(world: World, message: Message) -> Question:
    return put(world, message)


class TestAsking:
    def test_it_is_open_until_its_day_has_passed(self, world: World, question: Question, call: Call) -> None:
        def shown() -> dict[str, object]:
            return call(world.chair).get(f"messages/{question.message_id}").json()["question"]

        assert (shown()["state"], shown()["overdue"], shown()["due"]) == ("open", False, question.due.isoformat())
        with time_machine.travel(clock.now() + 7 * DAY):
            assert shown()["overdue"] is False
        with time_machine.travel(clock.now() + 8 * DAY):
            assert shown()["overdue"] is True

    def test_the_day_ends_at_midnight_in_sweden(self, world: World, question: Question) -> None:
        Question.objects.filter(pk=question.pk).update(due=date(2026, 7, 1))
        question.refresh_from_db()

        with time_machine.travel("2026-07-01 21:59Z", tick=False):
            assert not is_overdue(question)
        with time_machine.travel("2026-07-01 22:01Z", tick=False):
            assert is_overdue(question)

    def test_it_can_be_asked_with_the_message_itself(self, world: World, call: Call) -> None:
        asked = {"organisation": str(world.organisations["asf"].pk), "due": (clock.today() + DAY).isoformat()}
        made = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": "När?", "question": asked})

        assert made.json()["question"]["organisation"]["short_name"] == "Tråden"
        assert Event.objects.filter(type="council.question_asked", primary=True).count() == 1

    def test_the_asked_organisation_hears_of_it(self, world: World, question: Question) -> None:
        streams = Event.objects.filter(type="council.question_asked").values_list("stream__name", flat=True)

        assert set(streams) == {world.open_room.stream, f"organisation:{world.organisations['asf'].pk}"}

    @pytest.mark.parametrize("days", [-1, -400, 367, 9000])
    def test_a_day_that_does_not_fit_is_refused(self, world: World, message: Message, days: int) -> None:
        with pytest.raises(Invalid) as caught:
            put(world, message, days=days)
        assert set(caught.value.fields) == {"due"}

    @pytest.mark.parametrize("days", [0, 1, 366])
    def test_today_and_a_year_ahead_fit(self, world: World, message: Message, days: int) -> None:
        assert put(world, message, days=days).pk

    def test_an_organisation_without_a_seat_is_not_asked(self, world: World, message: Message) -> None:
        with pytest.raises(Invalid) as caught:
            put(world, message, to="outside")
        assert set(caught.value.fields) == {"organisation"}

    @pytest.mark.parametrize("body", [{}, {"organisation": "x", "due": "y"}, {"organisation": None, "due": None}])
    def test_a_broken_question_is_told_field_by_field(
        self, world: World, message: Message, call: Call, body: dict[str, object]
    ) -> None:
        answer = call(world.officer).post(f"messages/{message.pk}/question", body)

        assert (answer.status_code, set(answer.json()["errors"])) == (422, {"organisation", "due"})

    def test_an_unknown_organisation_is_not_found(self, world: World, message: Message, call: Call) -> None:
        body = {"organisation": str(uuid.uuid4()), "due": clock.today().isoformat()}

        assert call(world.officer).post(f"messages/{message.pk}/question", body).status_code in {404, 422}

    def test_a_message_is_one_question(self, world: World, question: Question) -> None:
        with pytest.raises(Conflict):
            put(world, question.message)

    def test_a_refused_question_leaves_no_message(self, world: World, call: Call) -> None:
        asked = {"organisation": str(world.organisations["outside"].pk), "due": clock.today().isoformat()}
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": "När?", "question": asked})

        assert answer.status_code == 422
        assert not Message.objects.exists()

    @pytest.mark.parametrize("due", ["", "snart", "2026-13-45"])
    def test_a_form_with_a_broken_day_keeps_what_was_typed(self, world: World, due: str) -> None:
        form = {"text": "När kan ni?", "organisation": str(world.organisations["asf"].pk), "due": due}
        answer = open_browser(world.officer.person).post("/rad/sjoby/rum/upphandling/skriv/", form)

        assert answer.status_code == 422
        assert "När kan ni?" in answer.content.decode()
        assert answer.context["compose"]["errors"]["due"]
        assert not Message.objects.exists()


class TestAnswering:
    def test_the_asked_organisation_answers(self, world: World, question: Question, call: Call) -> None:
        reply = said(world.representative, world.open_room, "I mars.", reply_to=question.message_id)
        shown = call(world.representative).post(f"questions/{question.pk}/answer", {"message": str(reply.pk)}).json()

        assert (shown["question"]["state"], shown["question"]["answer"]) == ("answered", str(reply.pk))
        assert shown["question"]["answered_at"]
        assert shown["question"]["overdue"] is False

    def test_others_do_not_answer_for_it(self, world: World, question: Question) -> None:
        reply = said(world.officer, world.open_room, "Jag svarar själv.")

        with pytest.raises(Forbidden):
            answer_question(actor=world.officer, question=question, message=reply.pk)

    def test_the_answer_itself_comes_from_the_asked_organisation(self, world: World, question: Question) -> None:
        other = said(world.officer, world.open_room, "Jag svarar själv.")

        for who in (world.representative, world.chair):
            with pytest.raises(Invalid):
                answer_question(actor=who, question=question, message=other.pk)

    def test_the_answer_lies_in_the_same_room(self, world: World, question: Question) -> None:
        elsewhere = said(world.representative, world.closed_room, "I mars.")

        with pytest.raises(Invalid):
            answer_question(actor=world.representative, question=question, message=elsewhere.pk)

    def test_a_question_does_not_answer_itself(self, world: World) -> None:
        own = said(world.representative, world.open_room, "Vad tycker vi själva?")
        question = ask_question(
            actor=world.officer, message=own, organisation=world.organisations["asf"], due=clock.today()
        )

        with pytest.raises(Invalid):
            answer_question(actor=world.representative, question=question, message=own.pk)

    def test_what_was_taken_back_is_no_answer(self, world: World, question: Question) -> None:
        reply = said(world.representative, world.open_room, "I mars.")
        delete_message(actor=world.representative, message=reply)

        with pytest.raises(Invalid):
            answer_question(actor=world.representative, question=question, message=reply.pk)

    def test_it_is_answered_once(self, world: World, question: Question) -> None:
        reply = said(world.representative, world.open_room, "I mars.")
        answer_question(actor=world.representative, question=question, message=reply.pk)

        with pytest.raises(Conflict):
            answer_question(actor=world.representative, question=question, message=reply.pk)
        with pytest.raises(Conflict):
            withdraw_question(actor=world.officer, question=question)

    @pytest.mark.parametrize(("days", "in_time"), [(7, True), (8, False)])
    def test_the_log_says_whether_it_was_in_time(
        self, world: World, question: Question, days: int, in_time: bool
    ) -> None:
        with time_machine.travel(clock.now() + days * DAY):
            reply = said(world.representative, world.open_room, "I mars.")
            answer_question(actor=world.representative, question=question, message=reply.pk)

        assert Event.objects.filter(type="council.question_answered").first().data["in_time"] is in_time

    def test_a_late_answer_is_no_longer_overdue(self, world: World, question: Question) -> None:
        with time_machine.travel(clock.now() + 30 * DAY):
            reply = said(world.representative, world.open_room, "I mars.")
            assert not is_overdue(answer_question(actor=world.representative, question=question, message=reply.pk))

    def test_a_reply_by_form_can_be_marked_as_the_answer(self, world: World, question: Question) -> None:
        client = open_browser(world.representative.person)
        client.post(
            "/rad/sjoby/rum/upphandling/skriv/",
            {"text": "I mars.", "reply_to": str(question.message_id), "answer": str(question.pk)},
        )

        question.refresh_from_db()
        assert (question.state, question.answer.text) == ("answered", "I mars.")

    def test_the_database_knows_no_answered_question_without_an_answer(self, question: Question) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.filter(pk=question.pk).update(state="answered")

    def test_nothing_is_answered_in_an_archived_room(self, world: World, question: Question) -> None:
        reply = said(world.representative, world.open_room, "I mars.")
        archive_room(actor=world.chair, room=world.open_room)

        with pytest.raises(Forbidden):
            answer_question(actor=world.representative, question=question, message=reply.pk)


class TestWithdrawing:
    def test_a_withdrawn_message_may_be_asked_anew(self, world: World, question: Question) -> None:
        withdraw_question(actor=world.officer, question=question)

        again = put(world, question.message, to="adviser")

        assert (again.state, again.organisation) == ("open", world.organisations["adviser"])

    def test_a_withdrawn_question_takes_no_answer(self, world: World, question: Question) -> None:
        reply = said(world.representative, world.open_room, "I mars.")
        withdraw_question(actor=world.officer, question=question)

        with pytest.raises(Conflict):
            answer_question(actor=world.representative, question=question, message=reply.pk)


class TestLists:
    def test_the_longest_overdue_stands_first(self, world: World, call: Call) -> None:
        for days in (9, 2, 5):
            put(world, said(world.officer, world.open_room, f"Om {days} dagar?"), days=days)

        with time_machine.travel(clock.now() + 6 * DAY):
            listed = call(world.chair).get("questions").json()["results"]
            shown = open_browser(world.chair.person).get("/rad/sjoby/").context["questions"]
        assert [(one["text"], one["question"]["overdue"]) for one in listed] == [
            ("Om 2 dagar?", True), ("Om 5 dagar?", True), ("Om 9 dagar?", False),
        ]  # fmt: skip
        assert [one["overdue"] for one in shown] == [True, True, False]

    def test_only_open_ones_in_rooms_one_may_read_are_listed(self, world: World, question: Question) -> None:
        inside = said(world.representative, world.closed_room, "Hemlig fråga?")
        ask_question(
            actor=world.representative, message=inside, organisation=world.organisations["asf"], due=clock.today()
        )

        assert {one.message_id for one in open_questions(world.officer)} == {question.message_id}
        assert open_questions(world.chair).count() == 2
        withdraw_question(actor=world.officer, question=question)
        assert not open_questions(world.officer).exists()

    @pytest.mark.parametrize("fate", ["delete", "hide"])
    def test_a_question_that_can_no_longer_be_read_is_not_listed(
        self, world: World, question: Question, fate: str, call: Call
    ) -> None:
        from council.rooms.actions import hide_message

        if fate == "delete":
            delete_message(actor=world.officer, message=question.message)
        else:
            hide_message(actor=world.chair, message=question.message, reason="Fel rum")

        assert not open_questions(world.chair).exists()

    def test_those_put_to_ones_own_organisation_wait_on_the_start_page(self, world: World, question: Question) -> None:
        assert open_browser(world.representative.person).get("/").context["questions"]
        assert not open_browser(world.officer.person).get("/").context["questions"]
