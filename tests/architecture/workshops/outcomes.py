"""Rights to conclude, and to read what is kept of a workshop. The one of the table is running; another is over."""

from collections.abc import Callable
from typing import Any

from tests.workshops.concluding import agreed, lifted, years
from tests.workshops.making import BOARD, Session, running
from tests.world import World
from workshops.outcomes import actions as outcomes
from workshops.plans.models import Workshop
from workshops.records import actions as records
from workshops.sessions import actions as sessions

PAGES = """
GET  /rad/sjoby/workshop/mixad-grupp/protokoll/   room 200, others 404
GET  /rad/sjoby/workshop/mixad-grupp/protokoll/protokoll.json room 200, others 404
GET  /rad/sjoby/workshop/mixad-grupp/protokoll/protokoll.xls everybody 404
GET  /rad/sjoby/workshop/mixad-grupp/protokoll/narvaro.csv hosts 200, others 404
GET  /rad/sjoby/workshop/mixad-grupp/intyg.pdf    everybody 404
GET  /rad/sjoby/workshop/overstanden/protokoll/   around 200, others 404
GET  /rad/sjoby/workshop/overstanden/protokoll/protokoll.csv around 200, others 404
GET  /rad/sjoby/workshop/overstanden/protokoll/narvaro.csv hosts 200, others 404
"""

API = """
GET  /api/v1/workshops/{workshop}/outcomes        visitor 401, room 200, others 404
POST /api/v1/workshops/{workshop}/outcomes        visitor 401, runs 201, room 403, others 404
GET  /api/v1/workshop-outcomes/{outcome}          visitor 401, room 200, others 404
PUT  /api/v1/workshop-outcomes/{outcome}          visitor 401, runs 200, room 403, others 404
PUT  /api/v1/workshop-outcomes/{outcome}/place    visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-outcomes/{outcome}/agree    visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-outcomes/{outcome}/drop     visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-outcomes/{outcome}/keep-words visitor 401, runs 200, room 403, others 404
POST /api/v1/workshop-outcomes/{agreed_goal}/hand-over visitor 401, runs 200, room 403, others 404
"""

ACTIONS = """
workshops.lift_outcome                            runs
workshops.change_outcome                          runs
workshops.agree_on_outcome                        runs
workshops.drop_outcome                            runs
workshops.move_outcome                            runs
workshops.keep_words                              runs
workshops.hand_over                               runs
workshops.forget_guests                           nobody
workshops.dispose_of_material                     nobody
"""

STREAMS = ""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return conclusions of the workshop that runs, and a workshop that is over."""
    over = running(here, BOARD, title="Överstånden")
    sessions.end_workshop(actor=here.facilitator, workshop=over.now())
    Workshop.objects.filter(pk=over.workshop.pk).update(slug="overstanden")
    return {"outcome": lifted(session), "agreed_goal": agreed(session, kind="goal"), "over": over.now()}


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    words = {"type": "conclusion", "text": "Vi ses igen"}
    return {
        "POST /api/v1/workshops/{workshop}/outcomes": words,
        "PUT /api/v1/workshop-outcomes/{outcome}": words,
        "PUT /api/v1/workshop-outcomes/{outcome}/place": {"before": None},
        "POST /api/v1/workshop-outcomes/{agreed_goal}/hand-over": {
            name: day.isoformat() for name, day in years().items()
        },
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    workshop, outcome, over = session.now(), things["outcome"], things["over"]
    return {
        "workshops.lift_outcome": lambda who: outcomes.lift_outcome(
            actor=who, workshop=workshop, type="conclusion", text="Vi ses igen"
        ),
        "workshops.change_outcome": lambda who: outcomes.change_outcome(
            actor=who, outcome=outcome, expected=outcome.version, type="conclusion", text="Vi ses igen"
        ),
        "workshops.agree_on_outcome": lambda who: outcomes.agree_on_outcome(actor=who, outcome=outcome),
        "workshops.drop_outcome": lambda who: outcomes.drop_outcome(actor=who, outcome=outcome),
        "workshops.move_outcome": lambda who: outcomes.move_outcome(actor=who, outcome=outcome, before=None),
        "workshops.keep_words": lambda who: outcomes.keep_words(actor=who, outcome=outcome),
        "workshops.hand_over": lambda who: outcomes.hand_over(actor=who, outcome=things["agreed_goal"], **years()),
        "workshops.forget_guests": lambda who: records.forget_guests(actor=who, workshop=over),
        "workshops.dispose_of_material": lambda who: records.dispose_of_material(actor=who, workshop=over),
    }
