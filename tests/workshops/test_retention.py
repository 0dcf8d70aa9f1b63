"""What time takes away: guests after a day, what people wrote after its days. What was concluded stays."""

import json
import uuid
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.utils import translation

from api.webhooks.offers import offered_to
from events import clock
from events.models import Event
from tests.workshops.choosing import POLL, VOTE, answer, dot
from tests.workshops.concluding import lifted, noted
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.world import World
from workshops.ballots.models import Ballot, Item
from workshops.boards import actions as boards
from workshops.boards.models import Group, Late, Note
from workshops.plans.models import Workshop
from workshops.records.files import as_json, notes_of
from workshops.records.record import record_of
from workshops.records.upkeep import dispose_of_raw_material, forget_the_guests
from workshops.sessions import actions as sessions
from workshops.sessions.models import Participant
from workshops.sessions.queries import rooms_of
from workshops.talks import asking
from workshops.talks.models import Asked, Voice

pytestmark = pytest.mark.django_db

ASKING = {"type": "questions", "title": "Frågor"}
SECRETS = ("Ingen svarar", "För sent", "Dold lapp", "tillit", "Mer tid", "Varför dröjer det?")


@pytest.fixture
def over(world: World) -> Session:
    """Return a workshop that is over, with something in every place where people write."""
    session = running(world, BOARD, VOTE, POLL, ASKING, HIDDEN, title="Hinder", raw_days=30)
    board = session.go(0)
    first, second = noted(session, "Ingen svarar", step=board), noted(session, "Ingen svarar alls", step=board)
    boards.make_group(actor=world.chair, step=board, group=uuid.uuid4(), notes=[first.pk, second.pk], title="Samma")
    dot(world.officer, session.go(1), 0, 3)
    boards.write_note(actor=world.officer, step=session.steps[0], note=uuid.uuid4(), text="För sent")
    answer(world.officer, session.go(2), text="Mer tid", ord=["tillit"], en="ja")
    asking.ask(actor=world.officer, step=session.go(3), question=uuid.uuid4(), text="Varför dröjer det?")
    asking.lend_voice(actor=world.representative, question=Asked.objects.get(), on=True)
    noted(session, "Dold lapp", step=session.go(4))
    for step in session.steps:
        sessions.reveal(actor=session.facilitator, step=step)
    lifted(session, Note.objects.get(pk=first.pk), text="Ett nummer att ringa")
    sessions.end_workshop(actor=session.facilitator, workshop=session.now())
    return session


def after(session: Session, **time: int) -> AbstractContextManager[None]:
    ended = session.now().ended_at
    assert ended is not None
    return clock.at(ended + timedelta(**time))


class TestGuests:
    def test_are_forgotten_after_a_day_and_let_in_no_more(self, world: World, over: Session) -> None:
        guest = over.guests["Gunilla"]
        with after(over, hours=23):
            assert forget_the_guests() == 0
            assert rooms_of(guest).exists()
        with after(over, hours=25):
            assert forget_the_guests() == 1
            assert forget_the_guests() == 0
        assert not rooms_of(guest).exists()
        assert not Participant.objects.filter(guest__isnull=False).exists()
        assert Event.objects.filter(type="workshops.guests_forgotten").first().actor == "system:retention"

    def test_a_workshop_that_goes_on_forgets_nobody(self, world: World) -> None:
        session = running(world)
        with clock.at(session.workshop.ends_at + timedelta(hours=20)):
            assert forget_the_guests() == 0

    def test_one_that_nobody_has_ended_is_over_all_the_same(self, world: World) -> None:
        session = running(world)
        with clock.at(session.workshop.ends_at + timedelta(days=3)):
            assert forget_the_guests() == 1

    def test_of_one_that_was_called_off_they_are_forgotten_too(self, world: World) -> None:
        session = running(world)
        Workshop.objects.filter(pk=session.workshop.pk).update(state=Workshop.State.CANCELLED)
        with clock.at(session.workshop.ends_at + timedelta(days=1, hours=1)):
            assert forget_the_guests() == 1


