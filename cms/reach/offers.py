"""The stream of the public site, offered by name to those who make a webhook."""

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from api.webhooks.offers import offers_streams
from cms.publishing.events import SITE


@offers_streams
def public_site(actor: PersonActor) -> list[tuple[str, str]]:
    """Offer what is published, to everybody: everybody may read it."""
    return [(f"site:{SITE}", _("The public site: what is published, changed and asked"))]
