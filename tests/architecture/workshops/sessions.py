"""Rights in a workshop that runs."""

from collections.abc import Callable
from typing import Any

from tests.workshops.making import Session
from tests.world import World
from workshops.sessions import actions as sessions
from workshops.sessions.entering import screen_secret

PAGES = """
GET  /workshop/                                   everybody 200
POST /workshop/                                   everybody 302
GET  /workshop/{code}/                            room 302, others 200
POST /workshop/{code}/                            visitor 422, former+hatless+admin 422, others 302
GET  /workshop/skarm/{screen_secret}/             visitor+room 302, others 409
GET  /rad/sjoby/workshop/mixad-grupp/rum/         room 200, others 404
GET  /rad/sjoby/workshop/mixad-grupp/leda/        hosts 200, others 404
GET  /rad/sjoby/workshop/mixad-grupp/skarm/       room 200, others 404
"""

API = """
POST /api/v1/workshops/{workshop}/start           visitor 401, runs 200, room 403, others 404
POST /api/v1/workshops/{workshop}/pause           visitor 401, runs 200, room 403, others 404
POST /api/v1/workshops/{workshop}/resume          visitor 401, runs 200, room 403, others 404
POST /api/v1/workshops/{workshop}/end             visitor 401, facilitator 200, room 403, others 404
POST /api/v1/workshops/{workshop}/lock            visitor 401, runs 200, room 403, others 404
POST /api/v1/workshops/{workshop}/unlock          visitor 401, runs 200, room 403, others 404
POST /api/v1/workshops/{workshop}/wheel           visitor 401, chair+drafter 200, room 403, others 404
PUT  /api/v1/workshops/{workshop}/notice          visitor 401, runs 200, room 403, others 404
PUT  /api/v1/workshops/{workshop}/step            visitor 401, runs 200, room 403, others 404
GET  /api/v1/workshops/{workshop}/snapshot        visitor 401, room 200, others 404
GET  /api/v1/workshops/{workshop}/mine            visitor 401, room 200, others 404
POST /api/v1/workshop-steps/{open_step}/close     visitor 401, runs 200, room 403, secretary 403, others 404
POST /api/v1/workshop-steps/{open_step}/reveal    visitor 401, runs 200, room 403, secretary 403, others 404
POST /api/v1/workshop-steps/{open_step}/hide-authors visitor 401, runs 200, room 403, secretary 403, others 404
POST /api/v1/workshop-steps/{open_step}/time      visitor 401, runs 200, room 403, secretary 403, others 404
POST /api/v1/workshop-joins                       visitor 422, guest 200, former+hatless+admin 409, others 200
DELETE /api/v1/workshop-participants/{officers_place} visitor 401, runs 204, drafter 403, others 404
PUT  /api/v1/workshop-participants/{officers_place}/extra-time visitor 401, runs 200, drafter 403, others 404
"""

ACTIONS = """
workshops.start_workshop                          runs
workshops.pause_workshop                          runs
workshops.resume_workshop                         runs
workshops.end_workshop                            facilitator
workshops.lock_room                               runs
workshops.unlock_room                             runs
workshops.give_notice                             runs
workshops.open_step                               runs
workshops.close_step                              runs
workshops.extend_time                             runs
workshops.reveal                                  runs
workshops.hide_authors                            runs
workshops.take_wheel                              chair+drafter
workshops.join_workshop      a running one        joins
workshops.remove_participant                      runs
workshops.give_extra_time                         runs
"""

STREAMS = """
workshop:{workshop}                               room
people:{workshop}                                 room
hosts:{workshop}                                  hosts
participant:{officers_place}                      officer
participant:{guests_place}                        guest
"""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return places in the room."""
    return {
        "officers_place": session.place(here.officer),
        "guests_place": session.place(session.guests["Gunilla"]),
    }


def names(session: Session) -> dict[str, str]:
    """Return what opens the door."""
    return {"code": session.workshop.code, "screen_secret": screen_secret(session.workshop)}


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    return {
        "POST /workshop/": {"code": names["code"]},
        "PUT /api/v1/workshops/{workshop}/notice": {"text": "Fika klockan tio."},
        "PUT /api/v1/workshops/{workshop}/step": {"step": names["next_step"], "after": names["open_step"]},
        "POST /api/v1/workshop-steps/{open_step}/time": {"minutes": 5},
        "POST /api/v1/workshop-joins": {"code": names["code"]},
        "PUT /api/v1/workshop-participants/{officers_place}/extra-time": {"extra": 50},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    workshop, step, place = session.now(), things["open_step"], things["officers_place"]
    return {
        "workshops.start_workshop": lambda who: sessions.start_workshop(actor=who, workshop=workshop),
        "workshops.pause_workshop": lambda who: sessions.pause_workshop(actor=who, workshop=workshop),
        "workshops.resume_workshop": lambda who: sessions.resume_workshop(actor=who, workshop=workshop),
        "workshops.end_workshop": lambda who: sessions.end_workshop(actor=who, workshop=workshop),
        "workshops.lock_room": lambda who: sessions.lock_room(actor=who, workshop=workshop),
        "workshops.unlock_room": lambda who: sessions.unlock_room(actor=who, workshop=workshop),
        "workshops.give_notice": lambda who: sessions.give_notice(actor=who, workshop=workshop, text="Fika"),
        "workshops.open_step": lambda who: sessions.open_step(
            actor=who, workshop=workshop, step=things["next_step"].pk, after=step.pk
        ),
        "workshops.close_step": lambda who: sessions.close_step(actor=who, step=step),
        "workshops.extend_time": lambda who: sessions.extend_time(actor=who, step=step, minutes=5),
        "workshops.reveal": lambda who: sessions.reveal(actor=who, step=step),
        "workshops.hide_authors": lambda who: sessions.hide_authors(actor=who, step=step),
        "workshops.take_wheel": lambda who: sessions.take_wheel(actor=who, workshop=workshop),
        "workshops.join_workshop a running one": lambda who: sessions.join_workshop(actor=who, workshop=workshop),
        "workshops.remove_participant": lambda who: sessions.remove_participant(actor=who, participant=place),
        "workshops.give_extra_time": lambda who: sessions.give_extra_time(actor=who, participant=place, extra=50),
    }