class TestMaterial:
    def test_goes_when_its_days_are_over_and_not_before(self, world: World, over: Session) -> None:
        with after(over, days=29):
            assert dispose_of_raw_material() == 0
            assert Note.objects.filter(text="Ingen svarar").exists()
        with after(over, days=31):
            assert dispose_of_raw_material() == 1
            assert dispose_of_raw_material() == 0
        assert over.now().disposed_at is not None

    def test_none_of_it_is_left_in_any_table(self, world: World, over: Session) -> None:
        with after(over, days=31):
            dispose_of_raw_material()
        rows = [*Note.objects.all(), *Late.objects.all(), *Item.objects.all(), *Group.objects.all()]
        rows += [*Asked.objects.all(), *Ballot.objects.all()]
        assert rows
        kept = json.dumps([{name: str(value) for name, value in vars(one).items()} for one in rows])
        for words in SECRETS:
            assert words not in kept

    def test_nothing_says_any_more_whose_anything_was(self, world: World, over: Session) -> None:
        assert Note.objects.exclude(author=None).exists()
        with after(over, days=31):
            dispose_of_raw_material()
        for model in (Note, Late, Asked, Ballot, Voice):
            assert model.objects.exists()
            assert not model.objects.exclude(owner="").exists()
        for model in (Note, Late, Asked):
            assert not model.objects.exclude(author=None, signature="").exists()

    def test_what_was_concluded_and_what_was_counted_stay(self, world: World, over: Session) -> None:
        with after(over, days=31):
            dispose_of_raw_material()
        record = record_of(over.now(), world.secretary)
        assert record["outcomes"][0]["text"] == "Ett nummer att ringa"
        assert record["outcomes"][0]["sources"][0]["kind"] == "note"
        assert [one["dots"] for one in record["steps"][1]["result"]["items"]] == [3]
        chosen = record["steps"][2]["result"]["questions"][0]
        assert [one["count"] for one in chosen["rows"]] == [1, 0, 0]

    def test_the_record_says_what_went_and_when(self, world: World, over: Session) -> None:
        with translation.override("en"):
            before = " ".join(notes_of(record_of(over.now(), world.officer)))
            with after(over, days=31):
                forget_the_guests()
                dispose_of_raw_material()
            told = " ".join(notes_of(record_of(over.now(), world.officer)))
        assert "kept until" in before
        assert "disposed of on" in told
        assert "forgotten on" in told

    def test_the_log_says_that_it_went_and_holds_no_word_of_it(self, world: World, over: Session) -> None:
        with after(over, days=31):
            dispose_of_raw_material()
        assert Event.objects.filter(type="workshops.material_disposed").first().actor == "system:retention"
        log = json.dumps([one.data for one in Event.objects.all()])
        for words in (*SECRETS, "Ett nummer att ringa"):
            assert words not in log

    def test_no_form_of_the_record_has_it_afterwards(self, world: World, over: Session) -> None:
        assert "Ingen svarar" in as_json(record_of(over.now(), world.facilitator)).decode()
        with after(over, days=31):
            dispose_of_raw_material()
        text = as_json(record_of(over.now(), world.facilitator)).decode()
        for words in SECRETS:
            assert words not in text


class TestWebhooks:
    def test_streams_of_workshops_are_offered_to_those_who_read_them(self, world: World) -> None:
        session = running(world, BOARD, HIDDEN)
        room, hosts = f"workshop:{session.workshop.pk}", f"hosts:{session.workshop.pk}"
        assert {room, hosts} <= {name for name, _words in offered_to(world.facilitator)}
        offered = {name for name, _words in offered_to(world.officer)}
        assert room in offered
        assert hosts not in offered
        assert room not in {name for name, _words in offered_to(world.secretary)}
