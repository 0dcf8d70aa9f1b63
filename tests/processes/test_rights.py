"""A right that ends, ends what hangs on it: the subscription within five seconds, the next read at once."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
from websockets.exceptions import ConnectionClosed

from accounts.actions import end_membership
from council.rooms.actions import change_room, remove_member
from council.rooms.models import Room
from council.seats.actions import end_mandate
from live.protocol import Close
from tests.processes.browser import Answer, Browser
from tests.world import SYSTEM, World, said

LIMIT = 5.0


def ended(tab: Browser, room: Room) -> bool:
    """Read until the subscription is over: told so, or hung up on for good."""
    try:
        tab.wait("gone", within=LIMIT, stream=room.stream)
    except ConnectionClosed as closed:
        return closed.rcvd is not None and closed.rcvd.code in {Close.SIGNED_OUT, Close.HAT_ENDED}
    return True


def mandate_ends(world: World) -> None:
    end_mandate(actor=SYSTEM, mandate=world.seats["public"].mandates.get(person=world.officer.person))


def membership_ends(world: World) -> None:
    end_membership(actor=SYSTEM, membership=world.officer.membership)


def account_is_closed(world: World) -> None:
    type(world.officer.person).objects.filter(pk=world.officer.person.pk).update(is_active=False)


def room_is_closed(world: World) -> None:
    room = Room.objects.get(pk=world.open_room.pk)
    change_room(
        actor=SYSTEM, room=room, expected=room.version, title=room.title, purpose="", kind=room.kind, access="closed",
        retention_days=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("end", "next_read"),
    [(mandate_ends, {404}), (membership_ends, {404}), (account_is_closed, {401}), (room_is_closed, {404})],
)
def test_a_right_that_ends_ends_the_subscription_and_the_next_read(server, world, browsers, end, next_read):
    """What ends it happens in another process, as it may in an installation of several."""
    tab = browsers(server, world.officer).come(world.open_room)
    end(world)
    assert tab.call("GET", f"/rooms/{world.open_room.pk}/snapshot").status in next_read
    assert ended(tab, world.open_room)
    said(world.chair, world.open_room, "Efteråt.")
    assert "Efteråt." not in tab.texts(world.open_room)


def test_a_membership_that_ended_reads_as_if_nothing_were_there(server, world, browsers):
    tab = browsers(server, world.officer)
    membership_ends(world)
    for path in (f"/rooms/{world.open_room.pk}/snapshot", f"/rooms/{world.open_room.pk}/messages"):
        assert tab.call("GET", path, **{"Acting-For": ""}).status == 404


def test_an_invitation_to_a_closed_room_that_ends_leaves_the_other_rooms_alone(server, world, browsers):
    tab = browsers(server, world.drafter).come(world.open_room)
    assert tab.follow(world.closed_room)["mode"] == "live"
    remove_member(actor=SYSTEM, member=world.closed_room.members.get(person=world.drafter.person))
    assert ended(tab, world.closed_room)
    message = browsers(server, world.officer).say(world.open_room)
    tab.reach(world.open_room, message["seq"])


def test_a_sign_out_ends_the_subscription_and_the_next_read(server, world, browsers):
    from django.contrib.sessions.models import Session

    tab, other = browsers(server, world.officer).come(world.open_room), browsers(server, world.officer)
    other.come(world.open_room)
    Session.objects.filter(session_key=tab.session).delete()
    assert tab.call("GET", f"/rooms/{world.open_room.pk}/snapshot").status == 401
    assert tab.code(within=LIMIT) == 4001
    message = browsers(server, world.representative).say(world.open_room)
    other.reach(world.open_room, message["seq"])


@pytest.mark.parametrize("end", [mandate_ends, membership_ends, "sign-out"], ids=["mandate", "membership", "sign-out"])
def test_a_poll_that_waits_while_its_right_ends_gets_nothing_of_what_comes_after(server, world, browsers, end):
    from django.contrib.sessions.models import Session

    tab = browsers(server, world.officer)
    at = tab.snapshot(world.open_room)
    path = f"/streams/{world.open_room.stream}/events?after={at['seq']}&epoch={at['epoch']}&wait=20"
    answers: list[Answer] = []
    waiting = threading.Thread(target=lambda: answers.append(tab.call("GET", path)))
    waiting.start()
    time.sleep(1)
    stop: Callable[[], object] = (
        Session.objects.filter(session_key=tab.session).delete if end == "sign-out" else partial(end, world)
    )
    stop()
    browsers(server, world.representative).say(world.open_room, "Efteråt.")
    waiting.join(timeout=30)
    assert answers[0].status in {401, 403, 404}
    assert "Efteråt." not in answers[0].text
