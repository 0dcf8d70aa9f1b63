"""Who may read the record of a workshop."""

from django.db.models import Q, QuerySet

from accounts.actor import AnyActor, PersonActor
from council.seats.queries import led_by
from workshops.plans.models import Workshop
from workshops.sessions.models import Participant
from workshops.sessions.queries import councils_around, hosting, taking_part


def records_visible_to(actor: AnyActor) -> QuerySet[Workshop]:
    """Return the workshops whose record an actor may read.

    Those in the room and its hosts from when it begins, guests as long as their device is known; when it has ended
    also the members of the council around it.
    """
    begun = Q(started_at__isnull=False) & ~Q(state=Workshop.State.CANCELLED)
    seen = Q(pk__in=taking_part(actor).values("workshop")) | Q(pk__in=hosting(actor).values("workshop"))
    if isinstance(actor, PersonActor):
        around = Q(council__in=councils_around(actor).values("pk")) | Q(council__in=led_by(actor))
        seen |= around & Q(state=Workshop.State.ENDED)
    return Workshop.objects.filter(begun & seen).select_related("council", "programme", "step")


def knows_the_people(actor: AnyActor, workshop: Workshop) -> bool:
    """Say whether an actor was in the room as somebody, or led it: they alone read names of those who were there."""
    there = taking_part(actor).filter(workshop=workshop).exclude(role=Participant.Role.SCREEN)
    return there.exists() or hosting(actor).filter(workshop=workshop).exists()
