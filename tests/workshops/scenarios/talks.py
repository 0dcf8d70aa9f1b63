"""Scenarios of the speaking order and of questions."""

import uuid

from tests.workshops.making import running
from tests.workshops.meeting import QUESTIONS, SPEAKING
from tests.workshops.scenarios.base import Keeps, Scenario, Steps, entering
from tests.world import World
from workshops.sessions import actions as sessions
from workshops.talks import asking, speaking
from workshops.talks.models import Asked

SCENARIOS: dict[str, Scenario] = {}
happens = entering(SCENARIOS)
KEEPS: dict[str, Keeps] = {
    "hand": lambda view, _stream: view["state"] != "down",
    "asked": lambda view, _stream: view["state"] != "removed",
}


@happens("hand_moved", "hand_led", "order_shown")
def who_speaks(world: World) -> Steps:
    session = running(world, SPEAKING)
    step = session.go(0)
    first = speaking.set_hand(actor=world.officer, step=step, up=True)
    yield
    assert first is not None
    second = speaking.set_hand(actor=world.representative, step=step, up=True)
    third = speaking.raise_hand_for(actor=world.chair, step=step, participant=session.place(world.manager).pk)
    assert second is not None
    speaking.call(actor=world.chair, step=step, hand=first.pk)
    speaking.call(actor=world.chair, step=step, hand=second.pk)
    speaking.end_turn(actor=world.chair, step=step, hand=second.pk)
    speaking.set_hand(actor=world.officer, step=step, up=True)
    speaking.set_hand(actor=world.officer, step=step, up=False)
    speaking.call(actor=world.chair, step=step, hand=third.pk)
    guest = session.guests["Gunilla"]
    speaking.set_hand(actor=guest, step=step, up=True)
    sessions.remove_participant(actor=world.chair, participant=session.place(guest))
    sessions.reveal(actor=world.chair, step=step)
    sessions.close_step(actor=world.facilitator, step=step)


@happens("question_moved", "question_led")
def what_is_asked(world: World) -> Steps:
    session = running(world, QUESTIONS)
    step = session.go(0)

    def ask(text: str) -> Asked:
        made = asking.ask(actor=world.officer, step=step, question=uuid.uuid4(), text=text)
        assert isinstance(made, Asked)
        return made

    first = ask("Vem betalar?")
    yield
    second, third, fourth = ask("Vem ska betala?"), ask("När?"), ask("Var?")
    asking.lend_voice(actor=world.representative, question=first, on=True)
    asking.lend_voice(actor=world.manager, question=second, on=True)
    asking.lend_voice(actor=world.manager, question=third, on=True)
    asking.lend_voice(actor=world.manager, question=third, on=False)
    asking.merge_question(actor=world.chair, question=first, into=second.pk)
    asking.merge_question(actor=world.chair, question=Asked.objects.get(pk=second.pk), into=third.pk)
    asking.mark_answered(actor=world.chair, question=fourth)
    asking.reopen_question(actor=world.chair, question=fourth)
    asking.remove_question(actor=world.chair, question=fourth)
    sessions.hide_authors(actor=world.chair, step=step)
