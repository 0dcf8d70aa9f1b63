"""Rights in steps that are closed, in a workshop of its own. Whoever comes later finds them so.

The guest of the table was there from the beginning and sits at the officer's table. Notes in the last step are hidden,
and were not shown before it closed.
"""

import uuid
from collections.abc import Callable
from typing import Any

from tests.workshops.choosing import VOTE
from tests.workshops.making import BOARD, HIDDEN, Session, running
from tests.workshops.meeting import QUESTIONS, TABLES, come, sit
from tests.world import World
from workshops.boards import actions as boards
from workshops.sessions import actions as sessions
from workshops.talks import asking

PAGES = ""

API = """
PUT  /api/v1/workshop-steps/{closed_board}/notes/{new_id} visitor 401, room 202, secretary 403, others 404
PUT  /api/v1/workshop-steps/{closed_vote}/dots    visitor 401, room 409, secretary 403, others 404
PUT  /api/v1/workshop-questions/{closed_question}/voice visitor 401, room 409, others 404
PUT  /api/v1/workshop-tables/{closed_table}/lines/{new_id} visitor 401, runs 200, officer+guest 202, room 403, others 404
PUT  /api/v1/workshop-notes/{closed_note}         visitor 401, runs 200, room 403, others 404
PUT  /api/v1/workshop-notes/{hidden_note}         visitor 401, runs 200, officer+drafter 403, others 404
"""

ACTIONS = """
workshops.write_note         when it is closed    room
workshops.edit_note          when it is closed    runs
workshops.edit_note          a hidden one         runs
workshops.move_note          a hidden one         runs
"""

STREAMS = """
table:{closed_table}                              officer+guest+hosts
"""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return a step of each kind that is closed, and what was contributed there."""
    guest, over = session.guests["Gunilla"], running(here, BOARD, VOTE, QUESTIONS, TABLES, HIDDEN, title="Stängda steg")
    come(over, guest)

    def note(number: int) -> Any:
        step = over.go(number)
        return boards.write_note(actor=here.officer, step=step, note=uuid.uuid4(), text="Sagt i tid")

    shown, vote = note(0), over.go(1)
    question = asking.ask(actor=here.officer, step=over.go(2), question=uuid.uuid4(), text="Vem?")
    (table, *_) = sit(over, over.go(3), [here.officer, guest], [here.representative, here.manager])
    hidden = note(4)
    sessions.close_step(actor=over.facilitator, step=hidden.step)
    return {
        "closed_board": over.steps[0],
        "closed_vote": vote,
        "closed_item": vote.items.get(),
        "closed_note": shown,
        "closed_question": question,
        "closed_table": table,
        "hidden_note": hidden,
    }


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    return {
        "PUT /api/v1/workshop-steps/{closed_board}/notes/{new_id}": {"text": "För sent"},
        "PUT /api/v1/workshop-steps/{closed_vote}/dots": {"item": names["closed_item"], "dots": 1},
        "PUT /api/v1/workshop-questions/{closed_question}/voice": {"on": True},
        "PUT /api/v1/workshop-tables/{closed_table}/lines/{new_id}": {"text": "För sent"},
        "PUT /api/v1/workshop-notes/{closed_note}": {"text": "Andra ord"},
        "PUT /api/v1/workshop-notes/{hidden_note}": {"text": "Andra ord"},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    step, shown, hidden = things["closed_board"], things["closed_note"], things["hidden_note"]

    def edit(note: Any) -> Callable[[Any], object]:
        return lambda who: boards.edit_note(actor=who, note=note, text="Andra ord", expected=1)

    return {
        "workshops.write_note when it is closed": lambda who: boards.write_note(
            actor=who, step=step, note=uuid.uuid4(), text="För sent"
        ),
        "workshops.edit_note when it is closed": edit(shown),
        "workshops.edit_note a hidden one": edit(hidden),
        "workshops.move_note a hidden one": lambda who: boards.move_note(actor=who, note=hidden, column="hjalp"),
    }
