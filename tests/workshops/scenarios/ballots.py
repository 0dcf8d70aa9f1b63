"""Scenarios of votes and polls."""

from tests.workshops.choosing import POLL, VOTE, answer, dot, polling, running_too, write
from tests.workshops.making import BOARD, running
from tests.workshops.scenarios.base import Scenario, Steps, entering
from tests.world import World
from workshops.ballots import actions as ballots
from workshops.boards import actions as boards
from workshops.boards.models import Note
from workshops.plans.models import Step
from workshops.sessions import actions as sessions

SCENARIOS: dict[str, Scenario] = {}
happens = entering(SCENARIOS)


@happens("tally_changed")
def from_a_board_to_a_vote_and_a_poll(world: World) -> Steps:
    session = running(world, BOARD, VOTE, running_too(POLL))
    write(world.officer, session.go(0), "a", "b")
    yield
    vote = session.go(1)
    dot(world.officer, vote, 0, 2)
    dot(world.officer, vote, 0, 1)
    dot(session.guests["Gunilla"], vote, 1, 3)
    dot(session.guests["Gunilla"], vote, 1, 0)
    sessions.reveal(actor=world.facilitator, step=vote)
    boards.redact_note(actor=world.facilitator, note=Note.objects.get(text="a"), reason="person")
    poll = session.go(2)
    answer(world.officer, poll, en="ja", ord=["Tid"], text="Mer tid")
    answer(world.manager, poll, en="nej", skala=0)
    answer(world.officer, poll, en=None)
    sessions.close_step(actor=world.facilitator, step=poll)
    late = answer(world.manager, Step.objects.get(pk=poll.pk), text="Jag hann inte").late[0]
    boards.take_in(actor=world.facilitator, late=late)


@happens("answer_redacted")
def words_are_taken_out(world: World) -> Steps:
    session, step = polling(world)
    answer(world.officer, step, text="Anna på Soc")
    sessions.close_step(actor=world.facilitator, step=step)
    answer(world.manager, Step.objects.get(pk=step.pk), text="Anna på Soc")
    sessions.reveal(actor=session.facilitator, step=Step.objects.get(pk=step.pk))
    yield
    ballots.redact_answer(actor=world.chair, step=step, question="text", text="Anna på Soc")
