"""Durable reactions: what must happen after an event, even if the machine stops in between.

A reaction is enqueued with Django's task API in the same transaction as the event, so the table of tasks is
the outbox. It runs at least once, so it must be idempotent. After `ATTEMPTS` failures it is given up and an
administrator sees it (`manage.py reactions`).
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from events.action import cause
from events.models import Event, ReactionRun
from events.recording import Written, when_written
from events.registry import EventType, registry

logger = logging.getLogger("arenan.reactions")
ATTEMPTS = 6
FIRST_WAIT = timedelta(seconds=5)

Reaction = Callable[[Any, Event], None]
"""Takes the event as its type and as its row."""
_reactions: dict[str, tuple[type[EventType], Reaction]] = {}


def reacts_to(*types: type[EventType]) -> Callable[[Reaction], Reaction]:
    """Run the decorated function, in a worker, for every event of the given types."""

    def decorate(function: Reaction) -> Reaction:
        for event_type in types:
            _reactions[f"{function.__module__}.{function.__name__}/{event_type.name}"] = (event_type, function)
        return function

    return decorate


@when_written
def enqueue(written: Sequence[Written]) -> None:
    """Enter a run and its task for every reaction to what was just written."""
    for batch in written:
        for event in batch.events:
            if not event.primary:
                continue
            for name, (event_type, _) in _reactions.items():
                if event_type.name == event.type:
                    run = ReactionRun.objects.create(event=event, reaction=name)
                    run_reaction.enqueue(run.pk)


@task
def run_reaction(run_id: int) -> None:
    """Try one reaction once; on failure try again later, with growing waits."""
    run = ReactionRun.objects.select_related("event").get(pk=run_id)
    if run.state == ReactionRun.State.DONE:
        return
    run.attempts += 1
    try:
        _, function = _reactions[run.reaction]
        event = run.event
        token = cause.set(event.pk)
        try:
            function(registry.get(event.type, event.version).model_validate(event.data), event)
        finally:
            cause.reset(token)
    except Exception as error:
        logger.exception("reaction %s failed, attempt %d", run.reaction, run.attempts)
        _failed(run, error)
    else:
        run.state, run.last_error = ReactionRun.State.DONE, ""
        run.save()


def _failed(run: ReactionRun, error: Exception) -> None:
    run.last_error = f"{type(error).__name__}: {error}"[:2000]
    with transaction.atomic():
        if run.attempts >= ATTEMPTS:
            run.state = ReactionRun.State.DEAD
        else:
            wait = FIRST_WAIT * 4 ** (run.attempts - 1)
            run_reaction.using(run_after=timezone.now() + wait).enqueue(run.pk)
        run.save()


def retry(run: ReactionRun) -> None:
    """Give a dead reaction a new set of attempts."""
    with transaction.atomic():
        run.state, run.attempts = ReactionRun.State.WAITING, 0
        run.save()
        run_reaction.enqueue(run.pk)
