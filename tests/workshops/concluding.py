"""Conclusions for tests, and what a workshop brings before them."""

import uuid
from datetime import timedelta
from typing import Any

from events import clock
from network.goals.actions import adopt_goal, propose_goal
from network.goals.models import Goal
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.world import World
from workshops.boards import actions as boards
from workshops.boards.models import Note
from workshops.outcomes import actions as outcomes
from workshops.outcomes.models import Outcome
from workshops.plans.models import Step


def noted(session: Session, text: str = "Ingen vet vem man ska ringa", *, step: Step | None = None) -> Note:
    """Return a note of an officer's on the first board."""
    here = step or session.go(0)
    made = boards.write_note(actor=session.world.officer, step=here, note=uuid.uuid4(), text=text)
    assert isinstance(made, Note)
    return made


def concluding(world: World) -> tuple[Session, Note]:
    """Return a workshop with an open board that has a note, and a hidden one."""
    session = running(world, BOARD, HIDDEN)
    return session, noted(session)


def lifted(session: Session, *sources: Any, kind: str = "conclusion", **more: Any) -> Outcome:
    """Return a conclusion."""
    return outcomes.lift_outcome(
        actor=session.facilitator,
        workshop=session.now(),
        type=kind,
        text=more.pop("text", "En väg in till kommunen"),
        sources=[{"kind": type(one).__name__.lower(), "thing": one.pk} for one in sources],
        **more,
    )


def agreed(session: Session, *sources: Any, **more: Any) -> Outcome:
    """Return a conclusion that the group agrees on."""
    return outcomes.agree_on_outcome(actor=session.facilitator, outcome=lifted(session, *sources, **more))


def years() -> dict[str, Any]:
    """Return the time of a goal."""
    return {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=365)}


def adopted(world: World) -> Goal:
    """Return an adopted goal of the council."""
    goal = propose_goal(actor=world.facilitator, council=world.council, title="Fler platser", **years())
    return adopt_goal(actor=world.chair, goal=goal, decision="Rådet, § 4", decided_on=clock.today())
