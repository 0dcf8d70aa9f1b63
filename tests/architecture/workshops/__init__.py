"""Rights around workshops: rows for the table, what they speak of, what is sent, and how each thing is done.

One module for each part of the app, each with PAGES, API, ACTIONS and STREAMS (rows as in `tests.architecture.rights`)
and the functions `things(here, session)`, `bodies(names, things)` and `deeds(session, things)`. The session is that of
`tests.workshops.making.running`: the facilitator leads, the chair is co-facilitator, the drafter deputy; officer,
representative and manager take part, and so does the guest. The secretary and the outsider are not in the room.
"""

from collections.abc import Callable
from typing import Any

from accounts.actor import AnyActor
from tests.architecture.workshops import (
    ballots,
    before,
    besides,
    boards,
    closed,
    outcomes,
    plans,
    sessions,
    tables,
    talks,
)
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.world import World

PARTS: list[Any] = [plans, sessions, boards, ballots, outcomes, talks, tables, closed, before]
PAGES = "".join(part.PAGES for part in PARTS)
API = "".join(part.API for part in PARTS)
ACTIONS = "".join(part.ACTIONS for part in PARTS)
STREAMS = "".join(part.STREAMS for part in PARTS)


def set_up(here: World) -> tuple[Session, dict[str, Any], dict[str, AnyActor]]:
    """Return a workshop that runs, with its first step open, what the table speaks of there, and who comes besides."""
    session = running(here, BOARD, HIDDEN, title="Mixad grupp")
    here.cast["guest"] = session.guests["Gunilla"]
    session.go(0)
    found: dict[str, Any] = {"workshop": session.workshop, "open_step": session.steps[0], "next_step": session.steps[1]}
    for part in PARTS:
        found |= part.things(here, session)
    return session, found, besides.come_in(here, session, found)


def names(session: Session, things: dict[str, Any]) -> dict[str, str]:
    """Return what stands for names in braces that are no ids."""
    return {**sessions.names(session), **before.names(things)}


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    return {row: body for part in PARTS for row, body in part.bodies(names, things).items()}


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    return {row: deed for part in PARTS for row, deed in part.deeds(session, things).items()}
