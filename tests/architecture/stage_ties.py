"""What the table of rights speaks of where rooms and goals are tied, and a way to do each of these actions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from council.rooms import actions as rooms
from events import clock
from tests.world import World


def bodies(here: World, names: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    activity = {"goal": names["goal"], **_done(here), "organisation": str(here.organisations["asf"].pk)}
    activity["due"] = activity["due"].isoformat()
    return {
        "POST /meddelande/{message}/atgard/": activity,
        "POST /meddelande/{secret_message}/atgard/": activity,
        "POST /api/v1/messages/{message}/activities": activity,
        "POST /api/v1/messages/{secret_message}/activities": activity,
    }


def _done(here: World) -> dict[str, Any]:
    return {"title": "Titta på lokalerna", "due": clock.today() + timedelta(days=14)}


def deeds(here: World, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    described = {**_done(here), "goal": things["goal"], "organisation": here.organisations["asf"]}
    return {
        "council.tie_room the open one": lambda who: rooms.tie_room(
            actor=who, room=here.open_room, goal=things["goal"]
        ),
        "council.make_activity of the officer's": lambda who: rooms.make_activity(
            actor=who, message=things["message"], **described
        ),
        "council.make_activity in the closed room": lambda who: rooms.make_activity(
            actor=who, message=things["secret_message"], **described
        ),
        "council.tell_of_activity": lambda who: rooms.tell_of_activity(actor=who, activity=things["activity"]),
        "council.tell_of_goal": lambda who: rooms.tell_of_goal(actor=who, room=here.open_room),
    }
