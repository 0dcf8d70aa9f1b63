"""Forgetting and disposing: what time does to a workshop that is over."""

from events import clock
from events.action import action
from events.actor import Actor
from events.recording import record
from workshops.plans.models import Workshop
from workshops.records import events
from workshops.records.disposal import PARTS
from workshops.sessions.models import Participant


@action("workshops.dispose", on="workshop")
def forget_guests(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Forget which devices guests and screens used. Their names in the list of those who came stay for the hosts."""
    Participant.objects.filter(workshop=workshop, guest__isnull=False).update(guest=None)
    workshop.forgotten_at = clock.now()
    workshop.save(update_fields=["forgotten_at"])
    record(events.GuestsForgotten(people=workshop.pk, workshop=workshop.pk))
    return workshop


@action("workshops.dispose", on="workshop")
def dispose_of_material(*, actor: Actor, workshop: Workshop) -> Workshop:
    """Empty all that people wrote and every mark of whose it was. Conclusions, counts and who came stay."""
    for part in PARTS:
        part(workshop)
    workshop.disposed_at = clock.now()
    workshop.version += 1
    workshop.save(update_fields=["disposed_at", "version"])
    record(events.MaterialDisposed(workshop=workshop.pk, hosts=workshop.pk))
    return workshop
