"""Two roles that only workshops tell apart. Each gets what one of the cast gets, but for the rows that stand here.

- latecomer: a guest who came when the workshop was under way, and some steps were closed; else like the guest, who was
  there from the beginning
- cohost: a co-facilitator from an organisation without a seat; else like the chair, who is co-facilitator too, and leads
  the council besides
"""

import uuid
from typing import Any

from accounts.actor import AnyActor, GuestActor
from tests.workshops.making import Session
from tests.world import World, member, person
from workshops.plans import actions as plans
from workshops.plans.models import Workshop
from workshops.sessions import actions as sessions
from workshops.sessions.models import Host
from workshops.sessions.queries import taking_part
from workshops.tables import actions as tables

LIKE = {"latecomer": "guest", "cohost": "chair"}

GETS: dict[str, str] = {
    "latecomer": """
PUT /api/v1/workshop-notes/{guests_note} 403
PUT /api/v1/workshop-tables/{laid_table}/lines/{new_id} 403
PUT /api/v1/workshop-lines/{table_line} 404
PUT /api/v1/workshop-lines/{table_line}/place 404
DELETE /api/v1/workshop-lines/{table_line} 404
PUT /api/v1/workshop-tables/{closed_table}/lines/{new_id} 403
""",
    "cohost": """
GET /rad/sjoby/workshop/hemlig-plan/ 404
GET /rad/sjoby/workshop/overstanden/protokoll/ 404
GET /rad/sjoby/workshop/overstanden/protokoll/protokoll.csv 404
GET /rad/sjoby/workshop/overstanden/protokoll/narvaro.csv 404
GET /rad/sjoby/planera-workshop/ 403
POST /rad/sjoby/planera-workshop/ 403
GET /rad/sjoby/nytt-program/ 403
POST /rad/sjoby/nytt-program/ 403
GET /rad/sjoby/program/kugghjulet/andra/ 403
POST /rad/sjoby/program/kugghjulet/andra/ 403
POST /rad/sjoby/workshop/hemlig-plan/utlys/ 404
GET /rad/sjoby/workshop/kommande-traff/stall-in/ 403
POST /rad/sjoby/workshop/kommande-traff/stall-in/ 403
GET /rad/sjoby/workshop/kommande-traff/vardar/ 403
POST /rad/sjoby/workshop/kommande-traff/vardar/ 403
POST /rad/sjoby/workshop/kommande-traff/vardar/{coming_deputy}/ta-bort/ 403
POST /api/v1/workshops?council=sjoby 403
GET /api/v1/workshops/{plan} 404
PUT /api/v1/workshops/{plan} 404
POST /api/v1/workshops/{plan}/announce 404
POST /api/v1/workshops/{plan}/call-off 404
POST /api/v1/workshops/{workshop}/hosts 403
DELETE /api/v1/workshop-hosts/{deputy} 403
POST /api/v1/workshop-outcomes/{agreed_goal}/hand-over 403
""",
}
"""What each gets where it is not what their like gets.

A latecomer's notes, table and place are others than the guest's; what is closed is closed to both. A co-facilitator as
such plans nothing new, chooses no hosts, calls nothing off, and has no voice in the council; they have not been in the
workshop that is over.
"""

MAY_NOT: dict[str, str] = {
    "latecomer": """
participant:{guests_place}
table:{closed_table}
table:{laid_table}
workshops.edit_line
workshops.edit_note the guest's
workshops.place_line
workshops.remove_line
workshops.write_line
""",
    "cohost": """
workshops.add_host
workshops.announce_workshop the plan
workshops.call_off_workshop the plan
workshops.change_programme
workshops.hand_over
workshops.plan_programme
workshops.plan_workshop
workshops.remove_host the deputy
""",
}
"""What their like may do or read and they may not. There is nothing that they may beyond that."""


def come_in(here: World, session: Session, things: dict[str, Any]) -> dict[str, AnyActor]:
    """Let both into every room of the table that their like is in; return them."""
    late = GuestActor(uuid.uuid4())
    for place in _rooms(guest=session.guests["Gunilla"].guest):
        sessions.join_workshop(actor=late, workshop=place, name="Sven", organisation="Föreningen Framåt")
    seat = taking_part(late).get(workshop=things["table_step"].workshop_id)
    tables.move_to_table(actor=here.facilitator, participant=seat, table=things["next_table"].pk)
    helper = member(here.organisations["outside"], person("helper"))
    for host in Host.objects.current().filter(role=Host.Role.COHOST, person=here.chair.person):
        added: Any = {"person": helper.person, "organisation": helper.organisation, "role": "cohost"}
        if host.workshop.state != Workshop.State.ENDED:
            plans.add_host(actor=here.facilitator, workshop=host.workshop, **added)
    for place in _rooms(person=here.chair.person):
        sessions.join_workshop(actor=helper, workshop=place)
    return {"latecomer": late, "cohost": helper}


def _rooms(**whose: Any) -> list[Workshop]:
    theirs = {f"participants__{name}": one for name, one in whose.items()}
    return list(Workshop.objects.filter(state=Workshop.State.RUNNING, **theirs))
