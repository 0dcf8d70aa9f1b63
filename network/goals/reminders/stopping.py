"""The link with which reminders are stopped. Whoever has it reads that mailbox; it can do nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import Person
from events.errors import NotVisible
from network.councils import councils
from network.goals.models import ReminderKind

SALT = "network.reminders"
Chosen = Collection[tuple[UUID, str]]
"""Councils and kinds of reminder."""


@dataclass(frozen=True)
class Stopping:
    """What a link is about."""

    person: Person
    chosen: list[tuple[Any, ReminderKind]]
    """Councils, and the kind from each."""


def stop_secret(person: Person, chosen: Chosen) -> str:
    """Return what the link carries: who stops what, signed. It does not lapse, as the mail it stands in does not."""
    pairs = sorted([str(council), kind] for council, kind in chosen)
    return signing.dumps([str(person.pk), pairs], salt=SALT, compress=True)


def stop_link(person: Person, chosen: Chosen) -> str:
    """Return the whole address with which a person stops some kinds of reminder."""
    return settings.BASE_URL + reverse("network:stop_reminders", args=[stop_secret(person, chosen)])


def stopping_by(secret: str) -> Stopping:
    """Return what a link stands for.

    Raises:
        NotVisible: the link is not one of ours, or the person or the councils are gone.
    """
    try:
        pk, pairs = signing.loads(secret, salt=SALT)
    except signing.BadSignature:
        raise NotVisible from None
    person = Person.objects.filter(pk=pk).first()
    found = {str(one.pk): one for one in councils().all().filter(pk__in=[council for council, _ in pairs])}
    chosen = [(found[council], ReminderKind(kind)) for council, kind in pairs if council in found]
    if person is None or not chosen:
        raise NotVisible
    return Stopping(person, chosen)
