"""Rights on a board. The first step's is open to all; in the second notes are hidden until they are revealed."""

import uuid
from collections.abc import Callable
from typing import Any

from tests.workshops.making import Session
from tests.world import World
from workshops.boards import actions as boards
from workshops.boards.models import Late

PAGES = ""

API = """
PUT  /api/v1/workshop-steps/{open_step}/notes/{new_id} visitor 401, room 200, secretary 403, others 404
PUT  /api/v1/workshop-steps/{open_step}/groups/{new_id} visitor 401, room 200, secretary 403, others 404
PUT  /api/v1/workshop-notes/{note}                visitor 401, officer+runs 200, room 403, others 404
DELETE /api/v1/workshop-notes/{note}              visitor 401, officer+runs 204, room 403, others 404
PUT  /api/v1/workshop-notes/{note}/place          visitor 401, room 200, others 404
POST /api/v1/workshop-notes/{note}/redact         visitor 401, runs 200, room 403, others 404
PUT  /api/v1/workshop-notes/{guests_note}         visitor 401, guest+runs 200, room 403, others 404
PUT  /api/v1/workshop-groups/{group}              visitor 401, room 200, others 404
DELETE /api/v1/workshop-groups/{group}            visitor 401, room 204, others 404
PUT  /api/v1/workshop-groups/{group}/place        visitor 401, room 200, others 404
POST /api/v1/workshop-late/{late}/take-in         visitor 401, runs 200, drafter 403, others 404
POST /api/v1/workshop-late/{late}/leave-out       visitor 401, runs 200, drafter 403, others 404
"""

ACTIONS = """
workshops.write_note                              room
workshops.edit_note          the officer's        officer+runs
workshops.edit_note          the guest's          guest+runs
workshops.remove_note        the officer's        officer+runs
workshops.redact_note                             runs
workshops.move_note                               room
workshops.make_group                              room
workshops.name_group                              room
workshops.move_group                              room
workshops.dissolve_group                          room
workshops.take_in                                 runs
workshops.leave_out                               runs
"""

STREAMS = ""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return notes of a member and of the guest, a group, and something that came too late."""
    step = session.steps[0]

    def note(actor: Any, text: str) -> Any:
        return boards.write_note(actor=actor, step=step, note=uuid.uuid4(), text=text)

    grouped = [note(here.representative, text) for text in ("Samma", "Samma igen")]
    return {
        "note": note(here.officer, "Ingen vet vem man ska ringa"),
        "guests_note": note(session.guests["Gunilla"], "Vi får aldrig svar"),
        "other_note": note(here.officer, "Upphandling är svårt"),
        "group": boards.make_group(
            actor=here.representative, step=step, group=uuid.uuid4(), notes=[one.pk for one in grouped]
        ),
        "late": Late.objects.create(step=step, column="hinder", text="Sent"),
    }


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    return {
        "PUT /api/v1/workshop-steps/{open_step}/notes/{new_id}": {"text": "Nytt"},
        "PUT /api/v1/workshop-steps/{open_step}/groups/{new_id}": {"notes": [names["note"], names["other_note"]]},
        "PUT /api/v1/workshop-notes/{note}": {"text": "Andra ord"},
        "PUT /api/v1/workshop-notes/{guests_note}": {"text": "Andra ord"},
        "PUT /api/v1/workshop-notes/{note}/place": {"column": "hjalp"},
        "POST /api/v1/workshop-notes/{note}/redact": {"reason": "person"},
        "PUT /api/v1/workshop-groups/{group}": {"title": "Samma sak"},
        "PUT /api/v1/workshop-groups/{group}/place": {"column": "hjalp"},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    step, note, guests, group = (things[name] for name in ("open_step", "note", "guests_note", "group"))
    both = [note.pk, things["other_note"].pk]
    return {
        "workshops.write_note": lambda who: boards.write_note(actor=who, step=step, note=uuid.uuid4(), text="Nytt"),
        "workshops.edit_note the officer's": lambda who: boards.edit_note(
            actor=who, note=note, text="Andra", expected=1
        ),
        "workshops.edit_note the guest's": lambda who: boards.edit_note(
            actor=who, note=guests, text="Andra", expected=1
        ),
        "workshops.remove_note the officer's": lambda who: boards.remove_note(actor=who, note=note),
        "workshops.redact_note": lambda who: boards.redact_note(actor=who, note=note, reason="person"),
        "workshops.move_note": lambda who: boards.move_note(actor=who, note=note, column="hjalp"),
        "workshops.make_group": lambda who: boards.make_group(actor=who, step=step, group=uuid.uuid4(), notes=both),
        "workshops.name_group": lambda who: boards.name_group(actor=who, group=group, title="Samma"),
        "workshops.move_group": lambda who: boards.move_group(actor=who, group=group, column="hjalp"),
        "workshops.dissolve_group": lambda who: boards.dissolve_group(actor=who, group=group),
        "workshops.take_in": lambda who: boards.take_in(actor=who, late=things["late"]),
        "workshops.leave_out": lambda who: boards.leave_out(actor=who, late=things["late"]),
    }
