"""Votes and polls for tests, with what they are about."""

import uuid
from collections.abc import Mapping
from typing import Any

from tests.workshops.making import BOARD, Session, running
from tests.world import World
from workshops.ballots import actions as ballots
from workshops.boards import actions as boards
from workshops.plans.models import Step

VOTE: Mapping[str, Any] = {
    "type": "vote",
    "title": "Vad väger tyngst?",
    "settings": {"source": 0, "budget": 5, "most": 3},
}
OPTIONS = [{"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}, {"id": "kanske", "text": "Kanske"}]
QUESTIONS: list[Mapping[str, Any]] = [
    {"id": "en", "kind": "single", "text": "Ska vi?", "options": OPTIONS},
    {"id": "flera", "kind": "several", "text": "Vilka?", "options": OPTIONS, "most": 2},
    {"id": "skala", "kind": "scale", "text": "Hur viktigt?", "low": 0, "high": 4},
    {"id": "ordning", "kind": "ranking", "text": "I vilken ordning?", "options": OPTIONS},
    {"id": "ord", "kind": "words", "text": "Tre ord", "most": 3},
    {"id": "text", "kind": "text", "text": "Något mer?"},
]
POLL: Mapping[str, Any] = {"type": "poll", "title": "En fråga", "settings": {"questions": QUESTIONS}}


def running_too(plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a plan whose results are shown while people choose."""
    return {**plan, "settings": {**plan["settings"], "running": True}}


def write(actor: Any, step: Step, *texts: str) -> list[Any]:
    """Put notes on a board."""
    return [boards.write_note(actor=actor, step=step, note=uuid.uuid4(), text=text) for text in texts]


def voting(world: World, *texts: str, plan: Mapping[str, Any] = VOTE, **described: Any) -> tuple[Session, Step]:
    """Return a workshop in which a vote on a few notes is open."""
    session = running(world, BOARD, plan, **described)
    write(world.officer, session.go(0), *(texts or ("Upphandling", "Språk", "Tid")))
    return session, session.go(1)


def polling(world: World, plan: Mapping[str, Any] = POLL, **described: Any) -> tuple[Session, Step]:
    """Return a workshop in which a poll is open."""
    session = running(world, plan, BOARD, **described)
    return session, session.go(0)


def answer(actor: Any, step: Step, **answers: Any) -> Any:
    """Answer questions of a poll."""
    return ballots.give_answers(actor=actor, step=step, answers=answers)


def dot(actor: Any, step: Step, place: int, dots: int) -> Any:
    """Put dots on the item at a place, counted from 0."""
    item = step.items.order_by("position")[place]
    return ballots.put_dots(actor=actor, step=step, item=item.pk, dots=dots)
