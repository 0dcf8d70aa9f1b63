"""Rooms belong to goals, and what is said there becomes something to be done for one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import PersonActor
from council.rooms import actions as rooms
from council.rooms.models import Message, Room
from council.rooms.queries import messages_in
from council.rooms.serializers import MessageSerializer, RoomSerializer
from events import clock
from events.errors import Conflict, Forbidden, Invalid
from events.models import Event
from network.goals import actions as goals
from network.goals.models import Activity, Goal
from network.links import links
from network.origins import origins
from tests.browsers import Caller, open_browser
from tests.council.scenarios import adopted
from tests.world import World, invited, react_to_all, said


@pytest.fixture
def goal(world: World) -> Goal:
    """An adopted goal of the council."""
    return adopted(world)


def soon() -> date:
    return clock.today() + timedelta(days=14)


def made_of(message: Message, goal: Goal, actor: PersonActor, world: World, **more: Any) -> Activity:
    described = {"title": "Titta på lokalerna", "organisation": world.organisations["public"], "due": soon(), **more}
    return rooms.make_activity(actor=actor, message=message, goal=goal, **described)


def view(message: Message) -> Any:
    return MessageSerializer(messages_in(message.room).get(pk=message.pk)).data


def fresh[T: Room | Message | Activity | Goal](thing: T) -> T:
    return type(thing)._default_manager.get(pk=thing.pk)  # type: ignore[return-value]


def told(name: str) -> list[Event]:
    return list(Event.objects.filter(type=name).select_related("stream").order_by("pk"))


def browser(actor: PersonActor) -> Client:
    return open_browser(actor.person)


# --- A room belongs to a goal ------------------------------------------------------------------------------------


def test_those_who_lead_tie_a_room_to_a_goal_and_everybody_in_it_sees_that(world, goal):
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    shown = RoomSerializer(fresh(world.open_room)).data["goal"]
    assert (shown["number"], shown["title"]) == (1, goal.title)
    assert shown["url"] == reverse("network:goal", args=["sjoby", 1])
    page = browser(world.officer).get("/rad/sjoby/rum/upphandling/")
    assert shown["url"] in page.content.decode()


def test_nobody_else_ties_a_room(world, goal):
    with pytest.raises(Forbidden):
        rooms.tie_room(actor=world.officer, room=world.open_room, goal=goal)


def test_a_room_cannot_belong_to_another_councils_goal(world, goal):
    Goal.objects.filter(pk=goal.pk).update(council=world.county)
    with pytest.raises(Invalid) as refused:
        rooms.tie_room(actor=world.chair, room=world.open_room, goal=fresh(goal))
    assert "goal" in refused.value.fields


def test_the_room_the_council_and_the_goal_hear_of_it_and_the_goal_not_which_room(world, goal):
    other = adopted(world, "Ett annat mål")
    rooms.tie_room(actor=world.chair, room=world.closed_room, goal=goal)
    rooms.tie_room(actor=world.chair, room=world.closed_room, goal=other)
    assert [one.stream.name.split(":")[0] for one in told("council.room_tied")] == ["council", "room"] * 2
    changes = told("council.goal_rooms_changed")
    assert {one.data["goal"] for one in changes[1:]} == {str(goal.pk), str(other.pk)}
    assert not any(str(world.closed_room.pk) in str(one.data) for one in changes)


def test_a_tie_that_stands_already_is_not_told_again(world, goal):
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    version = fresh(world.open_room).version
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    assert fresh(world.open_room).version == version
    assert len(told("council.goal_rooms_changed")) == 1


def test_a_goal_names_the_rooms_that_the_reader_may_enter(world, goal):
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    rooms.tie_room(actor=world.chair, room=world.closed_room, goal=goal)
    assert [one.label for one in links(world.representative, goal)] == ["Förtroligt", "Upphandling"]
    assert [one.label for one in links(world.officer, goal)] == ["Upphandling"]
    assert links(world.visitor, goal) == []


def test_a_room_changed_by_the_api_keeps_its_goal_unless_another_is_given(world, goal):
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    room, caller = world.open_room, Caller(world.chair)

    def put(**more: Any) -> Any:
        body = {"title": "Nytt namn", **more}
        return caller.put(f"rooms/{room.pk}", body, if_match=f'"{fresh(room).version}"')

    assert put().json()["goal"]["number"] == 1
    assert put(goal=None).json()["goal"] is None
    assert put(goal=str(goal.pk)).json()["goal"]["title"] == goal.title


def test_the_settings_page_ties_a_room_and_says_when_it_has_changed_meanwhile(world, goal):
    client = browser(world.chair)
    where = "/rad/sjoby/rum/upphandling/installningar/"
    form = {"title": "Upphandling", "kind": "document", "access": "open", "goal": str(goal.pk)}
    assert client.post(where, {**form, "revision": "1"}).status_code == 302
    assert fresh(world.open_room).goal == goal
    assert "selected>1. " in client.get(where).content.decode()
    late = client.post(where, {**form, "goal": "", "revision": "1"})
    assert late.status_code == 422
    assert fresh(world.open_room).goal == goal


def test_a_room_is_told_when_its_goal_gets_other_words(world, goal):
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    before = fresh(world.open_room).version
    goals.change_goal(
        actor=world.chair,
        goal=goal,
        expected=fresh(goal).version,
        title="Dubbelt så många platser",
        starts_on=goal.starts_on,
        ends_on=goal.ends_on,
    )
    react_to_all()
    room = fresh(world.open_room)
    assert room.version > before
    assert RoomSerializer(room).data["goal"]["title"] == "Dubbelt så många platser"


# --- A message becomes an activity -------------------------------------------------------------------------------


def test_a_message_becomes_an_activity_and_shows_it(world, goal):
    message = said(world.officer, world.open_room, "Vi borde titta på lokalerna.")
    activity = made_of(message, goal, world.representative, world)
    assert (activity.origin_kind, activity.origin) == ("message", message.pk)
    (shown,) = view(message)["activities"]
    assert (shown["title"], shown["state"], shown["goal"]["number"]) == ("Titta på lokalerna", "planned", 1)
    assert fresh(message).version > message.version


def test_a_question_with_a_clock_is_the_origin_as_a_question(world, goal):
    message = said(world.officer, world.open_room, "Har ni lokaler?")
    question = rooms.ask_question(
        actor=world.officer, message=message, organisation=world.organisations["asf"], due=soon()
    )
    activity = made_of(fresh(message), goal, world.officer, world)
    assert (activity.origin_kind, activity.origin) == ("question", question.pk)
    assert [one["title"] for one in view(message)["activities"]] == ["Titta på lokalerna"]
    rooms.withdraw_question(actor=world.officer, question=question)
    made_of(fresh(message), goal, world.officer, world, title="Fråga igen")
    assert len(view(message)["activities"]) == 2


def test_an_activity_that_moves_on_is_told_to_the_room(world, goal):
    message = said(world.officer, world.open_room)
    activity = made_of(message, goal, world.officer, world)
    react_to_all()
    assert told("council.activity_moved") == []
    goals.change_activity(
        actor=world.officer,
        activity=activity,
        expected=1,
        title=activity.title,
        organisation=activity.organisation,
        due=activity.due,
        state="done",
    )
    before = fresh(message).version
    react_to_all()
    (moved,) = told("council.activity_moved")
    assert (moved.data["message"], moved.actor) == (str(message.pk), "system:goals")
    assert fresh(message).version > before
    assert view(message)["activities"][0]["state"] == "done"


def test_an_activity_entered_elsewhere_with_a_message_as_its_origin_is_told_too(world, goal):
    message = said(world.officer, world.open_room)
    goals.add_activity(
        actor=world.officer,
        goal=goal,
        title="Boka visning",
        organisation=world.organisations["public"],
        due=soon(),
        origin_kind="message",
        origin=message.pk,
    )
    react_to_all()
    assert len(told("council.activity_moved")) == 1
    assert [one["title"] for one in view(message)["activities"]] == ["Boka visning"]


def test_an_activity_without_origin_concerns_no_room(world, goal):
    goals.add_activity(
        actor=world.officer, goal=goal, title="Annat", organisation=world.organisations["public"], due=soon()
    )
    react_to_all()
    assert told("council.activity_moved") == []


def test_only_those_who_sit_in_the_council_make_activities(world, goal):
    invited(world.closed_room, world.outsider, role="writer")
    message = said(world.outsider, world.closed_room)
    with pytest.raises(Forbidden):
        made_of(message, goal, world.outsider, world)
    with pytest.raises(Forbidden):
        made_of(message, goal, world.officer, world)
    made_of(message, goal, world.drafter, world)


def test_a_message_that_is_hidden_becomes_nothing_and_shows_nothing(world, goal):
    message = said(world.officer, world.open_room)
    made_of(message, goal, world.officer, world)
    rooms.hide_message(actor=world.chair, message=message, reason="Hör inte hit.")
    assert view(message)["activities"] == []
    with pytest.raises(Forbidden):
        made_of(message, goal, world.officer, world)


@pytest.mark.parametrize("state", ["proposed", "closed"])
def test_only_an_adopted_goal_gets_activities_from_rooms(world, goal, state):
    Goal.objects.filter(pk=goal.pk).update(state=state)
    with pytest.raises(Conflict):
        made_of(said(world.officer, world.open_room), fresh(goal), world.officer, world)


def test_the_chain_goes_from_goal_to_room_and_back(world, goal):
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    message = said(world.officer, world.open_room, "Vi borde titta på lokalerna i Fittja.")
    activity = made_of(message, goal, world.officer, world)
    origin = origins(world.officer, [(activity.origin_kind, activity.origin)])["message", message.pk]
    assert origin.label == "Vi borde titta på lokalerna i Fittja. – Upphandling"
    answer = browser(world.officer).get(origin.url)
    assert answer["Location"].startswith(f"/rad/sjoby/rum/upphandling/?m={message.pk}")
    assert links(world.officer, goal)[0].url == "/rad/sjoby/rum/upphandling/"


def test_an_origin_in_a_room_one_may_not_enter_is_not_shown(world, goal):
    message = said(world.representative, world.closed_room, "Mellan oss.")
    activity = made_of(message, goal, world.representative, world)
    wanted = [(activity.origin_kind, activity.origin)]
    assert origins(world.officer, wanted) == {}
    assert origins(world.drafter, wanted)


def test_an_origin_that_is_taken_back_keeps_its_place_and_not_its_words(world, goal):
    message = said(world.officer, world.open_room, "Det gamla ordvalet.")
    activity = made_of(message, goal, world.officer, world)
    rooms.delete_message(actor=world.officer, message=message)
    (origin,) = origins(world.officer, [(activity.origin_kind, activity.origin)]).values()
    assert "gamla" not in origin.label
    assert "Upphandling" in origin.label


def test_the_number_of_queries_does_not_hang_on_the_number_of_messages(world, goal):
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert MessageSerializer(messages_in(world.open_room), many=True).data
        return len(asked)

    made_of(said(world.officer, world.open_room), goal, world.officer, world)
    few = count()
    for place in range(4):
        message = said(world.officer, world.open_room)
        made_of(message, goal, world.officer, world, title=f"Nummer {place}")
        made_of(message, goal, world.officer, world, title=f"Också {place}")
    assert count() == few


def test_many_rooms_with_goals_are_listed_in_as_many_queries_as_one(world, goal):
    caller = Caller(world.officer)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            caller.get("rooms?council=sjoby")
        return len(asked)

    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    count()  # The first request of a session asks for more.
    few = count()
    for place in range(3):
        room = rooms.open_room(actor=world.chair, council=world.council, title=f"Rum {place}")
        rooms.tie_room(actor=world.chair, room=room, goal=adopted(world, f"Mål {place}"))
    assert count() == few


# --- The page and the API ----------------------------------------------------------------------------------------


def test_the_page_suggests_the_rooms_goal_and_the_messages_words(world, goal):
    adopted(world, "Ett annat mål")
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    message = said(world.officer, world.open_room, "Vi borde **titta** på lokalerna.")
    page = browser(world.officer).get(f"/meddelande/{message.pk}/atgard/").content.decode()
    assert 'value="Vi borde titta på lokalerna."' in page
    assert f'<option value="{goal.pk}" selected>' in page


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(world, goal):
    message = said(world.officer, world.open_room)
    form = {
        "goal": str(goal.pk),
        "title": "Ring 811218-9876",
        "organisation": str(world.organisations["public"].pk),
        "due": soon().isoformat(),
        "note": "Innan jul.",
    }
    answer = browser(world.officer).post(f"/meddelande/{message.pk}/atgard/", form)
    assert answer.status_code == 422
    assert "Ring 811218-9876" in answer.content.decode()
    assert "Innan jul." in answer.content.decode()
    assert not Activity.objects.exists()


def test_the_page_makes_the_activity_once_however_often_it_is_sent(world, goal):
    message, client = said(world.officer, world.open_room), browser(world.officer)
    form = {
        "goal": str(goal.pk),
        "title": "Titta på lokalerna",
        "organisation": str(world.organisations["public"].pk),
        "due": soon().isoformat(),
        "key": "samma",
    }
    for _ in range(2):
        assert client.post(f"/meddelande/{message.pk}/atgard/", form).status_code == 302
    assert Activity.objects.count() == 1
    page = client.get("/rad/sjoby/rum/upphandling/").content.decode()
    assert "Titta på lokalerna" in page
    assert reverse("network:goal", args=["sjoby", 1]) in page


def test_without_an_adopted_goal_the_page_says_what_is_missing(world):
    message = said(world.officer, world.open_room)
    page = browser(world.officer).get(f"/meddelande/{message.pk}/atgard/")
    assert page.status_code == 200
    assert '<form class="form"' not in page.content.decode()


def test_the_api_makes_an_activity_and_answers_with_the_message(world, goal):
    message = said(world.officer, world.open_room)
    body = {
        "goal": str(goal.pk),
        "title": "Titta på lokalerna",
        "organisation": str(world.organisations["public"].pk),
        "due": soon().isoformat(),
    }
    answer = Caller(world.officer).post(f"messages/{message.pk}/activities", body)
    assert answer.status_code == 201
    assert answer.json()["activities"][0]["goal"]["title"] == goal.title
    assert answer.json()["abilities"]["make_activity"] is True
