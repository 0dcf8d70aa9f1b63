"""What was said is taken back or hidden, and its words are nowhere."""

import pytest
from django.db import IntegrityError, connection, transaction

from council.rooms.actions import attach_file, delete_message, edit_message, hide_message, react, show_message
from council.rooms.models import Attachment, Mention, Message, Revision
from council.seats.actions import give_office
from events.errors import Forbidden, Stale
from events.models import Event
from live.views import render
from tests.architecture.stage import text_file
from tests.browsers import open_browser
from tests.council.conftest import Call
from tests.world import SYSTEM, World, said

pytestmark = pytest.mark.django_db


class TestTakingBack:
    """A deleted message leaves a tombstone, and its words are nowhere."""

    SECRET = "Ordet ärtsoppa"

    @pytest.fixture
    def gone(self, world: World) -> Message:
        self.file = attach_file(actor=world.officer, room=world.open_room, file=text_file())
        message = said(
            world.officer,
            world.open_room,
            f"{self.SECRET} @[Chair](person:{world.chair.person_id})",
            attachments=[self.file.pk],
        )
        edit_message(actor=world.officer, message=message, text=f"{self.SECRET} igen", expected=1)
        react(actor=world.chair, message=message, kind="agree")
        delete_message(actor=world.officer, message=message, expected=2)
        return message

    @pytest.mark.parametrize(
        "path", ["rooms/{room}/snapshot", "rooms/{room}/messages", "messages/{message}", "messages/{message}/revisions",
                 "search?q=ärtsoppa", "rooms/{room}/activity"],
    )  # fmt: skip
    def test_the_api_does_not_hold_it(self, world: World, gone: Message, call: Call, path: str) -> None:
        for who in (world.officer, world.chair):
            answer = call(who).get(path.format(room=world.open_room.pk, message=gone.pk))
            assert answer.status_code == 200
            assert "rtsoppa" not in answer.content.decode()

    @pytest.mark.parametrize(
        "path",
        ["/rad/sjoby/rum/upphandling/", "/meddelande/{message}/historik/", "/rad/sok/?q=igen", "/rad/sjoby/aktivitet/"],
    )
    def test_no_page_holds_it(self, world: World, gone: Message, path: str) -> None:
        answer = open_browser(world.chair.person).get(path.format(message=gone.pk))

        assert answer.status_code == 200
        assert "rtsoppa" not in answer.content.decode()

    def test_no_replay_holds_it(self, world: World, gone: Message) -> None:
        events = list(Event.objects.filter(stream__name=world.open_room.stream).order_by("seq"))
        batch = render(events)

        assert len(batch.entries) == len(events)
        assert "rtsoppa" not in str(batch)

    def test_no_table_holds_it(self, world: World, gone: Message) -> None:
        assert not Revision.objects.exists()
        assert not Mention.objects.exists()
        assert not Attachment.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM council_message WHERE text LIKE '%rtsoppa%' OR html LIKE '%rtsoppa%'")
            assert cursor.fetchone() == (0,)
            if connection.vendor == "sqlite":
                cursor.execute("SELECT count(*) FROM council_message_fts WHERE text LIKE '%rtsoppa%'")
                assert cursor.fetchone() == (0,)

    def test_the_file_is_gone(self, world: World, gone: Message, call: Call) -> None:
        assert not self.file.file.storage.exists(self.file.file.name)
        assert call(world.officer).client.get(f"/fil/{self.file.pk}/").status_code == 404

    def test_a_tombstone_stays_in_its_place(self, world: World, gone: Message, call: Call) -> None:
        (shown,) = call(world.chair).get(f"rooms/{world.open_room.pk}/snapshot").json()["messages"]

        assert (shown["id"], shown["seq"], shown["state"]) == (str(gone.pk), gone.seq, "deleted")
        assert (shown["text"], shown["html"], shown["attachments"], shown["mentions"]) == ("", "", [], [])

    def test_the_log_stays(self, world: World, gone: Message) -> None:
        told = Event.objects.filter(data__message=str(gone.pk), primary=True).order_by("seq")

        assert [event.type.split(".")[1] for event in told] == [
            "message_posted", "message_edited", "reaction_added", "message_deleted",
        ]  # fmt: skip

    def test_it_is_done_once(self, world: World, gone: Message) -> None:
        with pytest.raises(Forbidden):
            delete_message(actor=world.officer, message=gone)

    def test_the_database_keeps_no_text_in_a_tombstone(self, world: World, gone: Message) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(pk=gone.pk).update(text="tillbaka")

    def test_a_stale_version_does_not_take_back(self, world: World, message: Message) -> None:
        with pytest.raises(Stale):
            delete_message(actor=world.officer, message=message, expected=9)


class TestModeration:
    def test_a_hidden_message_shows_its_reason_and_nothing_else(
        self, world: World, message: Message, call: Call
    ) -> None:
        answer = call(world.chair).post(f"messages/{message.pk}/hide", {"reason": "Fel rum"})

        assert answer.status_code == 200
        for who in (world.officer, world.chair, world.facilitator):
            text = call(who).get(f"rooms/{world.open_room.pk}/snapshot").content.decode()
            assert "tomma lokaler" not in text
            assert "Fel rum" in text
            assert call(who).get(f"messages/{message.pk}/revisions").json()["results"] == []
        page = open_browser(world.officer.person).get("/rad/sjoby/rum/upphandling/").content.decode()
        assert "Fel rum" in page
        assert "tomma lokaler" not in page

    def test_a_reason_is_needed(self, world: World, message: Message, call: Call) -> None:
        for reason in ("", "   ", "x" * 401, "Nämner 121212-1212"):
            answer = call(world.chair).post(f"messages/{message.pk}/hide", {"reason": reason})
            assert (answer.status_code, set(answer.json()["errors"])) == (422, {"reason"})

    def test_it_can_be_shown_again(self, world: World, message: Message, call: Call) -> None:
        hide_message(actor=world.chair, message=message, reason="Fel rum")
        shown = call(world.chair).post(f"messages/{message.pk}/unhide").json()

        assert (shown["text"], shown["reason"]) == (message.text, "")
        assert call(world.officer).get("search?q=lokaler").json()["count"] == 1

    def test_a_hidden_message_is_neither_edited_nor_taken_back(self, world: World, message: Message) -> None:
        hide_message(actor=world.chair, message=message, reason="Fel rum")

        with pytest.raises(Forbidden):
            edit_message(actor=world.officer, message=message, text="Bättre", expected=1)
        with pytest.raises(Forbidden):
            delete_message(actor=world.officer, message=message)

    def test_only_what_is_hidden_is_shown_again(self, world: World, message: Message) -> None:
        with pytest.raises(Forbidden):
            show_message(actor=world.chair, message=message)

    def test_the_chair_of_another_council_does_not_moderate_here(self, world: World, message: Message) -> None:
        give_office(
            actor=SYSTEM, council=world.county, person=world.officer.person,
            organisation=world.officer.organisation, kind="chair",
        )  # fmt: skip
        with pytest.raises(Forbidden):
            hide_message(actor=world.officer, message=message, reason="x")

    def test_the_reason_is_not_in_the_log(self, world: World, message: Message) -> None:
        hide_message(actor=world.chair, message=message, reason="Personangrepp")

        assert "Personangrepp" not in str(Event.objects.latest("pk").data)
