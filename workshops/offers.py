"""Streams of workshops, offered by name to those who make a webhook."""

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from api.webhooks.offers import offers_streams
from workshops.plans.models import Workshop
from workshops.sessions.queries import hosting, rooms_of


@offers_streams
def rooms(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer what happens in the rooms one is in or leads."""
    found = rooms_of(actor).exclude(state=Workshop.State.CANCELLED).order_by("-starts_at", "title")
    return [(one.stream, _("Workshop: %(title)s") % {"title": one.title}) for one in found]


@offers_streams
def behind(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer what the hosts of a workshop see, to those who lead it."""
    led = Workshop.objects.filter(pk__in=hosting(actor).values("workshop")).exclude(state=Workshop.State.CANCELLED)
    words = _("Workshop: %(title)s, for the hosts")
    return [(f"hosts:{one.pk}", words % {"title": one.title}) for one in led.order_by("-starts_at", "title")]
