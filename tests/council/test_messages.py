"""Saying something: threads, quotes, mentions, reactions, edits, and taking it back."""

import uuid
from typing import Any

import pytest
from django.db import transaction

from council.rooms.actions import (
    delete_message,
    edit_message,
    hide_message,
    lock_thread,
    post_message,
    react,
    take_back_reaction,
    unlock_thread,
)  # fmt: skip
from council.rooms.models import Mention, Message, Reaction, Revision
from events.errors import Conflict, Forbidden, Invalid
from events.models import Event
from tests.browsers import open_browser
from tests.council.conftest import Call
from tests.world import World, person, said

pytestmark = pytest.mark.django_db


class TestPosting:
    def test_it_is_said_by_a_person_for_an_organisation_on_a_side(self, world: World, call: Call) -> None:
        made = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": "**Hej** på er"})

        body = made.json()
        assert made.status_code == 201
        assert body["author"] == {
            "id": str(world.officer.person_id),
            "name": "Officer",
            "title": "Näringslivsutvecklare",
        }
        assert (body["organisation"]["short_name"], body["side"]) == ("Sjöby", "public")
        assert body["html"] == "<p><strong>Hej</strong> på er</p>\n"
        assert (body["revision"], body["state"], body["edited_at"]) == (1, "visible", None)
        assert made["ETag"] == '"1"'

    def test_its_number_is_that_of_its_event(self, world: World) -> None:
        messages = [said(world.officer, world.open_room, f"Nummer {number}") for number in range(3)]

        for message in messages:
            event = Event.objects.get(stream__name=world.open_room.stream, seq=message.seq)
            assert event.data["message"] == str(message.pk)
        assert messages[0].seq < messages[1].seq < messages[2].seq

    def test_the_title_stays_what_it_was_when_it_was_written(self, world: World, call: Call) -> None:
        message = said(world.officer, world.open_room)
        world.officer.membership.title = "Kommundirektör"
        world.officer.membership.save()

        assert call(world.chair).get(f"messages/{message.pk}").json()["author"]["title"] == "Näringslivsutvecklare"

    @pytest.mark.parametrize(
        "text", ["", "  \n ", "\u200b", "x" * 10_001, "a\x00b", "a\x1bb", "Deltagaren 121212-1212 börjar"]
    )
    def test_what_cannot_be_accepted_is_refused_at_the_text(self, world: World, call: Call, text: str) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": text})

        assert answer.status_code == 422
        assert set(answer.json()["errors"]) == {"text"}
        assert not Message.objects.exists()

    def test_half_a_character_is_refused(self, world: World, call: Call) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", '{"text": "Hej \\ud83d du"}')

        assert answer.status_code in {400, 422}
        assert not Message.objects.exists()

    def test_the_longest_text_fits(self, world: World, call: Call) -> None:
        answer = call(world.officer).post(f"rooms/{world.open_room.pk}/messages", {"text": "å" * 10_000})

        assert answer.status_code == 201

    @pytest.mark.parametrize("text", ["x" * 10_001, "Deltagaren 121212-1212 börjar", "a\x07b"])
    def test_the_form_keeps_what_was_typed(self, world: World, text: str) -> None:
        answer = open_browser(world.officer.person).post("/rad/sjoby/rum/upphandling/skriv/", {"text": text})

        assert answer.status_code == 422
        assert answer.context["compose"]["text"] == text
        assert answer.context["compose"]["errors"]["text"]
        assert not Message.objects.exists()

    def test_the_form_sent_twice_says_it_once(self, world: World) -> None:
        client, form = open_browser(world.officer.person), {"text": "Hej", "key": str(uuid.uuid4())}
        answers = [client.post("/rad/sjoby/rum/upphandling/skriv/", form) for _ in range(2)]

        assert answers[0]["Location"] == answers[1]["Location"]
        assert Message.objects.count() == 1

    def test_a_message_has_a_lasting_address(self, world: World, message: Message, call: Call) -> None:
        url = call(world.officer).get(f"messages/{message.pk}").json()["url"]

        assert url == f"/rad/sjoby/rum/upphandling/?m={message.pk}"
        answer = open_browser(world.officer.person).get(f"/meddelande/{message.pk}/")
        assert answer["Location"].startswith(url)
        assert f'id="m-{message.pk}"' in open_browser(world.officer.person).get(url).content.decode()


