"""The live socket on a real server: who gets in, what comes down, and what happens to those who misbehave."""

import json
import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from accounts.actor import PersonActor
from council.rooms.actions import open_room
from events.models import Stream
from tests.world import SYSTEM, said


class TestGettingIn:
    def test_hello_subscribe_and_a_message_over_the_api(self, server, world, browsers):
        reader, writer = browsers(server, world.representative), browsers(server, world.officer)
        reader.open()
        welcome = reader.hello()
        assert welcome["heartbeat"] > 0
        assert welcome["limits"] == {"subscriptions": 64, "frame": 65536}
        answer = reader.follow(world.open_room)
        assert (answer["mode"], answer["head"]) == ("live", reader.last[world.open_room.stream])
        message = writer.say(world.open_room, "Över nätet.")
        frame = reader.wait("ev")
        assert [event["type"] for event in frame["events"]] == ["council.message_posted"]
        assert frame["events"][0]["actor"] == world.officer.ref
        assert frame["events"][0]["acting_for"] == world.officer.acting_for_ref
        view = frame["views"][f"message:{message['id']}"]
        abilities = {"abilities"} & message.keys()
        assert view == {name: value for name, value in message.items() if name not in abilities}

    @pytest.mark.parametrize(
        "origin",
        [
            "null",
            "",
            "https://127.0.0.1:{port}",
            "http://127.0.0.1",
            "http://127.0.0.1:1{port}",
            "http://127.0.0.1:{port}.example.se",
            "http://127.0.0.1.example.se:{port}",
            "http://example.se:{port}",
            "http://127.0.0.1:{port}@example.se",
            "http://localhost.example.se:{port}",
            "file://",
        ],
    )
    def test_another_origin_is_refused_before_anything_is_said(self, server, world, browsers, origin):
        stranger = browsers(server, world.officer, origin=origin.format(port=server.port))
        with pytest.raises(InvalidStatus) as refused:
            stranger.open()
        assert refused.value.response.status_code in {400, 403}  # 400: not even the form of an origin

    def test_without_a_session_one_is_told_to_stay_away(self, server, world, browsers):
        for cookie in ["other=1", "arenan=x", "arenan=made-up-session-key", "arenan=a; arenan=b"]:
            nobody = browsers(server, world.officer).open(cookie=cookie)
            nobody.send({"t": "hello", "client": "c"})
            assert nobody.code() == 4001

    def test_a_hat_that_is_not_ones_own_is_refused(self, server, world, browsers):
        stranger = browsers(server, PersonActor(world.outsider.person, world.officer.membership)).open()
        stranger.send({"t": "hello", "client": "c", "acting_for": str(world.officer.membership.pk)})
        assert stranger.code() == 4003

    def test_another_subprotocol_is_not_spoken(self, server, world, browsers):
        with pytest.raises((InvalidStatus, ConnectionClosed)):
            browsers(server, world.officer).open(subprotocols=["arenan.v999"]).hello()

    def test_a_word_before_hello_and_a_second_hello_break_the_protocol(self, server, world, browsers):
        hasty = browsers(server, world.officer).open()
        hasty.send({"t": "ping", "c": 1})
        assert hasty.code() == 4002
        twice = browsers(server, world.officer).open()
        twice.hello()
        twice.send({"t": "hello", "client": "c"})
        assert twice.code() == 4002


