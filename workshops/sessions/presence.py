"""How people in a room are shown to each other as being there: by their place in it, never on the open stream."""

from uuid import UUID

from accounts.actor import AnyActor
from live.identity import presents
from live.presence import Who
from workshops.sessions.queries import taking_part


@presents("people")
def among_the_people(actor: AnyActor, workshop: UUID) -> Who | None:
    """Return somebody's place in the room, with the name they have there."""
    me = taking_part(actor).filter(workshop=workshop).first()
    return Who(str(me.pk), me.name, me.organisation_label) if me else None


@presents("workshop")
@presents("hosts")
@presents("table")
@presents("participant")
def not_shown(_actor: AnyActor, _owner: UUID) -> Who | None:
    """Return nobody: who is there is told to the people in the room alone."""
    return None