class TestThreads:
    def test_a_reply_to_a_reply_is_in_the_same_thread(self, world: World, message: Message) -> None:
        reply = said(world.chair, world.open_room, "Ja", reply_to=message.pk)
        second = said(world.officer, world.open_room, "Bra", reply_to=reply.pk)

        assert (reply.thread, second.thread, second.reply_to) == (message, message, reply)

    def test_one_does_not_reply_to_another_room(self, world: World, message: Message) -> None:
        for where in ("reply_to", "quote"):
            with pytest.raises(Invalid) as caught:
                said(world.chair, world.closed_room, "Ja", **{where: message.pk})
            assert set(caught.value.fields) == {where}

    def test_one_does_not_reply_to_what_is_gone(self, world: World, message: Message) -> None:
        delete_message(actor=world.officer, message=message)

        with pytest.raises(Invalid):
            said(world.chair, world.open_room, "Ja", reply_to=message.pk)
        with pytest.raises(Invalid):
            said(world.chair, world.open_room, "Ja", reply_to=uuid.uuid4())

    def test_a_locked_thread_takes_no_replies_until_it_is_opened(self, world: World, message: Message) -> None:
        reply = said(world.chair, world.open_room, "Ja", reply_to=message.pk)
        lock_thread(actor=world.chair, message=message)

        for pointed in (message, reply):
            with pytest.raises(Conflict):
                said(world.officer, world.open_room, "Men", reply_to=pointed.pk)
        unlock_thread(actor=world.chair, message=message)
        assert said(world.officer, world.open_room, "Men", reply_to=reply.pk).pk

    def test_a_refused_reply_by_form_keeps_what_was_typed(self, world: World, message: Message) -> None:
        lock_thread(actor=world.chair, message=message)
        answer = open_browser(world.officer.person).post(
            "/rad/sjoby/rum/upphandling/skriv/", {"text": "Ett långt svar", "reply_to": str(message.pk)}
        )

        assert answer.status_code == 409
        assert "Ett långt svar" in answer.content.decode()

    def test_nothing_in_a_locked_thread_is_edited(self, world: World, message: Message) -> None:
        reply = said(world.officer, world.open_room, "Ja", reply_to=message.pk)
        lock_thread(actor=world.chair, message=message)

        for one in (message, reply):
            with pytest.raises(Forbidden):
                edit_message(actor=world.officer, message=one, text="Annat", expected=1)

    def test_a_thread_is_locked_at_its_first_message(self, world: World, message: Message) -> None:
        reply = said(world.officer, world.open_room, "Ja", reply_to=message.pk)

        with pytest.raises(Invalid):
            lock_thread(actor=world.chair, message=reply)

    def test_locking_twice_is_told_once(self, world: World, message: Message) -> None:
        for _ in range(2):
            lock_thread(actor=world.chair, message=message)

        assert Event.objects.filter(type="council.thread_locked").count() == 1


class TestQuotes:
    def test_a_quote_shows_its_beginning(self, world: World, message: Message, call: Call) -> None:
        made = said(world.chair, world.open_room, "Se här", quote=message.pk)

        quote = call(world.chair).get(f"messages/{made.pk}").json()["quote"]
        assert quote == {
            "id": str(message.pk), "author": "Officer", "organisation": "Sjöby", "excerpt": message.text,
        }  # fmt: skip

    @pytest.mark.parametrize("fate", ["hidden", "deleted"])
    def test_a_quote_of_what_is_gone_is_empty(self, world: World, message: Message, call: Call, fate: str) -> None:
        made = said(world.chair, world.open_room, "Se här", quote=message.pk)
        if fate == "hidden":
            hide_message(actor=world.chair, message=message, reason="Fel rum")
        else:
            delete_message(actor=world.officer, message=message)

        assert call(world.chair).get(f"messages/{made.pk}").json()["quote"]["excerpt"] == ""
        room = open_browser(world.chair.person).get("/rad/sjoby/rum/upphandling/").content.decode()
        assert "tomma lokaler" not in room