class TestForgedStreams:
    def test_a_foreign_or_forged_stream_is_gone_and_looks_the_same(self, server, world, browsers):
        stranger = browsers(server, world.outsider).open()
        stranger.hello()
        names = [
            world.open_room.stream,
            world.closed_room.stream,
            f"council:{world.council.pk}",
            f"person:{world.officer.person.pk}",
            f"organisation:{world.organisations['asf'].pk}",
            "room:11111111-1111-4111-8111-111111111111",
            "room:*",
            "everything",
            "",
            'room:","x":"',
        ]
        for number, name in enumerate(names):
            stranger.send({"t": "sub", "id": number, "stream": name})
            answer = stranger.wait("gone", stream=name)
            assert answer == {"t": "gone", "stream": name, "reason": "rights", "id": number}
        said(world.officer, world.open_room)
        browsers(server, world.officer).say(world.open_room)
        stranger.send({"t": "ping", "c": 7})
        assert stranger.next() == {"t": "pong", "c": 7}

    def test_one_cannot_type_into_a_room_one_does_not_follow(self, server, world, browsers):
        reader, stranger = (
            browsers(server, world.officer).come(world.open_room),
            browsers(server, world.outsider).open(),
        )
        stranger.hello()
        stranger.send({"t": "typing", "stream": world.open_room.stream, "on": True})
        stranger.send({"t": "ping", "c": 1})
        stranger.wait("pong")
        reader.send({"t": "ping", "c": 2})
        reader.wait("pong")
        assert not [frame for frame in reader.frames if frame["t"] == "typing" and frame["people"]]

    def test_there_is_an_end_to_how_many_streams_one_follows(self, server, world, browsers):
        rooms = [open_room(actor=SYSTEM, council=world.council, title=f"Rum {number}") for number in range(65)]
        epochs = dict(Stream.objects.values_list("name", "epoch"))
        tab = browsers(server, world.officer).open()
        tab.hello()
        for number, room in enumerate(rooms):
            if number > 30:
                time.sleep(0.55)  # More would be too fast: two frames a second go through after the first forty.
            tab.send({"t": "sub", "id": number, "stream": room.stream, "epoch": epochs[room.stream], "after": 1})
            if number < 64:
                assert tab.wait("subd")["mode"] == "live"
        assert tab.wait("error")["code"] == "too-many"


class TestMisbehaving:
    @pytest.mark.parametrize(
        "frame",
        [
            "",
            "[",
            "not json",
            '{"t":"nothing"}',
            '{"t":"ping","c":' + "9" * 5000 + "}",
            "[" * 60_000,
            '{"t":"ack","n":99}',
            '{"t":"ping","c":NaN}',
            '{"t":"ping","c":1,"more":"\\ud800"}',
            '{"t":"\\ud800"}',
        ],
        ids=range(10),
    )  # fmt: skip
    def test_a_broken_frame_closes_its_own_socket_and_no_other(self, server, world, browsers, frame):
        quiet, broken = browsers(server, world.officer).come(world.open_room), browsers(server, world.officer).open()
        broken.hello()
        broken.send(frame)
        assert broken.code() == 4002
        message = browsers(server, world.representative).say(world.open_room)
        quiet.reach(world.open_room, message["seq"])

    def test_bytes_are_no_frame(self, server, world, browsers):
        broken = browsers(server, world.officer).open()
        broken.hello()
        broken.socket.send(b"\x00\xff")
        assert broken.code() == 4002

    def test_a_frame_over_the_limit_closes_its_own_socket_and_no_other(self, server, world, browsers):
        quiet, large = browsers(server, world.officer).come(world.open_room), browsers(server, world.officer).open()
        large.hello()
        large.send(json.dumps({"t": "ping", "c": 1, "more": "x" * 65_536}))
        assert large.code() in {1009, 1006}  # Closed, or cut off without a word.
        message = browsers(server, world.representative).say(world.open_room)
        quiet.reach(world.open_room, message["seq"])

    def test_what_is_told_may_be_larger_than_what_may_be_said(self, server, world, browsers):
        """The longest message there may be, and of signs that take four bytes each."""
        reader = browsers(server, world.officer).come(world.open_room)
        message = browsers(server, world.representative).say(world.open_room, "😀" * 10_000)
        reader.reach(world.open_room, message["seq"])
        told = next(frame for frame in reader.frames if frame["t"] == "ev")
        assert len(json.dumps(told, ensure_ascii=False).encode()) > 65_536
        assert told["views"][f"message:{message['id']}"]["text"] == "😀" * 10_000

    def test_one_who_talks_without_end_is_sent_away(self, server, world, browsers):
        loud = browsers(server, world.officer).open()
        loud.hello()
        for number in range(200):
            loud.send({"t": "ping", "c": number})
        assert loud.code() == 4101
        assert browsers(server, world.representative).come(world.open_room)


