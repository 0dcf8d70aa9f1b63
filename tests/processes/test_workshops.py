"""Workshops on the wire: guests without an account, hosts who press at once, and nothing that gives an author away."""

import json
import threading
import uuid
from typing import Any

import pytest

from tests.processes.browser import Browser
from tests.processes.confidences import all_rows, as_kept
from tests.processes.papers import told_together
from tests.processes.test_rights import LIMIT
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.world import World
from workshops.plans.models import Step
from workshops.sessions import actions as sessions


@pytest.fixture
def session(server: Any, world: World) -> Session:
    return running(world, BOARD, HIDDEN)


def write(tab: Browser, step: Step, text: str, note: str = "") -> Any:
    return tab.call("PUT", f"/workshop-steps/{step.pk}/notes/{note or uuid.uuid4()}", {"text": text})


def test_what_a_guest_writes_on_a_phone_is_seen_by_all(server, session, browsers):
    guest, member = browsers(server, session.guests["Gunilla"]), browsers(server, session.world.officer)
    guest.enter(session.workshop)
    member.enter(session.workshop)
    step = session.go(0)
    assert guest.see("step", id=str(step.pk), state="open")
    assert write(guest, step, "Vi får aldrig svar").status == 200
    note = member.see("note", text="Vi får aldrig svar")
    author = member.views[f"participant:{note['by']['participant']}"]
    assert (author["name"], author["organisation"]) == ("Gunilla", "Föreningen Framåt")


def test_a_guest_without_a_socket_gets_the_same_by_long_poll(server, session, browsers):
    guest = browsers(server, session.guests["Gunilla"])
    where = guest.call("GET", f"/workshops/{session.workshop.pk}/snapshot").json()["streams"][session.workshop.stream]
    step = session.go(0)
    answer = guest.call(
        "GET", f"/streams/{session.workshop.stream}/events?after={where['seq']}&epoch={where['epoch']}&wait=5"
    )
    assert {view["state"] for view in answer.json()["views"].values() if view.get("id") == str(step.pk)} == {"open"}


def test_who_is_shown_out_sees_no_more(server, session, browsers):
    guest = browsers(server, session.guests["Gunilla"]).enter(session.workshop)
    sessions.remove_participant(actor=session.facilitator, participant=session.place(session.guests["Gunilla"]))
    guest.wait("gone", within=LIMIT, stream=session.workshop.stream)
    assert guest.call("GET", f"/workshops/{session.workshop.pk}/snapshot").status == 404
    assert write(guest, session.steps[0], "Jag är kvar").status == 404


def test_nobody_is_told_by_name_who_is_there_on_the_stream_that_the_screen_reads(server, session, browsers):
    member = browsers(server, session.world.officer).enter(session.workshop)
    people = f"people:{session.workshop.pk}"
    member.wait("presence", stream=people, where=lambda frame: frame["count"] > 0)
    assert not [one for one in member.frames if one["t"] == "presence" and one["stream"] != people and one["people"]]


def test_two_hosts_who_press_next_at_once_go_one_step(server, session, browsers):
    tabs = [browsers(server, session.facilitator), browsers(server, session.world.chair)]
    first = session.steps[0]
    answers: list[int] = []

    def press(tab: Browser) -> None:
        body = {"step": str(first.pk), "after": None}
        answers.append(tab.call("PUT", f"/workshops/{session.workshop.pk}/step", body).status)

    pressing = [threading.Thread(target=press, args=[tab]) for tab in tabs]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()
    assert answers == [200, 200]
    assert session.now().step_id == first.pk
    assert [step.state for step in session.steps] == ["open", "planned"]


def test_of_two_hosts_who_go_to_different_steps_one_is_told(server, session, browsers):
    tabs = [browsers(server, session.facilitator), browsers(server, session.world.chair)]
    answers = [
        tab.call("PUT", f"/workshops/{session.workshop.pk}/step", {"step": str(step.pk), "after": None}).status
        for tab, step in zip(tabs, session.steps, strict=True)
    ]
    assert answers == [200, 409]


# --- Nothing gives an author away ----------------------------------------------------------------------------------


def test_no_byte_and_no_row_joins_the_author_of_a_note_without_a_name_to_it(server, session, browsers):
    author, guest = session.world.officer, session.guests["Gunilla"]
    readers = [browsers(server, one).enter(session.workshop) for one in (session.world.representative, guest)]
    host, mine = browsers(server, session.facilitator).enter(session.workshop), browsers(server, author)
    mine.enter(session.workshop)
    step, note = session.go(1), str(uuid.uuid4())
    assert write(mine, step, "Chefen vill inte", note).status == 200
    assert write(mine, step, "Chefen vill inte", note).status == 200, "sent again by a phone that got no answer"
    assert host.see("note", id=note)["by"] is None
    sessions.reveal(actor=session.facilitator, step=step)
    for reader in readers:
        reader.see("note", id=note)
    place = session.place(author)
    known_by = {str(place.pk), str(author.person_id), author.person.name, str(author.organisation_id), mine.session}
    known_by |= {author.membership_id, author.person.email}

    def joins(text: str) -> bool:
        return (note in text or note.replace("-", "") in text or "Chefen vill inte" in text) and any(
            one in text for one in known_by
        )

    for tab in [*readers, host]:
        pieces = [piece for text in tab.bytes for piece in told_together(json.loads(text))]
        assert any(note in piece for piece in pieces)
        assert not [piece for piece in pieces if joins(piece)]
    known_by = as_kept(known_by)
    assert not [row for row in all_rows() if joins(row)]
    assert not [line for line in server.log.read_text(errors="replace").splitlines() if joins(line)]
