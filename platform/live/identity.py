"""Who is behind a connection, and whether they still are."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.actor import AnyActor
from accounts.models import Membership, Person
from accounts.queries import SESSION_HAT, actor_for
from live.presence import Who


@dataclass(frozen=True)
class Credentials:
    """What a connection's right to exist hangs on."""

    session: str
    person: str
    membership: str


def identify(session_key: str, acting_for: str) -> AnyActor:
    """Return the actor behind a session, wearing the hat that the page was opened with.

    Raises:
        Forbidden: the hat is not (or no longer) one of theirs.
    """
    request = HttpRequest()
    request.session = SessionStore(session_key)
    person = get_user(request)
    fallback = request.session.get(SESSION_HAT, "")
    return actor_for(person if isinstance(person, Person) else None, acting_for, fallback=fallback)


def still_valid(credentials: Set[Credentials]) -> set[Credentials]:
    """Return those whose session, person and membership are all still there. Three queries for any number."""
    sessions = set(
        Session.objects.filter(
            session_key__in={one.session for one in credentials}, expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    people = _ids(Person.objects.filter(pk__in={one.person for one in credentials}, is_active=True))
    wanted = {one.membership for one in credentials if one.membership}
    hats = _ids(Membership.objects.current().filter(pk__in=wanted)) | {""}
    return {one for one in credentials if one.session in sessions and one.person in people and one.membership in hats}


def _ids(found: QuerySet[Any]) -> set[str]:
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def who_is(actor: AnyActor) -> Who:
    """Return how others in a room see this actor."""
    assert actor.person is not None
    organisation = actor.organisation.label if actor.organisation else ""
    return Who(str(actor.person.pk), actor.person.name, organisation)
