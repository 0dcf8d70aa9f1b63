"""What every page knows: who is acting, which other hats there are, and a fresh key for its forms."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts import demo
from accounts.actor import NOBODY, PersonActor
from accounts.queries import hats_of
from events.errors import Forbidden


def actor(request: HttpRequest) -> dict[str, Any]:
    """Context processor; the page of a broken request gets a visitor."""
    who: Any = NOBODY
    try:
        found: Any = getattr(request, "actor", NOBODY)
        if found.is_signed_in:
            who = _shown(found)
    except Forbidden:
        pass  # The page names a hat the person no longer has; the view has said so already.
    return {
        "actor": who,
        "demo": settings.DEMO,
        "demo_people": _Personas(),
        "new_key": str(uuid.uuid4()),
    }


def _shown(found: PersonActor) -> dict[str, Any]:
    return {
        "person": found.person,
        "organisation": found.organisation,
        "title": found.membership.title if found.membership else "",
        "membership_id": found.membership_id,
        "memberships": [
            {"id": str(hat.pk), "title": hat.title, "organisation": hat.organisation, "since": hat.starts_on}
            for hat in hats_of(found.person)
        ],
    }


class _Personas:
    """The demo's people, looked up only by the page that shows them."""

    def __iter__(self) -> Any:
        for person in demo.personas():
            hat = next((one for one in person.memberships.all() if one.is_current()), None)
            yield {
                "id": person.pk,
                "name": person.name,
                "title": hat.title if hat else "",
                "organisation": hat.organisation if hat else None,
                "side": "",
            }
