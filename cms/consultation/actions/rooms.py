"""The council room in which a section of the text is discussed."""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from cms.consultation import events
from cms.consultation.actions.common import touch
from cms.consultation.models import Consultation
from cms.policy.models import SectionRoom
from council.rooms.models import Room
from council.rooms.queries import rooms_visible_to
from events.action import action
from events.actor import Actor
from events.errors import Invalid
from events.recording import record


@action("cms.run_consultation", on="consultation")
def tie_section_room(*, actor: Actor, consultation: Consultation, section: UUID, room: Room | None) -> None:
    """Say in which room a section is discussed; with none, that it is discussed in none."""
    sections = consultation.subject.sections if consultation.subject else []
    if str(section) not in {one["id"] for one in sections}:
        raise Invalid(fields={"section": [_("This section is not in the text.")]})
    if room and isinstance(actor, PersonActor) and not rooms_visible_to(actor).filter(pk=room.pk).exists():
        raise Invalid(fields={"room": [_("Choose one of the alternatives.")]})
    tied = SectionRoom.objects.filter(policy=consultation.policy_id, section=section)
    if room is None:
        tied.delete()
    else:
        SectionRoom.objects.update_or_create(policy_id=consultation.policy_id, section=section, defaults={"room": room})
    touch(consultation)
    record(events.SectionTied(consultation=consultation.pk, section=section, room=room.pk if room else None))
