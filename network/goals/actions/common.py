"""What several actions need: growing versions, and checks that read the same everywhere."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import F, Model
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Organisation
from accounts.text import clean_text
from events.actor import Actor
from events.errors import Conflict, Invalid, Stale
from network.councils import councils
from network.goals.models import Goal, Indicator

STORY_LIMIT = 6000
REASON_LIMIT = 600


def touch(model: type[Model], *ids: UUID) -> None:
    """Let the version of some rows grow, since their view has changed."""
    model._default_manager.filter(pk__in=ids).update(version=F("version") + 1)


def touch_indicator(indicator: Indicator) -> None:
    """Let an indicator's view and its goal's grow a version: the goal's status hangs on it."""
    touch(Indicator, indicator.pk)
    touch(Goal, indicator.goal_id)


def must_be(current: int, expected: int) -> None:
    """Refuse a change that was made from an older version.

    Raises:
        Stale: somebody else has changed the thing since.
    """
    if current != expected:
        raise Stale


def chosen(value: str, choices: Any, field: str) -> str:
    """Return `value` if it is one of a model's choices.

    Raises:
        Invalid: it is not; keyed by `field`.
    """
    if value not in choices.values:
        raise Invalid(fields={field: [_("Choose one of the alternatives.")]})
    return value


def given_reason(reason: str, *, field: str = "reason", limit: int = REASON_LIMIT) -> str:
    """Return a reason that must be there."""
    return clean_text(reason, field=field, limit=limit)


def web_address(url: str, *, field: str) -> str:
    """Return an address of a page, or nothing.

    Raises:
        Invalid: it is not http(s), or carries a name and password.
    """
    url = clean_text(url, field=field, limit=500, required=False, one_line=True)
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise Invalid(fields={field: [_("Write the whole address of a page, beginning with https://")]})
    return url


def organisation_of(actor: Actor) -> Organisation:
    """Return whom an actor speaks for.

    Raises:
        Conflict: no organisation has been chosen.
    """
    organisation = actor.organisation if isinstance(actor, PersonActor) else None
    if organisation is None:
        raise Conflict(_("Choose which organisation you act for first."))
    return organisation


def seated(council: UUID, organisation: Organisation, *, field: str) -> Organisation:
    """Return `organisation` if it has a seat in the council.

    Raises:
        Invalid: it has none; keyed by `field`.
    """
    if not councils().organisations(council).filter(pk=organisation.pk).exists():
        raise Invalid(fields={field: [_("This organisation has no seat in the council.")]})
    return organisation


def one_of_each(values: Iterable[str], *, field: str) -> None:
    """Refuse a list in which something comes twice.

    Raises:
        Invalid: keyed by `field`.
    """
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise Invalid(fields={field: [_("“%(value)s” comes twice.") % {"value": value}]})
        seen.add(value)
