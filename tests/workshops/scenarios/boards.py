"""Scenarios of boards."""

import uuid
from typing import Any

from tests.workshops.making import BOARD, HIDDEN, running
from tests.workshops.scenarios.base import Scenario, Steps, entering
from tests.world import World
from workshops.boards import actions as boards
from workshops.boards.models import Note
from workshops.sessions import actions as sessions

SCENARIOS: dict[str, Scenario] = {}
happens = entering(SCENARIOS)


def _write(actor: Any, step: Any, *texts: str) -> list[Any]:
    return [boards.write_note(actor=actor, step=step, note=uuid.uuid4(), text=text) for text in texts]


def work(world: World, step: Any) -> None:
    first, second, third, fourth = _write(world.officer, step, "a", "b", "c", "d")
    group = boards.make_group(actor=world.chair, step=step, group=uuid.uuid4(), notes=[first.pk, second.pk], title="A")
    boards.name_group(actor=world.chair, group=group, title="B")
    boards.move_group(actor=world.chair, group=group, column="hjalp")
    boards.edit_note(actor=world.officer, note=third, text="cc", expected=1)
    boards.move_note(actor=world.chair, note=third, column="hjalp", group=group.pk)
    boards.dissolve_group(actor=world.chair, group=group)
    boards.remove_note(actor=world.officer, note=Note.objects.get(pk=fourth.pk))
    boards.redact_note(actor=world.chair, note=Note.objects.get(pk=second.pk), reason="person")


@happens("note_shown", "group_shown", "note_redacted")
def on_an_open_board(world: World) -> Steps:
    session = running(world, BOARD)
    step = session.go(0)
    yield
    work(world, step)


@happens("note_kept", "group_kept")
def on_a_hidden_board_until_it_is_revealed(world: World) -> Steps:
    session = running(world, HIDDEN)
    step = session.go(0)
    yield
    work(world, step)
    sessions.reveal(actor=world.facilitator, step=step)


@happens("late_kept")
def too_late(world: World) -> Steps:
    session = running(world, BOARD)
    step = session.go(0)
    sessions.close_step(actor=world.facilitator, step=step)
    yield
    step.refresh_from_db()
    late, left = _write(world.officer, step, "Sent", "Ännu senare")
    boards.take_in(actor=world.facilitator, late=late)
    boards.leave_out(actor=world.facilitator, late=left)
