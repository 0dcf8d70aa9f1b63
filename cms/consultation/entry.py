"""What consultations show on other floors and in other parts: frozen texts, and rooms tied to sections."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import AnyActor, PersonActor
from api.webhooks.offers import offers_streams
from cms.consultation.queries import consultations_visible_to, versions_seen_through
from cms.policy.models import PolicyVersion, SectionRoom
from cms.policy.queries import shows_versions
from council.rooms.models import Room
from council.rooms.ties import ties_of_room
from network.links import Link


@shows_versions
def asked_about(actor: AnyActor) -> QuerySet[PolicyVersion]:
    """Show the texts of consultations that the actor may see."""
    return versions_seen_through(actor)


@ties_of_room
def sections_discussed(actor: AnyActor, room: Room) -> Iterable[Link]:
    """Show the sections that are discussed in a room, at the consultations the actor may see."""
    for tied in SectionRoom.objects.filter(room=room):
        found = consultations_visible_to(actor).filter(policy=tied.policy_id, subject__isnull=False).first()
        sections = found.subject.sections if found and found.subject else []
        for named in sections:
            if found and named["id"] == str(tied.section):
                address = f"{reverse('cms:consultation', args=[found.pk])}#avsnitt-{named['number']}"
                yield Link(_("%(title)s, section %(number)d: %(heading)s") % {**named, "title": found.title}, address)


@offers_streams
def consultations(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer the consultations one may see to those who make a webhook."""
    return [(f"consultation:{one.pk}", one.title) for one in consultations_visible_to(actor).order_by("title")]