class TestPositions:
    def test_one_who_comes_back_hears_exactly_what_was_missed(self, server, world, browsers):
        writer, reader = browsers(server, world.representative), browsers(server, world.officer).come(world.open_room)
        first = writer.say(world.open_room, "ett")
        reader.reach(world.open_room, first["seq"])
        reader.close()
        missed = [writer.say(world.open_room, text) for text in ("två", "tre", "fyra")]
        reader.open()
        reader.hello()
        assert reader.follow(world.open_room)["mode"] == "live"
        reader.reach(world.open_room, missed[-1]["seq"])
        last = writer.say(world.open_room, "fem")
        reader.reach(world.open_room, last["seq"])
        assert reader.texts(world.open_room) == ["ett", "två", "tre", "fyra", "fem"]
        assert [event["data"]["message"] for event in reader.applied[world.open_room.stream]] == [
            one["id"] for one in (first, *missed, last)
        ]

    @pytest.mark.parametrize(("epoch", "after"), [("", 0), ("another", 1), (None, 10**6)])
    def test_a_position_that_cannot_be_is_sent_for_a_snapshot(self, server, world, browsers, epoch, after):
        tab = browsers(server, world.officer).open()
        tab.hello()
        tab.snapshot(world.open_room)
        tab.epoch = tab.snapshot(world.open_room)["epoch"] if epoch is None else epoch
        tab.send({"t": "sub", "id": 5, "stream": world.open_room.stream, "epoch": tab.epoch, "after": after})
        assert tab.wait("subd")["mode"] == "reset"

    def test_what_was_taken_back_is_in_no_replay(self, server, world, browsers):
        author = browsers(server, world.officer)
        before = author.snapshot(world.open_room)
        message = author.say(world.open_room, "Detta ångrar jag.")
        taken = author.call("DELETE", f"/messages/{message['id']}", **{"If-Match": f'"{message["revision"]}"'})
        assert taken.status == 200
        late = browsers(server, world.representative)
        late.last[world.open_room.stream], late.applied[world.open_room.stream] = before["seq"], []
        late.epoch = before["epoch"]
        late.open()
        late.hello()
        late.follow(world.open_room)
        late.reach(world.open_room, before["seq"] + 2)
        assert "ångrar" not in json.dumps(late.frames, ensure_ascii=False)
        assert late.views[f"message:{message['id']}"]["state"] == "deleted"


class TestCompany:
    def test_one_sees_who_is_here_and_who_goes(self, server, world, browsers):
        one = browsers(server, world.officer).come(world.open_room)
        other = browsers(server, world.representative).come(world.open_room)
        both = {world.officer.person.name, world.representative.person.name}
        seen = one.wait("presence", where=lambda frame: {who["name"] for who in frame["people"]} == both)
        assert seen["count"] == 2
        assert {who["organisation"] for who in seen["people"]} == {"Sjöby", "Tråden"}
        other.close()
        one.wait("presence", count=1)

    def test_one_sees_who_is_typing_and_who_has_stopped(self, server, world, browsers):
        one = browsers(server, world.officer).come(world.open_room)
        other = browsers(server, world.representative).come(world.open_room)
        other.send({"t": "typing", "stream": world.open_room.stream, "on": True})
        seen = one.wait("typing", where=lambda frame: bool(frame["people"]))
        assert [who["name"] for who in seen["people"]] == [world.representative.person.name]
        other.send({"t": "typing", "stream": world.open_room.stream, "on": False})
        assert one.wait("typing")["people"] == []

    def test_ones_other_device_hears_what_one_has_read_and_begun_to_write_and_nobody_else_does(
        self, server, world, browsers
    ):
        phone, other = (
            browsers(server, world.officer).come(world.open_room),
            browsers(server, world.chair).come(world.open_room),
        )
        laptop = browsers(server, world.officer)
        laptop.call("PUT", f"/rooms/{world.open_room.pk}/draft", {"text": "Påbörjat"})
        assert phone.wait("note", kind="draft")["data"]["text"] == "Påbörjat"
        message = laptop.say(world.open_room)
        laptop.call("PUT", f"/rooms/{world.open_room.pk}/read", {"ranges": [[1, message["seq"]]]})
        assert phone.wait("note", kind="read")["data"]["unread"] == 0
        other.reach(world.open_room, message["seq"])
        assert "note" not in {frame["t"] for frame in other.frames}
