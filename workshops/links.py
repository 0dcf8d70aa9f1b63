"""The way from a council's page to its workshops."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from council.links import Link, links_at_council
from council.seats.models import Council
from events.rights import may
from workshops.sessions.queries import workshops_visible_to


@links_at_council
def workshops(actor: PersonActor, council: Council) -> Iterable[Link]:
    """Lead to the workshops where there are some to see, or to plan."""
    there = workshops_visible_to(actor).filter(council=council).exists()
    if there or may(actor, "workshops.plan_workshop", council):
        yield Link(_("The council’s workshops"), reverse("workshops:workshops", args=[council.slug]), "users")
