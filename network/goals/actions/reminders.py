"""Stopping reminders, and wanting them again. Only the person themselves does that."""

from uuid import UUID

from accounts.models import Person
from events import clock
from events.action import action
from events.actor import Actor
from events.recording import record
from network.goals import events
from network.goals.actions.common import chosen
from network.goals.models import ReminderKind, ReminderStop


@action("network.choose_reminders", on="person")
def stop_reminders(*, actor: Actor, person: Person, council: UUID, kind: str) -> None:
    """Want no more reminders of a kind from a council."""
    chosen(kind, ReminderKind, "kind")
    _stop, new = ReminderStop.objects.get_or_create(
        person=person, council_id=council, kind=kind, defaults={"stopped_at": clock.now()}
    )
    if new:
        record(events.RemindersStopped(person=person.pk, council=council, kind=kind))


@action("network.choose_reminders", on="person")
def resume_reminders(*, actor: Actor, person: Person, council: UUID, kind: str) -> None:
    """Want reminders of a kind from a council again."""
    gone, _by_model = ReminderStop.objects.filter(person=person, council=council, kind=kind).delete()
    if gone:
        record(events.RemindersResumed(person=person.pk, council=council, kind=kind))
