"""Idempotency keys: the same request sent twice is done once and answered twice."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.base import File
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from events.actor import Actor
from events.errors import Gone, Invalid, KeyReused
from events.models import StoredAnswer

KEPT = timedelta(days=3)
LONGEST_KEY = 80

_key: ContextVar[str] = ContextVar("idempotency_key", default="")


@contextmanager
def keyed(key: str) -> Iterator[None]:
    """Run the next action under `key`; an empty key means that every call counts.

    Raises:
        Invalid: when the key is longer than 80 characters or not printable ASCII.
    """
    if len(key) > LONGEST_KEY or not (key.isascii() and (key.isprintable() or not key)):
        raise Invalid(fields={"Idempotency-Key": ["1–80 printable ASCII characters"]})
    token = _key.set(key)
    try:
        yield
    finally:
        _key.reset(token)


def take_key() -> str:
    """Return the key of this call and forget it, so that a nested action does not use it again."""
    key = _key.get()
    _key.set("")
    return key


def fingerprint(name: str, arguments: Mapping[str, Any]) -> str:
    """Return a SHA-256 that two calls share only when they ask for the same thing.

    An argument named `secret` is made up anew for each call and does not count.
    """
    asked = {name: value for name, value in arguments.items() if name != "secret"}
    body = json.dumps([name, asked], sort_keys=True, default=_plain, ensure_ascii=True)
    return hashlib.sha256(body.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, str(value.pk)]
    if isinstance(value, File):
        return [value.name, value.size]
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, set | frozenset | models.QuerySet):
        return sorted(map(str, value))
    return repr(value)


def claim(actor: Actor, key: str, print_: str) -> tuple[StoredAnswer, bool]:
    """Take `key` for this transaction, or find the answer that was stored under it.

    Returns the row and whether it is new. A second caller waits here until the first has committed.

    Raises:
        KeyReused: when the key belongs to another request.
    """
    try:
        with transaction.atomic():
            return StoredAnswer.objects.create(actor=actor.ref, key=key, fingerprint=print_), True
    except IntegrityError:
        answer = StoredAnswer.objects.get(actor=actor.ref, key=key)
    if answer.fingerprint != print_:
        raise KeyReused
    return answer, False


def keep(answer: StoredAnswer, result: object) -> None:
    """Remember what came of the action, as a pointer to the object it returned."""
    if isinstance(result, models.Model):
        answer.model, answer.object_id = result._meta.label, str(result.pk)
        answer.save(update_fields=["model", "object_id"])


def recall(answer: StoredAnswer) -> models.Model | None:
    """Return the object that the first call returned, as it is now."""
    if not answer.model:
        return None
    model = apps.get_model(answer.model)
    try:
        found: models.Model = model._default_manager.get(pk=answer.object_id)
        return found
    except model.DoesNotExist:
        raise Gone from None


def forget_old() -> int:
    """Remove answers that are older than they need to be; return how many."""
    return StoredAnswer.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
