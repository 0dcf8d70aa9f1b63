"""A server that falls or is taken down loses nothing, and doubles nothing, for those who come back."""

import threading
import uuid

from tests.world import said


def test_a_killed_server_is_followed_on_from_where_one_was(own_server, world, browsers):
    """`kill -9` in the middle of a stream of messages; the writer sends again, under the same keys."""
    writer = browsers(own_server, world.representative)
    reader = browsers(own_server, world.officer).come(world.open_room)
    keys, sent, fallen = [str(uuid.uuid4()) for _ in range(20)], {}, threading.Event()

    def write() -> None:
        for number, key in enumerate(keys):
            while number not in sent:
                try:
                    sent[number] = writer.say(world.open_room, f"nr {number}", key)
                except OSError:
                    fallen.set()
                    up.wait(timeout=60)
            if number == 8:
                half.set()

    half, up = threading.Event(), threading.Event()
    writing = threading.Thread(target=write)
    writing.start()
    half.wait(timeout=60)
    own_server.kill()
    assert reader.code() == 1006
    said(world.facilitator, world.open_room, "medan servern låg nere")
    own_server.start()
    up.set()
    writing.join(timeout=60)
    assert len(sent) == 20
    reader.open()
    reader.hello()
    assert reader.follow(world.open_room)["mode"] == "live"
    reader.reach(world.open_room, max(one["seq"] for one in sent.values()))
    fresh = browsers(own_server, world.officer).snapshot(world.open_room)
    assert reader.texts(world.open_room) == [one["text"] for one in fresh["messages"]]
    assert sorted(text for text in reader.texts(world.open_room) if text.startswith("nr")) == sorted(
        f"nr {number}" for number in range(20)
    )
    assert {f"message:{one['id']}": one for one in fresh["messages"]} == {
        key: view for key, view in reader.views.items() if key.startswith("message:")
    }


def test_a_server_that_goes_down_says_when_to_come_back(own_server, world, browsers):
    tabs = [browsers(own_server, world.officer).come(world.open_room) for _ in range(5)]
    stopping = threading.Thread(target=own_server.stop)
    stopping.start()
    for tab in tabs:
        assert 0 <= tab.wait("drain")["after"] <= 1000
        assert tab.code() == 4200
    stopping.join(timeout=60)
    own_server.start()
    message = browsers(own_server, world.representative).say(world.open_room, "Uppe igen.")
    for tab in tabs:
        tab.open()
        tab.hello()
        assert tab.follow(world.open_room)["mode"] == "live"
        tab.reach(world.open_room, message["seq"])
