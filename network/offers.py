"""Streams of shared goals, offered by name to those who make a webhook."""

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from api.webhooks.offers import offers_streams
from network.councils import councils


@offers_streams
def goals(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer the goals of the councils around one."""
    found = councils().around(actor).order_by("name")
    return [(f"goals:{one.pk}", _("%(council)s: goals and figures") % {"council": one.name}) for one in found]


@offers_streams
def desks(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer what waits for those who lead."""
    found = councils().led_by(actor).order_by("name")
    return [(f"desk:{one.pk}", _("%(council)s: what waits for approval") % {"council": one.name}) for one in found]
