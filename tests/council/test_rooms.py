"""Rooms: who comes in, what they are for, and what happens to what lies in them."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from council.rooms.actions import (
    archive_room,
    change_room,
    edit_summary,
    hide_message,
    invite_member,
    open_room,
    post_message,
    remove_member,
)  # fmt: skip
from council.rooms.models import Attachment, Message, Room, RoomMember
from council.rooms.queries import rooms_visible_to
from council.rooms.upkeep import clear_unsent_files, dispose_of_working_content
from events.errors import Conflict, Forbidden, Invalid, Stale
from events.models import Event
from events.rights import may
from tests.architecture.stage import text_file
from tests.browsers import open_browser
from tests.council.conftest import Call
from tests.world import SYSTEM, World, invited, member, said

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def described(**more: object) -> dict[str, object]:
    return {"title": "Rum", "purpose": "", "kind": "document", "access": "open", "retention_days": None, **more}


class TestWhoComesIn:
    def test_all_who_sit_in_the_council_come_into_an_open_room(self, world: World) -> None:
        inside = {role for role, who in world.people() if rooms_visible_to(who).filter(pk=world.open_room.pk).exists()}

        assert inside == {"chair", "secretary", "representative", "officer", "drafter", "facilitator"}

    def test_only_the_invited_and_the_leaders_come_into_a_closed_one(self, world: World) -> None:
        inside = {
            role for role, who in world.people() if rooms_visible_to(who).filter(pk=world.closed_room.pk).exists()
        }

        assert inside == {"chair", "secretary", "representative", "drafter"}

    def test_an_invited_reader_does_not_write(self, world: World) -> None:
        with pytest.raises(Forbidden):
            post_message(actor=world.drafter, room=world.closed_room, text="Hej")

    def test_a_reader_can_be_made_a_writer_and_a_writer_a_reader(self, world: World) -> None:
        invited(world.closed_room, world.drafter, role="writer")
        invited(world.closed_room, world.representative, role="reader")

        assert said(world.drafter, world.closed_room).pk
        with pytest.raises(Forbidden):
            said(world.representative, world.closed_room)
        assert world.closed_room.members.current().count() == 2

    def test_somebody_without_a_seat_may_be_invited_to_one_room(self, world: World) -> None:
        invited(world.open_room, world.outsider, role="writer")

        assert list(rooms_visible_to(world.outsider)) == [world.open_room]
        assert said(world.outsider, world.open_room).side == ""

    def test_an_invitation_counts_only_with_its_hat(self, world: World) -> None:
        other = member(world.organisations["business"], world.representative.person)

        assert not rooms_visible_to(other).exists()

    def test_an_invitation_taken_back_ends_at_once(self, world: World) -> None:
        remove_member(actor=world.chair, member=world.closed_room.members.get(person=world.representative.person))

        assert not rooms_visible_to(world.representative).filter(pk=world.closed_room.pk).exists()
        with pytest.raises(Forbidden):
            said(world.representative, world.closed_room)

    def test_somebody_taken_out_may_be_invited_again(self, world: World) -> None:
        remove_member(actor=world.chair, member=world.closed_room.members.get(person=world.representative.person))
        invited(world.closed_room, world.representative, role="reader")

        assert rooms_visible_to(world.representative).filter(pk=world.closed_room.pk).exists()

    def test_an_invitation_is_taken_back_once(self, world: World) -> None:
        guest = world.closed_room.members.get(person=world.representative.person)
        remove_member(actor=world.chair, member=guest)

        with pytest.raises(Conflict):
            remove_member(actor=world.chair, member=guest)

    def test_only_somebody_of_the_organisation_is_invited_for_it(self, world: World) -> None:
        with pytest.raises(Invalid):
            invite_member(
                actor=world.chair, room=world.closed_room, person=world.outsider.person,
                organisation=world.organisations["asf"], role="reader",
            )  # fmt: skip

    def test_an_invited_moderator_moderates_this_room_alone(self, world: World, message: Message) -> None:
        invited(world.closed_room, world.facilitator, role="moderator")
        inside = said(world.representative, world.closed_room)

        assert hide_message(actor=world.facilitator, message=inside, reason="Fel rum").state == "hidden"
        with pytest.raises(Forbidden):
            hide_message(actor=world.facilitator, message=message, reason="Fel rum")

    def test_opening_a_closed_room_lets_the_council_in(self, world: World) -> None:
        change_room(actor=world.chair, room=world.closed_room, expected=1, **described(access="open"))

        assert rooms_visible_to(world.officer).filter(pk=world.closed_room.pk).exists()

    def test_closing_an_open_room_keeps_the_council_out(self, world: World) -> None:
        change_room(actor=world.chair, room=world.open_room, expected=1, **described(access="closed"))

        assert not rooms_visible_to(world.officer).filter(pk=world.open_room.pk).exists()


class TestRoom:
    def test_two_rooms_of_one_name_get_different_addresses(self, world: World) -> None:
        rooms = [open_room(actor=world.chair, council=world.council, title="Fråga & svar") for _ in range(3)]

        assert [room.slug for room in rooms] == ["fraga-svar", "fraga-svar-2", "fraga-svar-3"]

    def test_a_name_of_signs_alone_gets_an_address_too(self, world: World) -> None:
        assert open_room(actor=world.chair, council=world.council, title="!!!").slug == "rum"

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"title": ""}, "title"), ({"title": "x" * 121}, "title"), ({"title": "121212-1212"}, "title"),
            ({"purpose": "x" * 401}, "purpose"), ({"kind": "castle"}, "kind"), ({"access": "secret"}, "kind"),
            ({"retention_days": 30}, "retention_days"), ({"kind": "working", "retention_days": 0}, "retention_days"),
            ({"kind": "working", "retention_days": 3651}, "retention_days"),
        ],
    )  # fmt: skip
    def test_what_does_not_fit_is_refused_at_its_field(
        self, world: World, wrong: dict[str, object], field: str
    ) -> None:
        with pytest.raises(Invalid) as caught:
            open_room(actor=world.chair, council=world.council, **{**described(), **wrong})
        assert set(caught.value.fields) == {field}

    def test_the_database_keeps_retention_to_working_rooms(self, world: World) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Room.objects.filter(pk=world.open_room.pk).update(retention_days=3)

    def test_a_change_made_from_an_old_version_is_stale(self, world: World) -> None:
        change_room(actor=world.chair, room=world.open_room, expected=1, **described(title="Nytt"))

        with pytest.raises(Stale):
            change_room(actor=world.secretary, room=world.open_room, expected=1, **described(title="Annat"))

    def test_the_api_asks_for_the_version_and_refuses_an_old_one(self, world: World, call: Call) -> None:
        chair, path = call(world.chair), f"rooms/{world.open_room.pk}"
        tag = chair.get(path)["ETag"]
        body = {"title": "Nytt namn", "kind": "document", "access": "open"}

        assert chair.put(path, body).status_code == 428
        assert chair.put(path, body, if_match='"9"').status_code == 412
        changed = chair.put(path, body, if_match=tag)
        assert (changed.status_code, changed.json()["title"]) == (200, "Nytt namn")
        assert changed["ETag"] != tag

    def test_an_archived_room_is_read_and_not_written(self, world: World, message: Message, call: Call) -> None:
        archive_room(actor=world.chair, room=world.open_room)
        officer = call(world.officer)

        assert officer.get(f"rooms/{world.open_room.pk}/snapshot").json()["messages"][0]["text"] == message.text
        for answer in (
            officer.post(f"rooms/{world.open_room.pk}/messages", {"text": "Hej"}),
            officer.put(f"messages/{message.pk}/reactions/agree"),
            officer.patch(f"messages/{message.pk}", {"text": "Nytt"}, if_match='"1"'),
        ):
            assert answer.status_code == 403
        assert not any(officer.get(f"rooms/{world.open_room.pk}").json()["abilities"].values())

    def test_a_room_is_archived_once(self, world: World) -> None:
        archive_room(actor=world.chair, room=world.open_room)

        with pytest.raises(Forbidden):
            archive_room(actor=world.chair, room=world.open_room)


class TestSummary:
    def test_it_stands_pinned_as_safe_html(self, world: World, call: Call) -> None:
        text = "**Klart:** lokalen. <script>alert(1)</script>"
        answer = call(world.chair).put(f"rooms/{world.open_room.pk}/summary", {"text": text}, if_match='"1"')

        assert answer.status_code == 200
        html = answer.json()["summary"]["html"]
        assert "<strong>Klart:</strong>" in html
        assert "<script" not in html
        assert html.strip() in open_browser(world.officer.person).get("/rad/sjoby/rum/upphandling/").content.decode()

    def test_it_can_be_emptied(self, world: World) -> None:
        edit_summary(actor=world.chair, room=world.open_room, text="Något", expected=1)
        room = edit_summary(actor=world.chair, room=world.open_room, text="", expected=2)

        assert (room.summary, room.summary_html) == ("", "")

    def test_it_has_a_limit(self, world: World) -> None:
        with pytest.raises(Invalid):
            edit_summary(actor=world.chair, room=world.open_room, text="x" * 4001, expected=1)


class TestRetention:
    @pytest.fixture
    def workroom(self, world: World) -> Room:
        return open_room(actor=world.chair, council=world.council, title="Verkstad", kind="working", retention_days=30)

    def test_what_is_old_is_disposed_of_and_what_is_new_stays(self, world: World, workroom: Room) -> None:
        old = said(world.officer, workroom, "Gammalt utkast")
        with time_machine.travel(old.posted_at + 20 * DAY):
            new = said(world.officer, workroom, "Nytt utkast")
        with time_machine.travel(old.posted_at + 31 * DAY):
            assert dispose_of_working_content() == 1
            assert dispose_of_working_content() == 0

        assert set(workroom.messages.values_list("pk", "state", "text")) == {
            (old.pk, "disposed", ""), (new.pk, "visible", "Nytt utkast"),
        }  # fmt: skip

    def test_every_trace_of_it_is_gone_but_the_log(self, world: World, workroom: Room, call: Call) -> None:
        officer = call(world.officer)
        file = _uploaded(world, workroom)
        old = said(world.officer, workroom, "Hemlig skiss", attachments=[file.pk])
        officer.patch(f"messages/{old.pk}", {"text": "Hemlig skiss två"}, if_match='"1"')
        before = Event.objects.count()

        with time_machine.travel(old.posted_at + 31 * DAY):
            dispose_of_working_content()

        assert not file.file.storage.exists(file.file.name)
        assert not Attachment.objects.exists()
        assert officer.get(f"messages/{old.pk}/revisions").json()["results"] == []
        assert officer.get("search?q=skiss").json()["results"] == []
        assert "skiss" not in officer.get(f"rooms/{workroom.pk}/snapshot").content.decode()
        assert Event.objects.count() == before + 1
        assert Event.objects.latest("pk").type == "council.content_disposed"
        assert Event.objects.latest("pk").actor == "system:retention"

    def test_document_rooms_and_rooms_without_a_time_keep_everything(self, world: World, message: Message) -> None:
        endless = open_room(actor=world.chair, council=world.council, title="Utan slut", kind="working")
        said(world.officer, endless)

        with time_machine.travel(message.posted_at + 9000 * DAY):
            assert dispose_of_working_content() == 0

    def test_hidden_ones_are_disposed_of_with_their_reason(self, world: World, workroom: Room) -> None:
        hidden = said(world.officer, workroom, "Olämpligt")
        hide_message(actor=world.chair, message=hidden, reason="Personangrepp")

        with time_machine.travel(hidden.posted_at + 31 * DAY):
            dispose_of_working_content()

        hidden.refresh_from_db()
        assert (hidden.state, hidden.text, hidden.html, hidden.reason) == ("disposed", "", "", "")

    def test_a_quote_of_it_is_empty_afterwards(self, world: World, workroom: Room, call: Call) -> None:
        old = said(world.officer, workroom, "Hemlig skiss")
        with time_machine.travel(old.posted_at + 20 * DAY):
            said(world.officer, workroom, "Se ovan", quote=old.pk)
        with time_machine.travel(old.posted_at + 31 * DAY):
            dispose_of_working_content()

        assert "skiss" not in call(world.officer).get(f"rooms/{workroom.pk}/messages").content.decode()

    def test_nobody_disposes_by_hand(self, world: World) -> None:
        assert not [role for role, who in world.people() if may(who, "council.dispose", world.open_room)]

    def test_files_that_were_never_sent_are_cleared_away(self, world: World) -> None:
        file = _uploaded(world, world.open_room)
        assert clear_unsent_files() == 0

        with time_machine.travel(file.created_at + 3 * DAY):
            assert clear_unsent_files() == 1
        assert not file.file.storage.exists(file.file.name)


def _uploaded(world: World, room: Room) -> Attachment:
    from council.rooms.actions import attach_file

    return attach_file(actor=world.officer, room=room, file=text_file())


class TestLists:
    def test_the_list_holds_only_rooms_one_may_read(self, world: World, call: Call) -> None:
        def titles(who: object) -> list[str]:
            return [room["title"] for room in call(who).get("rooms").json()["results"]]

        assert titles(world.officer) == ["Upphandling"]
        assert titles(world.chair) == ["Förtroligt", "Upphandling"]
        assert titles(world.outsider) == []

    def test_the_councils_page_does_not_name_a_closed_room_to_others(self, world: World) -> None:
        assert "Förtroligt" not in open_browser(world.officer.person).get("/rad/sjoby/").content.decode()

    def test_activity_holds_only_what_happened_in_rooms_one_may_read(self, world: World, call: Call) -> None:
        said(world.representative, world.closed_room, "Hemligt")
        said(world.officer, world.open_room, "Öppet")

        def rooms_in(who: object) -> set[str]:
            found = call(who).get("councils/sjoby/activity?limit=100").json()["results"]
            return {one["room"]["title"] for one in found if one["room"]}

        assert "Förtroligt" in rooms_in(world.chair)
        assert "Förtroligt" not in rooms_in(world.officer)
        page = open_browser(world.officer.person).get("/rad/sjoby/aktivitet/").content.decode()
        assert "Förtroligt" not in page

    def test_activity_of_a_room_tells_what_happened_the_newest_first(
        self, world: World, message: Message, call: Call
    ) -> None:
        call(world.officer).put(f"messages/{message.pk}/reactions/agree")

        found = call(world.officer).get(f"rooms/{world.open_room.pk}/activity").json()["results"]

        assert [one["type"] for one in found[:2]] == ["council.reaction_added", "council.message_posted"]
        assert found[1]["person"] == "Officer"
        assert "lokaler" not in str(found)

    def test_every_event_of_the_council_has_words(self) -> None:
        from council.rooms.activity import WORDS
        from events.registry import registry

        told = {one.name for one in registry.all() if {"room", "council"} & set(one.audiences)}
        assert told <= set(WORDS)


def test_only_one_open_invitation_per_hat(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomMember.objects.create(
            room=world.closed_room, person=world.drafter.person, organisation=world.drafter.organisation, role="reader"
        )


def test_a_room_keeps_its_members_of_before(world: World) -> None:
    remove_member(actor=SYSTEM, member=world.closed_room.members.get(person=world.drafter.person))

    assert world.closed_room.members.count() == 2
    assert world.closed_room.members.current().count() == 1