class TestMentions:
    def test_people_and_organisations_of_the_council_are_named(self, world: World, call: Call) -> None:
        asf = world.organisations["asf"]
        text = f"@[Chair](person:{world.chair.person_id}) och @[Tråden](organisation:{asf.pk})"
        made = said(world.officer, world.open_room, text)

        found = call(world.officer).get(f"messages/{made.pk}").json()["mentions"]
        assert {(one["kind"], one["id"]) for one in found} == {
            ("person", str(world.chair.person_id)), ("organisation", str(asf.pk)),
        }  # fmt: skip

    def test_others_are_not(self, world: World) -> None:
        text = (
            f"@[Utanför](person:{world.outsider.person_id}) @[Ingen](person:{uuid.uuid4()}) "
            f"@[Fel](organisation:{world.organisations['outside'].pk}) @[Trasig](person:------------------------------------)"
        )
        said(world.officer, world.open_room, text)

        assert not Mention.objects.exists()

    def test_an_edit_names_anew(self, world: World) -> None:
        made = said(world.officer, world.open_room, f"@[Chair](person:{world.chair.person_id})")
        edit_message(actor=world.officer, message=made, text="Ingen alls", expected=1)

        assert not Mention.objects.exists()


class TestReactions:
    def test_reacting_twice_is_the_same_as_once(self, world: World, message: Message, call: Call) -> None:
        chair = call(world.chair)
        answers = [chair.put(f"messages/{message.pk}/reactions/agree").json() for _ in range(2)]

        assert answers[0] == answers[1]
        (shown,) = answers[1]["reactions"]
        assert (shown["kind"], shown["count"]) == ("agree", 1)
        assert shown["people"][0]["name"] == "Chair"
        assert Event.objects.filter(type="council.reaction_added").count() == 1

    def test_taking_back_twice_is_the_same_as_once(self, world: World, message: Message, call: Call) -> None:
        react(actor=world.chair, message=message, kind="agree")
        for _ in range(2):
            assert call(world.chair).delete(f"messages/{message.pk}/reactions/agree").json()["reactions"] == []

        assert Event.objects.filter(type="council.reaction_removed").count() == 1

    def test_one_takes_back_only_ones_own(self, world: World, message: Message) -> None:
        react(actor=world.chair, message=message, kind="agree")
        take_back_reaction(actor=world.officer, message=message, kind="agree")

        assert Reaction.objects.count() == 1

    def test_an_unknown_reaction_is_refused(self, world: World, message: Message, call: Call) -> None:
        assert call(world.chair).put(f"messages/{message.pk}/reactions/hate").status_code == 422

    @pytest.mark.parametrize("kind", ["hate", "", "\x00", "agree\x00"])
    def test_an_unknown_reaction_by_form_changes_nothing(self, world: World, message: Message, kind: str) -> None:
        answer = open_browser(world.chair.person).post(f"/meddelande/{message.pk}/reagera/", {"kind": kind})

        assert answer.status_code == 302
        assert not Reaction.objects.exists()

    def test_several_people_and_kinds_are_counted(self, world: World, message: Message, call: Call) -> None:
        for who in (world.chair, world.drafter, world.officer):
            react(actor=who, message=message, kind="agree")
        react(actor=world.chair, message=message, kind="concern")

        shown = call(world.chair).get(f"messages/{message.pk}").json()["reactions"]
        assert {one["kind"]: one["count"] for one in shown} == {"agree": 3, "concern": 1}

    def test_the_form_reacts_and_takes_back(self, world: World, message: Message) -> None:
        client = open_browser(world.chair.person)
        for left in (1, 0, 1):
            client.post(f"/meddelande/{message.pk}/reagera/", {"kind": "thanks"})
            assert Reaction.objects.count() == left


