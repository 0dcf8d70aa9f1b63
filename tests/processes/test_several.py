"""Three servers on one database: what is said to one is heard on all, with Redis and without."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from council.rooms.models import Room
from tests.harness import services
from tests.harness.servers import Server
from tests.processes.browser import Browser
from tests.processes.conftest import environment
from tests.world import World

pytestmark = pytest.mark.multiprocess


@dataclass
class Three:
    """Three servers, with a Redis of their own that a test may stop."""

    servers: list[Server]
    redis: services.Redis


@pytest.fixture(scope="module")
def redis() -> Iterator[services.Redis]:
    with services.redis() as server:
        yield server


@pytest.fixture(scope="module")
def standing(django_db_setup: None, redis: services.Redis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Three]:
    with ExitStack() as stack:
        servers = []
        for number in range(3):
            folder = tmp_path_factory.mktemp(f"server-{number}")
            servers.append(Server(environment(folder, redis.url), worker=False))
            stack.callback(servers[-1].stop)
            servers[-1].start()
        yield Three(servers, redis)


@pytest.fixture
def three(standing: Three, transactional_db: None) -> Iterator[Three]:
    """The three servers, with an empty database under them and Redis running before and after."""
    yield standing
    if standing.redis.process is None:
        standing.redis.start()


def spread(three: Three, world: World, browsers: Callable[..., Browser]) -> list[Browser]:
    """Return one reader on each server."""
    people = (world.officer, world.facilitator, world.chair)
    return [browsers(server, who).come(world.open_room) for server, who in zip(three.servers, people, strict=True)]


def heard_within(seconds: float, writer: Browser, readers: list[Browser], room: Room) -> bool:
    """Post, and say whether everybody had it so soon after the answer."""
    message = writer.say(room)
    answered = time.monotonic()
    for reader in readers:
        reader.reach(room, message["seq"])
    return time.monotonic() - answered <= seconds


def test_what_is_said_to_one_is_heard_on_the_others(three, world, browsers):
    readers = spread(three, world, browsers)
    for server in three.servers:
        message = browsers(server, world.representative).say(world.open_room, f"Till {server.port}.")
        for reader in readers:
            reader.reach(world.open_room, message["seq"])
            assert reader.views[f"message:{message['id']}"] == {
                name: value for name, value in message.items() if name != "abilities"
            }


def test_who_is_here_and_who_is_typing_is_seen_on_the_others(three, world, browsers):
    readers = spread(three, world, browsers)
    for reader in readers:
        reader.wait("presence", count=3)
    readers[0].send({"t": "typing", "stream": world.open_room.stream, "on": True})
    for reader in readers[1:]:
        seen = reader.wait("typing", where=lambda frame: bool(frame["people"]))
        assert [who["name"] for who in seen["people"]] == [world.officer.person.name]


def test_ones_device_on_another_server_hears_what_one_has_begun_to_write(three, world, browsers):
    phone = browsers(three.servers[0], world.officer).come(world.open_room)
    browsers(three.servers[1], world.officer).call("PUT", f"/rooms/{world.open_room.pk}/draft", {"text": "Påbörjat"})
    assert phone.wait("note", kind="draft")["data"]["text"] == "Påbörjat"


def test_with_redis_stopped_it_is_heard_all_the_same_within_two_seconds(three, world, browsers):
    readers = spread(three, world, browsers)
    writer = browsers(three.servers[0], world.representative)
    assert heard_within(20, writer, readers, world.open_room)
    three.redis.stop()
    # The machine may stutter; of three messages one at least shows what the servers do.
    assert any(heard_within(2.0, writer, readers, world.open_room) for _ in range(3))
    three.redis.start()
    assert heard_within(20, writer, readers, world.open_room)
    for reader in readers:
        assert reader.applied[world.open_room.stream] == readers[0].applied[world.open_room.stream]


def test_with_redis_stopped_a_right_that_ends_still_ends_the_subscription(three, world, browsers):
    from tests.processes.test_rights import ended, mandate_ends

    tab = browsers(three.servers[1], world.officer).come(world.open_room)
    time.sleep(1.5)  # The server has looked at who is here once.
    three.redis.stop()
    mandate_ends(world)
    assert ended(tab, world.open_room)


def test_a_socket_that_has_been_idle_for_thirty_seconds_still_receives(three, world, browsers):
    readers = spread(three, world, browsers)
    time.sleep(30)
    assert heard_within(20, browsers(three.servers[2], world.representative), readers, world.open_room)


def test_one_server_falls_and_its_readers_go_on_at_another(three, world, browsers):
    reader = browsers(three.servers[2], world.officer).come(world.open_room)
    writer = browsers(three.servers[0], world.representative)
    first = writer.say(world.open_room, "före")
    reader.reach(world.open_room, first["seq"])
    three.servers[2].kill()
    try:
        writer.say(world.open_room, "under")
        reader.server, reader.origin = three.servers[1], three.servers[1].url
        reader.open()
        reader.hello()
        assert reader.follow(world.open_room)["mode"] == "live"
        last = writer.say(world.open_room, "efter")
        reader.reach(world.open_room, last["seq"])
        assert reader.texts(world.open_room) == ["före", "under", "efter"]
    finally:
        three.servers[2].start()
