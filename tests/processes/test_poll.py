"""Everything that comes over the socket comes by long poll too, for networks that let no socket through."""

import threading

import pytest

from tests.processes.browser import Answer, Browser, Frame
from tests.world import said


def poll(tab: Browser, stream: str, at: Frame, *, wait: float = 0, **more: object) -> Answer:
    query = "&".join(
        f"{name}={value}" for name, value in {"after": at["seq"], "epoch": at["epoch"], "wait": wait, **more}.items()
    )
    return tab.call("GET", f"/streams/{stream}/events?{query}")


def test_a_poll_gives_the_same_events_and_views_as_the_socket(server, world, browsers):
    socket, polling = browsers(server, world.officer).come(world.open_room), browsers(server, world.facilitator)
    at = polling.snapshot(world.open_room)
    for text in ("ett", "två", "tre"):
        last = browsers(server, world.representative).say(world.open_room, text)
    socket.reach(world.open_room, last["seq"])
    answer = poll(polling, world.open_room.stream, at).json()
    assert (answer["mode"], answer["head"]) == ("events", last["seq"])
    assert answer["events"] == socket.applied[world.open_room.stream]
    assert answer["views"] == {key: socket.views[key] for key in answer["views"]}
    assert len(answer["views"]) == 3


def test_a_poll_waits_for_what_happens(server, world, browsers):
    polling = browsers(server, world.officer)
    at, answers = polling.snapshot(world.open_room), []
    waiting = threading.Thread(target=lambda: answers.append(poll(polling, world.open_room.stream, at, wait=20)))
    waiting.start()
    said(world.representative, world.open_room, "Skrivet i en annan process.")
    waiting.join(timeout=30)
    answer = answers[0].json()
    assert [event["type"] for event in answer["events"]] == ["council.message_posted"]
    assert {view["text"] for view in answer["views"].values()} == {"Skrivet i en annan process."}


def test_a_poll_ends_empty_when_nothing_happens(server, world, browsers):
    polling = browsers(server, world.officer)
    answer = poll(polling, world.open_room.stream, polling.snapshot(world.open_room), wait=0.5).json()
    assert (answer["mode"], answer["events"], answer["views"]) == ("events", [], {})


def test_a_poll_from_another_life_is_sent_for_a_snapshot(server, world, browsers):
    answer = poll(browsers(server, world.officer), world.open_room.stream, {"seq": 1, "epoch": "another"}).json()
    assert (answer["mode"], answer["events"]) == ("reset", [])


def test_who_polls_and_who_has_a_socket_see_each_other_and_who_is_typing(server, world, browsers):
    socket, polling = browsers(server, world.representative).come(world.open_room), browsers(server, world.officer)
    stream, at = world.open_room.stream, polling.snapshot(world.open_room)
    poll(polling, stream, at)
    both = {world.officer.person.name, world.representative.person.name}
    socket.wait("presence", where=lambda frame: {who["name"] for who in frame["people"]} == both)
    assert {who["name"] for who in poll(polling, stream, at).json()["presence"]["people"]} == both
    assert polling.call("POST", f"/streams/{stream}/typing", {"on": True}).status == 204
    seen = socket.wait("typing", where=lambda frame: bool(frame["people"]))
    assert [who["name"] for who in seen["people"]] == [world.officer.person.name]
    socket.send({"t": "typing", "stream": stream, "on": True})
    socket.wait("typing", where=lambda frame: len(frame["people"]) == 2)
    assert {who["name"] for who in poll(polling, stream, at).json()["typing"]["people"]} == both


@pytest.mark.parametrize("name", ["room:x", "nothing", "room:11111111-1111-4111-8111-111111111111", "room:%00", "*"])
def test_a_forged_stream_is_not_there(server, world, browsers, name):
    assert poll(browsers(server, world.officer), name, {"seq": 0, "epoch": ""}).status == 404


def test_a_foreign_stream_is_not_there(server, world, browsers):
    at = {"seq": 0, "epoch": ""}
    stranger = browsers(server, world.outsider)
    for stream in (world.open_room.stream, world.closed_room.stream, f"person:{world.officer.person.pk}"):
        assert poll(stranger, stream, at).status == 404
        assert stranger.call("POST", f"/streams/{stream}/typing", {"on": True}).status == 404


def test_without_a_session_one_is_asked_to_sign_in(server, world, browsers):
    nobody = browsers(server, world.officer)
    nobody.session = "made-up"
    assert poll(nobody, world.open_room.stream, {"seq": 0, "epoch": ""}).status == 401


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=1e3", "after=99999999999999999999", "wait=x", "wait=-inf&after=x"]
)
def test_a_question_that_makes_no_sense_is_told_so(server, world, browsers, query):
    answer = browsers(server, world.officer).call("GET", f"/streams/{world.open_room.stream}/events?{query}")
    assert answer.status == 422
    assert answer.json()["errors"]