class TestEditing:
    def test_the_earlier_wording_stays_readable(self, world: World, message: Message, call: Call) -> None:
        officer = call(world.officer)
        answer = officer.patch(f"messages/{message.pk}", {"text": "Vi har tre lokaler."}, if_match='"1"')

        assert (answer.json()["text"], answer.json()["revision"]) == ("Vi har tre lokaler.", 2)
        assert answer.json()["edited_at"]
        assert answer["ETag"] == '"2"'
        (earlier,) = call(world.chair).get(f"messages/{message.pk}/revisions").json()["results"]
        assert (earlier["number"], earlier["text"]) == (1, message.text)
        page = open_browser(world.chair.person).get(f"/meddelande/{message.pk}/historik/").content.decode()
        assert "två tomma lokaler" in page
        assert "tre lokaler" in page

    def test_an_edit_from_an_old_version_is_refused(self, world: World, message: Message, call: Call) -> None:
        officer = call(world.officer)
        officer.patch(f"messages/{message.pk}", {"text": "Ny"}, if_match='"1"')

        assert officer.patch(f"messages/{message.pk}", {"text": "Annan"}, if_match='"1"').status_code == 412
        assert officer.delete(f"messages/{message.pk}", if_match='"1"').status_code == 412

    def test_the_version_must_be_named(self, world: World, message: Message, call: Call) -> None:
        officer = call(world.officer)

        assert officer.patch(f"messages/{message.pk}", {"text": "Ny"}).status_code == 428
        assert officer.delete(f"messages/{message.pk}").status_code == 428

    @pytest.mark.parametrize(
        "tag", ["x", '"x"', '"-1"', '"1.5"', '"' + "9" * 50 + '"', "*", '"١"'.encode().decode("latin1")]
    )
    def test_a_broken_version_is_told(self, world: World, message: Message, call: Call, tag: str) -> None:
        answer = call(world.officer).patch(f"messages/{message.pk}", {"text": "Ny"}, if_match=tag)

        assert answer.status_code in {412, 422}

    def test_a_weak_tag_is_understood(self, world: World, message: Message, call: Call) -> None:
        assert call(world.officer).patch(f"messages/{message.pk}", {"text": "Ny"}, if_match='W/"1"').status_code == 200

    def test_the_same_words_are_no_edit(self, world: World, message: Message) -> None:
        edit_message(actor=world.officer, message=message, text=f" {message.text} ", expected=1)

        assert not Revision.objects.exists()
        assert not Event.objects.filter(type="council.message_edited").exists()

    def test_a_stale_form_keeps_what_was_typed_and_shows_what_stands(self, world: World, message: Message) -> None:
        edit_message(actor=world.officer, message=message, text="På en annan dator", expected=1)
        answer = open_browser(world.officer.person).post(
            f"/meddelande/{message.pk}/andra/", {"text": "På den här datorn", "revision": "1"}
        )

        assert answer.status_code == 412
        assert "På den här datorn" in answer.content.decode()
        assert "På en annan dator" in answer.content.decode()

    def test_a_refused_form_keeps_what_was_typed(self, world: World, message: Message) -> None:
        answer = open_browser(world.officer.person).post(
            f"/meddelande/{message.pk}/andra/", {"text": "Deltagare 121212-1212", "revision": "1"}
        )

        assert answer.status_code == 422
        assert "Deltagare 121212-1212" in answer.content.decode()

    def test_one_edits_only_with_the_hat_one_wrote_with(self, world: World, message: Message) -> None:
        from tests.world import member

        other = member(world.organisations["business"], world.officer.person)
        with pytest.raises(Forbidden):
            edit_message(actor=other, message=message, text="Annat", expected=1)


@pytest.mark.parametrize("role", ["representative", "chair", "officer", "drafter", "manager"])
def test_abilities_are_what_the_actions_then_allow(world: World, message: Message, call: Call, role: str) -> None:
    """What the API promises on a message is what happens when one tries."""
    who, tries = world.cast[role], _tries(world, message)
    answer = call(who).get(f"messages/{message.pk}")
    promised = answer.json().get("abilities", dict.fromkeys(tries, False))

    happened = {}
    for name, attempt in tries.items():
        try:
            with transaction.atomic():
                attempt(who)
                happened[name] = True
                transaction.set_rollback(True)
        except Forbidden:
            happened[name] = False

    assert happened == promised


def _tries(world: World, message: Message) -> dict[str, Any]:
    from council.rooms.actions import ask_question
    from events import clock
    from tests.council.scenarios import adopted, made

    goal = adopted(world)
    return {
        "make_activity": lambda who: made(world, goal, actor=who, message=message),
        "edit": lambda who: edit_message(actor=who, message=message, text="Nytt", expected=1),
        "delete": lambda who: delete_message(actor=who, message=message),
        "hide": lambda who: hide_message(actor=who, message=message, reason="x"),
        "lock": lambda who: lock_thread(actor=who, message=message),
        "ask": lambda who: ask_question(
            actor=who, message=message, organisation=world.organisations["asf"], due=clock.today()
        ),
        "react": lambda who: react(actor=who, message=message, kind="agree"),
        "reply": lambda who: post_message(actor=who, room=world.open_room, text="x", reply_to=message.pk),
    }


def test_somebody_without_a_hat_says_nothing(world: World) -> None:
    from accounts.actor import PersonActor

    with pytest.raises(Forbidden):
        said(PersonActor(person()), world.open_room)
