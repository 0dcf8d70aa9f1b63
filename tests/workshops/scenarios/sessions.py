"""Scenarios of plans, of the course of a workshop, and of who is in its room."""

from tests.workshops.making import BOARD, HIDDEN, announced, planned, running
from tests.workshops.scenarios.base import Scenario, Steps, entering
from tests.world import World
from workshops.plans import actions as plans
from workshops.plans.models import Step
from workshops.sessions import actions as sessions

SCENARIOS: dict[str, Scenario] = {}
happens = entering(SCENARIOS)


@happens("workshop_planned", "host_added", "step_added")
def begun(world: World) -> Steps:
    yield
    planned(world)


@happens("workshop_changed", "step_changed", "step_removed")
def replanned(world: World) -> Steps:
    workshop = planned(world, BOARD, HIDDEN, BOARD)
    yield
    first, second, third = workshop.steps.order_by("position")
    plans.remove_step(actor=world.facilitator, step=first)
    plans.move_step(actor=world.facilitator, step=third, before=second.pk)
    changed = Step.objects.get(pk=second.pk)
    plans.change_step(
        actor=world.facilitator, step=changed, expected=changed.version, title="Nya ord", settings=BOARD["settings"]
    )
    workshop.refresh_from_db()
    plans.change_workshop(
        actor=world.facilitator,
        workshop=workshop,
        expected=workshop.version,
        title="Nytt namn",
        starts_at=workshop.starts_at,
        ends_at=workshop.ends_at,
    )


@happens("workshop_announced", "workshop_started", "step_opened", "workshop_ended", "step_closed")
def from_beginning_to_end(world: World) -> Steps:
    workshop = planned(world)
    yield
    plans.announce_workshop(actor=world.facilitator, workshop=workshop)
    session = running(world)
    session.go(0)
    sessions.end_workshop(actor=world.facilitator, workshop=session.now())


@happens("workshop_cancelled")
def called_off(world: World) -> Steps:
    workshop = announced(world)
    yield
    plans.call_off_workshop(actor=world.facilitator, workshop=workshop)


@happens("host_removed", "wheel_taken", "host_changed")
def other_hosts(world: World) -> Steps:
    workshop = announced(world)
    yield
    sessions.take_wheel(actor=world.drafter, workshop=workshop)
    plans.remove_host(actor=world.drafter, host=workshop.hosts.get(role="cohost"))


@happens(
    "workshop_paused", "workshop_resumed", "room_locked", "room_unlocked", "notice_given", "time_extended",
    "step_revealed", "authors_hidden",
)  # fmt: skip
def led(world: World) -> Steps:
    session = running(world, HIDDEN)
    step = session.go(0)
    yield
    lead = world.facilitator
    sessions.pause_workshop(actor=lead, workshop=session.now())
    sessions.resume_workshop(actor=lead, workshop=session.now())
    sessions.lock_room(actor=lead, workshop=session.now())
    sessions.unlock_room(actor=lead, workshop=session.now())
    sessions.give_notice(actor=lead, workshop=session.now(), text="Fika klockan tio.")
    sessions.extend_time(actor=lead, step=step, minutes=5)
    sessions.reveal(actor=lead, step=step)
    sessions.hide_authors(actor=lead, step=step)


@happens("participant_joined", "participant_removed", "extra_time_given", "extra_time_noted")
def people_come_and_go(world: World) -> Steps:
    session = running(world)
    yield
    session.guest("Håkan")
    sessions.give_extra_time(actor=world.chair, participant=session.place(world.manager), extra=50)
    sessions.remove_participant(actor=world.chair, participant=session.place(world.officer))
