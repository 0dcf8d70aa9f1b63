"""All tables of this app, where Django looks for them. They are defined by concept."""

from workshops.ballots.models import Ballot, Item
from workshops.boards.models import Group, Late, Note
from workshops.outcomes.models import Outcome, Source
from workshops.plans.models import Programme, Step, Workshop
from workshops.registering.models import Registration
from workshops.sessions.models import Host, Participant
from workshops.tables.models import Line, Sitting, Table
from workshops.talks.models import Asked, Hand, Voice

__all__ = [
    "Asked",
    "Ballot",
    "Group",
    "Hand",
    "Host",
    "Item",
    "Late",
    "Line",
    "Note",
    "Outcome",
    "Participant",
    "Programme",
    "Registration",
    "Sitting",
    "Source",
    "Step",
    "Table",
    "Voice",
    "Workshop",
]
