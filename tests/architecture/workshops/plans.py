"""Rights in plans: workshops, their steps and hosts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from events import clock
from tests.workshops.making import BOARD, Session, planned
from tests.world import World
from workshops.plans import actions as plans

PAGES = """
GET  /rad/sjoby/workshop/mixad-grupp/             everybody 200
GET  /rad/sjoby/workshop/hemlig-plan/             facilitator+leaders 200, others 404
"""

API = """
GET  /api/v1/workshops                            visitor 401, others 200
POST /api/v1/workshops?council=sjoby              visitor 401, council 201, others 403
GET  /api/v1/workshops/{workshop}                 visitor 401, others 200
PUT  /api/v1/workshops/{workshop}                 visitor 401, chair+facilitator+secretary 200, others 403
GET  /api/v1/workshops/{plan}                     visitor 401, facilitator+leaders 200, others 404
PUT  /api/v1/workshops/{plan}                     visitor 401, facilitator+leaders 200, others 404
POST /api/v1/workshops/{plan}/announce            visitor 401, facilitator+leaders 200, others 404
POST /api/v1/workshops/{plan}/call-off            visitor 401, facilitator+leaders 200, others 404
GET  /api/v1/workshops/{workshop}/steps           visitor 401, room 200, others 404
POST /api/v1/workshops/{workshop}/steps           visitor 401, chair+facilitator+secretary 201, others 403
GET  /api/v1/workshops/{workshop}/hosts           visitor 401, room 200, others 404
POST /api/v1/workshops/{workshop}/hosts           visitor 401, chair+facilitator+secretary 201, others 403
DELETE /api/v1/workshop-hosts/{deputy}            visitor 401, facilitator+chair 204, drafter 403, others 404
GET  /api/v1/workshop-steps/{next_step}           visitor 401, room+secretary 200, others 404
PUT  /api/v1/workshop-steps/{next_step}           visitor 401, chair+facilitator+secretary 200, room 403, others 404
DELETE /api/v1/workshop-steps/{next_step}         visitor 401, chair+facilitator+secretary 204, room 403, others 404
PUT  /api/v1/workshop-steps/{next_step}/place     visitor 401, chair+facilitator+secretary 200, room 403, others 404
"""

ACTIONS = """
workshops.plan_workshop                           council
workshops.change_workshop                         chair+facilitator+secretary
workshops.announce_workshop  the plan             facilitator+leaders
workshops.call_off_workshop  the plan             facilitator+leaders
workshops.add_host                                facilitator+leaders
workshops.remove_host        the deputy           facilitator+leaders
workshops.add_step                                chair+facilitator+secretary
workshops.change_step                             chair+facilitator+secretary
workshops.remove_step                             chair+facilitator+secretary
workshops.move_step                               chair+facilitator+secretary
"""

STREAMS = ""


def _described() -> dict[str, Any]:
    begins = clock.now() + timedelta(days=7)
    return {"title": "En ny", "starts_at": begins, "ends_at": begins + timedelta(hours=2)}


def things(here: World, session: Session) -> dict[str, Any]:
    """Return a workshop that is only planned, and the deputy of the one that runs."""
    plan = planned(here, BOARD, title="Hemlig plan")
    return {"plan": plan, "deputy": session.workshop.hosts.get(role="deputy")}


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    described = {name: str(value) for name, value in _described().items()}
    step = {"title": "Vad hjälper?", "settings": BOARD["settings"]}
    host = {"person": names["officer_id"], "organisation": names["public_id"], "role": "cohost"}
    return {
        "POST /api/v1/workshops?council=sjoby": described,
        "PUT /api/v1/workshops/{workshop}": described,
        "PUT /api/v1/workshops/{plan}": described,
        "POST /api/v1/workshops/{workshop}/steps": {**step, "type": "board"},
        "POST /api/v1/workshops/{workshop}/hosts": host,
        "PUT /api/v1/workshop-steps/{next_step}": step,
        "PUT /api/v1/workshop-steps/{next_step}/place": {"before": None},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    officer, workshop, plan, step = session.world.officer, session.now(), things["plan"], things["next_step"]
    return {
        "workshops.plan_workshop": lambda who: plans.plan_workshop(
            actor=who, council=session.world.council, **_described()
        ),
        "workshops.change_workshop": lambda who: plans.change_workshop(
            actor=who, workshop=workshop, expected=workshop.version, **_described()
        ),
        "workshops.announce_workshop the plan": lambda who: plans.announce_workshop(actor=who, workshop=plan),
        "workshops.call_off_workshop the plan": lambda who: plans.call_off_workshop(actor=who, workshop=plan),
        "workshops.add_host": lambda who: plans.add_host(
            actor=who, workshop=workshop, person=officer.person, organisation=officer.organisation, role="cohost"
        ),
        "workshops.remove_host the deputy": lambda who: plans.remove_host(actor=who, host=things["deputy"]),
        "workshops.add_step": lambda who: plans.add_step(actor=who, workshop=workshop, **BOARD),
        "workshops.change_step": lambda who: plans.change_step(
            actor=who, step=step, expected=step.version, title="Annat", settings=BOARD["settings"]
        ),
        "workshops.remove_step": lambda who: plans.remove_step(actor=who, step=step),
        "workshops.move_step": lambda who: plans.move_step(actor=who, step=step, before=None),
    }
