"""Who is behind a connection, and whether they still are."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.actor import AnyActor
from accounts.models import Membership, Person
from accounts.queries import SESSION_HAT, actor_for, guest_in
from events.streams import split
from live.presence import Who


@dataclass(frozen=True)
class Credentials:
    """What a connection's right to exist hangs on."""

    session: str
    person: str
    """Empty for a guest, whose session alone is their right."""
    membership: str


def identify(session_key: str, acting_for: str) -> AnyActor:
    """Return the actor behind a session, wearing the hat that the page was opened with; or its guest.

    Raises:
        Forbidden: the hat is not (or no longer) one of theirs.
    """
    request = HttpRequest()
    request.session = SessionStore(session_key)
    person = get_user(request)
    if not isinstance(person, Person):
        return guest_in(request.session)
    return actor_for(person, acting_for, fallback=request.session.get(SESSION_HAT, ""))


def still_valid(credentials: Set[Credentials]) -> set[Credentials]:
    """Return those whose session, person and membership are all still there. Three queries for any number."""
    sessions = set(
        Session.objects.filter(
            session_key__in={one.session for one in credentials}, expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    wanted_people = {one.person for one in credentials if one.person}
    people = _ids(Person.objects.filter(pk__in=wanted_people, is_active=True)) | {""}
    wanted = {one.membership for one in credentials if one.membership}
    hats = _ids(Membership.objects.current().filter(pk__in=wanted)) | {""}
    return {one for one in credentials if one.session in sessions and one.person in people and one.membership in hats}


def _ids(found: QuerySet[Any]) -> set[str]:
    return {str(pk) for pk in found.values_list("pk", flat=True)}


Presenter = Callable[[AnyActor, UUID], Who | None]
_presenters: dict[str, Presenter] = {}


def presents(kind: str) -> Callable[[Presenter], Presenter]:
    """Enter how somebody is shown to the others on streams of a kind, where it is not by name; None shows them not."""

    def decorate(presenter: Presenter) -> Presenter:
        _presenters[kind] = presenter
        return presenter

    return decorate


def who_is(actor: AnyActor, stream: str) -> Who | None:
    """Return how others on a stream see this actor; None when they do not."""
    found = split(stream)
    if found is not None and found[0].name in _presenters:
        return _presenters[found[0].name](actor, found[1])
    if actor.person is None:
        return None
    organisation = actor.organisation.label if actor.organisation else ""
    return Who(str(actor.person.pk), actor.person.name, organisation)
