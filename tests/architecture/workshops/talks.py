"""Rights in the order of speakers and among questions, in two workshops of their own: one step is open in each."""

import uuid
from collections.abc import Callable
from typing import Any

from tests.workshops.making import Session, running
from tests.workshops.meeting import QUESTIONS, SPEAKING, come
from tests.world import World
from workshops.talks import asking, speaking

PAGES = ""

API = """
PUT  /api/v1/workshop-steps/{speaking_step}/hand  visitor 401, room 200, secretary 403, others 404
POST /api/v1/workshop-steps/{speaking_step}/hands visitor 401, runs 201, room 403, secretary 403, others 404
POST /api/v1/workshop-hands/{raised_hand}/call    visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-hands/{raised_hand}/done    visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-hands/{raised_hand}/lower   visitor 401, runs 200, room 403, others 404
PUT  /api/v1/workshop-steps/{asking_step}/questions/{new_id} visitor 401, room 200, secretary 403, others 404
PUT  /api/v1/workshop-questions/{room_question}/voice visitor 401, room 200, others 404
POST /api/v1/workshop-questions/{room_question}/answered visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-questions/{room_question}/reopen visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-questions/{room_question}/remove visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-questions/{room_question}/merge visitor 401, runs 200, room 403, others 404
"""

ACTIONS = """
workshops.set_hand                                room
workshops.raise_hand_for                          runs
workshops.call                                    runs
workshops.end_turn                                runs
workshops.lower_hand                              runs
workshops.ask                                     room
workshops.lend_voice                              room
workshops.mark_answered                           runs
workshops.reopen_question                         runs
workshops.remove_question                         runs
workshops.merge_question                          runs
"""

STREAMS = ""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return a list of speakers with the officer's hand up, and two questions."""
    guest = session.guests["Gunilla"]
    talk, panel = running(here, SPEAKING, title="Samtal"), running(here, QUESTIONS, title="Panel")
    come(talk, guest)
    come(panel, guest)
    speaking_step, asking_step = talk.go(0), panel.go(0)
    one, other = (
        asking.ask(actor=here.officer, step=asking_step, question=uuid.uuid4(), text=text) for text in ("Vem?", "När?")
    )
    return {
        "speaking_step": speaking_step,
        "asking_step": asking_step,
        "raised_hand": speaking.set_hand(actor=here.officer, step=speaking_step, up=True),
        "managers_talk": talk.place(here.manager),
        "room_question": one,
        "like_question": other,
    }


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    return {
        "PUT /api/v1/workshop-steps/{speaking_step}/hand": {"up": True},
        "POST /api/v1/workshop-steps/{speaking_step}/hands": {"participant": names["managers_talk"]},
        "PUT /api/v1/workshop-steps/{asking_step}/questions/{new_id}": {"text": "Varför?"},
        "PUT /api/v1/workshop-questions/{room_question}/voice": {"on": True},
        "POST /api/v1/workshop-questions/{room_question}/merge": {"into": names["like_question"]},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    step, hand, panel = things["speaking_step"], things["raised_hand"].pk, things["asking_step"]
    question, managers = things["room_question"], things["managers_talk"].pk
    return {
        "workshops.set_hand": lambda who: speaking.set_hand(actor=who, step=step, up=True),
        "workshops.raise_hand_for": lambda who: speaking.raise_hand_for(actor=who, step=step, participant=managers),
        "workshops.call": lambda who: speaking.call(actor=who, step=step, hand=hand),
        "workshops.end_turn": lambda who: speaking.end_turn(actor=who, step=step, hand=hand),
        "workshops.lower_hand": lambda who: speaking.lower_hand(actor=who, step=step, hand=hand),
        "workshops.ask": lambda who: asking.ask(actor=who, step=panel, question=uuid.uuid4(), text="Varför?"),
        "workshops.lend_voice": lambda who: asking.lend_voice(actor=who, question=question, on=True),
        "workshops.mark_answered": lambda who: asking.mark_answered(actor=who, question=question),
        "workshops.reopen_question": lambda who: asking.reopen_question(actor=who, question=question),
        "workshops.remove_question": lambda who: asking.remove_question(actor=who, question=question),
        "workshops.merge_question": lambda who: asking.merge_question(
            actor=who, question=question, into=things["like_question"].pk
        ),
    }
