"""What the table of rights speaks of where rooms and goals are tied and people reminded, and a way to do each action."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from council.rooms import actions as rooms
from events import clock
from network.goals.actions import resume_reminders, stop_reminders
from network.goals.reminders.stopping import stop_secret
from tests.world import World


def bodies(here: World, names: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    activity = {"goal": names["goal"], **_done(here), "organisation": str(here.organisations["asf"].pk)}
    activity["due"] = activity["due"].isoformat()
    return {
        "POST /meddelande/{message}/atgard/": activity,
        "POST /meddelande/{secret_message}/atgard/": activity,
        "POST /min-sida/paminnelser/": {"council": str(here.council.pk), "kind": "report", "want": "no"},
        "POST /api/v1/messages/{message}/activities": activity,
        "POST /api/v1/messages/{secret_message}/activities": activity,
    }


def stop(here: World) -> str:
    """Return what the link carries with which the officer stops a kind of reminder."""
    return stop_secret(here.officer.person, {(here.council.pk, "report")})


def _done(here: World) -> dict[str, Any]:
    return {"title": "Titta på lokalerna", "due": clock.today() + timedelta(days=14)}


def deeds(here: World, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    described = {**_done(here), "goal": things["goal"], "organisation": here.organisations["asf"]}
    reminders: dict[str, Any] = {"person": here.officer.person, "council": here.council.pk, "kind": "report"}
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
        "network.stop_reminders the officer's": lambda who: stop_reminders(actor=who, **reminders),
        "network.resume_reminders the officer's": lambda who: resume_reminders(actor=who, **reminders),
        "council.tell_of_goal": lambda who: rooms.tell_of_goal(actor=who, room=here.open_room),
    }
