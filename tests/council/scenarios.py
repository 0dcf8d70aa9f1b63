"""Scenarios for the events that tie rooms to goals, as `tests.live.test_replay_law` wants them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from council.rooms import actions as rooms
from events import clock
from network.goals import actions as goals
from network.goals.models import Activity, Goal
from tests.world import World, said

Steps = Iterator[None]
SCENARIOS: dict[str, Callable[[World], Steps]] = {}


def happens(*names: str) -> Callable[[Callable[[World], Steps]], Callable[[World], Steps]]:
    """Enter a scenario for event types."""

    def decorate(scenario: Callable[[World], Steps]) -> Callable[[World], Steps]:
        SCENARIOS.update({f"council.{name}": scenario for name in names})
        return scenario

    return decorate


def adopted(world: World, title: str = "Fler platser för arbetsträning", **more: Any) -> Goal:
    """Return a goal that the council has adopted."""
    day = clock.today()
    proposed = goals.propose_goal(
        actor=world.chair,
        council=world.council,
        title=title,
        starts_on=day,
        ends_on=day + timedelta(days=700),
        **more,
    )
    return goals.adopt_goal(actor=world.chair, goal=proposed, decision="Rådet § 4", decided_on=day)


def made(world: World, goal: Goal, **more: Any) -> Activity:
    """Make an activity of something the officer has just said."""
    described = {
        "actor": world.representative,
        "title": "Titta på lokalerna",
        "organisation": world.organisations["public"],
        "due": clock.today() + timedelta(days=14),
        **more,
    }
    if "message" not in described:
        described["message"] = said(world.officer, world.open_room, "Vi borde titta på lokalerna.")
    return rooms.make_activity(goal=goal, **described)


@happens("room_tied", "goal_rooms_changed")
def room_tied(world: World) -> Steps:
    first, second = adopted(world), adopted(world, "Ett annat mål")
    rooms.tie_room(actor=world.chair, room=world.closed_room, goal=first)
    yield
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=first)
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=second)
    rooms.tie_room(actor=world.chair, room=world.closed_room, goal=None)


@happens("tied_goal_changed")
def tied_goal_changed(world: World) -> Steps:
    goal = adopted(world)
    rooms.tie_room(actor=world.chair, room=world.open_room, goal=goal)
    made(world, goal)
    goal.refresh_from_db()
    yield
    goals.change_goal(
        actor=world.chair,
        goal=goal,
        expected=goal.version,
        title="Dubbelt så många platser",
        starts_on=goal.starts_on,
        ends_on=goal.ends_on,
    )


@happens("activity_made")
def activity_made(world: World) -> Steps:
    goal = adopted(world)
    made(world, goal)
    yield
    made(world, goal)


@happens("activity_moved")
def activity_moved(world: World) -> Steps:
    activity = made(world, adopted(world))
    yield
    goals.change_activity(
        actor=world.officer,
        activity=activity,
        expected=activity.version,
        title="Titta på två lokaler",
        organisation=activity.organisation,
        due=activity.due,
        state="ongoing",
    )
