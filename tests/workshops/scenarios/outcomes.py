"""Scenarios of conclusions, and of what time takes away."""

import uuid

from tests.workshops.choosing import POLL, VOTE, answer, dot
from tests.workshops.concluding import agreed, lifted, noted, years
from tests.workshops.making import BOARD, HIDDEN, running
from tests.workshops.scenarios.base import Scenario, Steps, entering
from tests.world import SYSTEM, World
from workshops.boards import actions as boards
from workshops.boards.models import Note
from workshops.outcomes import actions as outcomes
from workshops.outcomes.models import Outcome
from workshops.records import actions as records
from workshops.sessions import actions as sessions

SCENARIOS: dict[str, Scenario] = {}
happens = entering(SCENARIOS)


@happens(
    "outcome_lifted", "outcome_changed", "outcome_agreed", "outcome_dropped", "outcome_moved", "outcome_handed_over"
)
def concluded(world: World) -> Steps:
    session = running(world, BOARD)
    note, earlier = noted(session), lifted(session)
    yield
    lead = world.facilitator
    outcome = lifted(session, note, kind="goal")
    outcomes.move_outcome(actor=lead, outcome=outcome, before=earlier.pk)
    earlier.refresh_from_db()
    outcomes.change_outcome(actor=lead, outcome=earlier, expected=earlier.version, type="conclusion", text="Nya ord")
    outcomes.drop_outcome(actor=lead, outcome=earlier)
    outcomes.agree_on_outcome(actor=lead, outcome=outcome)
    outcomes.hand_over(actor=lead, outcome=Outcome.objects.get(pk=outcome.pk), **years())


@happens("review_asked", "review_done")
def a_source_is_redacted(world: World) -> Steps:
    session = running(world, BOARD)
    note = noted(session)
    first, _second = agreed(session, note), lifted(session, note)
    yield
    boards.redact_note(actor=world.facilitator, note=Note.objects.get(pk=note.pk), reason="person")
    outcomes.keep_words(actor=world.facilitator, outcome=first)


@happens("guests_forgotten", "material_disposed")
def time_goes_by(world: World) -> Steps:
    session = running(world, BOARD, {**VOTE, "settings": {**VOTE["settings"], "source": 0}}, POLL, HIDDEN)
    first, second = noted(session), noted(session, "Två", step=session.go(0))
    boards.make_group(
        actor=world.chair, step=first.step, group=uuid.uuid4(), notes=[first.pk, second.pk], title="Samma"
    )
    noted(session, "Ensam", step=session.go(0))
    vote = session.go(1)
    boards.write_note(actor=world.officer, step=session.steps[0], note=uuid.uuid4(), text="För sent")
    dot(world.officer, vote, 0, 2)
    poll = session.go(2)
    answer(world.officer, poll, ord=["tillit"], text="Mer tid", en="ja")
    sessions.reveal(actor=world.facilitator, step=session.steps[2])
    noted(session, "Dold", step=session.go(3))
    lifted(session, first)
    sessions.end_workshop(actor=world.facilitator, workshop=session.now())
    yield
    records.forget_guests(actor=SYSTEM, workshop=session.now())
    records.dispose_of_material(actor=SYSTEM, workshop=session.now())
