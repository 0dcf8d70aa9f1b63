"""Rights in votes and polls, each in a workshop of its own with the same people in the room."""

from collections.abc import Callable
from typing import Any

from tests.workshops.choosing import polling, voting
from tests.workshops.making import Session
from tests.world import World
from workshops.ballots import actions as ballots
from workshops.sessions import actions as sessions

PAGES = ""

API = """
PUT  /api/v1/workshop-steps/{vote_step}/dots      visitor 401, room 200, secretary 403, others 404
PUT  /api/v1/workshop-steps/{poll_step}/answers   visitor 401, room 200, secretary 403, others 404
POST /api/v1/workshop-steps/{poll_step}/answers/redact visitor 401, runs 200, room 403, secretary 403, others 404
"""

ACTIONS = """
workshops.put_dots                                room
workshops.give_answers                            room
workshops.redact_answer                           runs
"""

STREAMS = ""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return a vote and a poll that are open, and something to vote on."""
    vote, vote_step = voting(here, title="Röstning")
    poll, poll_step = polling(here, title="Enkät")
    for other in (vote, poll):
        sessions.join_workshop(actor=session.guests["Gunilla"], workshop=other.now(), name="Gunilla")
    return {"vote_step": vote_step, "poll_step": poll_step, "vote_item": vote_step.items.first()}


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    return {
        "PUT /api/v1/workshop-steps/{vote_step}/dots": {"item": names["vote_item"], "dots": 1},
        "PUT /api/v1/workshop-steps/{poll_step}/answers": {"answers": {"text": "Mer tid"}},
        "POST /api/v1/workshop-steps/{poll_step}/answers/redact": {"question": "text", "text": "Mer tid"},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    vote, poll, item = things["vote_step"], things["poll_step"], things["vote_item"]
    return {
        "workshops.put_dots": lambda who: ballots.put_dots(actor=who, step=vote, item=item.pk, dots=1),
        "workshops.give_answers": lambda who: ballots.give_answers(actor=who, step=poll, answers={"text": "Mer tid"}),
        "workshops.redact_answer": lambda who: ballots.redact_answer(
            actor=who, step=poll, question="text", text="Mer tid"
        ),
    }
