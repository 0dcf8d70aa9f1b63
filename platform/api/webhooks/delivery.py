"""From the log to the receivers: every event that is heard gets a delivery, and every delivery is tried until it ends.

The delivery and its task are written with the event, so nothing is sent that did not happen and nothing that happened
is forgotten. A delivery runs at least once, in any order; `webhook-id` and `seq` let the receiver put that right.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from standardwebhooks import Webhook

from api.webhooks.disabling import disable_webhook
from api.webhooks.models import PING, Attempt, Delivery, Heard, Subscription
from api.webhooks.posting import Outcome, post
from api.webhooks.queries import is_first_heard, why_deaf
from api.webhooks.secrets import unseal
from events import clock
from events.actor import System
from events.errors import NotVisible
from events.models import Event
from events.recording import Written, when_written

WAITS = [
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
]
"""Between one attempt and the next, before jitter; after the last of them a delivery is given up."""
JITTER = 0.2
"""At most this part of a wait is added to it, so that a receiver that was down does not get everything at once."""
FAILS_FOR = timedelta(days=5)
SPELL_ENDS = 1.5 * WAITS[-1]
"""Failures further apart than this are not one and the same trouble."""
BEHIND = -10
"""Priority of the task: mail and other reactions do not wait for slow receivers."""
WORKER = System("webhooks")


# --- What is heard gets a delivery ---------------------------------------------------------------------------------


@when_written
def enter_written(written: Sequence[Written]) -> None:
    """Enter a delivery and its task for every subscription that hears what was just written. One query if none does."""
    streams = {batch.stream: batch.events for batch in written}
    rows = Heard.objects.filter(stream__in=streams, subscription__state=Subscription.State.ACTIVE).values_list(
        "subscription_id", "stream", "subscription__event_types"
    )
    heard: dict[UUID, set[str]] = defaultdict(set)
    types: dict[UUID, list[str]] = {}
    for subscription, stream, wanted in rows:
        heard[subscription].add(stream)
        types[subscription] = wanted
    enter(
        (subscription, event)
        for stream, events in streams.items()
        for event in events
        for subscription, names in heard.items()
        if stream in names
        and (not types[subscription] or event.type in types[subscription])
        and is_first_heard(event, stream, names)
    )


def enter(heard: Iterable[tuple[UUID, Event]]) -> None:
    """Make deliveries of events to subscriptions and send them off, in order; those that are there are sent again."""
    now = clock.now()
    made = [
        Delivery(pk=Delivery.key(subscription, event.pk), subscription_id=subscription, event=event, created_at=now)
        for subscription, event in heard
    ]
    if made:
        Delivery.objects.bulk_create(made, ignore_conflicts=True)
        send_off([one.pk for one in made])


def send_off(deliveries: Sequence[UUID], *, afresh: bool = True) -> None:
    """Give deliveries to the worker, in order.

    Args:
        afresh: all attempts are before them again; otherwise they go on where they were.
    """
    waiting = Delivery.objects.filter(pk__in=deliveries)
    if afresh:
        waiting.update(state=Delivery.State.WAITING, reason="", failures=0, finished_at=None)
    waiting.update(turn=F("turn") + 1, next_at=clock.now())
    turns = dict(waiting.values_list("pk", "turn"))
    for pk in deliveries:
        send.enqueue(str(pk), turns[pk])


# --- One attempt ---------------------------------------------------------------------------------------------------


@task(priority=BEHIND)
def send(delivery_id: str, turn: int) -> None:
    """Try one delivery once. A paused webhook's deliveries wait until it is resumed."""
    delivery = (
        Delivery.objects.select_related(
            "event__stream", "subscription__membership__person", "subscription__membership__organisation"
        )
        .filter(pk=delivery_id, turn=turn, state=Delivery.State.WAITING)
        .first()
    )
    if delivery is None or delivery.subscription.state != Subscription.State.ACTIVE:
        return
    streams = [delivery.event.stream.name] if delivery.event else []
    with suppress(NotVisible):  # The webhook was removed while this ran.
        if reason := why_deaf(delivery.subscription, streams):
            _drop(delivery, reason)
        else:
            body = payload(delivery)
            outcome = post(delivery.subscription.url, body.encode(), headers(delivery, body, clock.now()))
            _keep(delivery, outcome)


def payload(delivery: Delivery) -> str:
    """Return what is sent: what happened, where and to what, without any view of it."""
    event = delivery.event
    if event is None:
        body = _message(PING, delivery.created_at, {"subscription": str(delivery.subscription_id)})
    else:
        place = {"stream": event.stream.name, "seq": event.seq, "version": event.version}
        who = {"actor": event.actor, "acting_for": event.acting_for}
        body = _message(event.type, event.occurred_at, {**event.data, **place, **who})
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def _message(event_type: str, at: datetime, data: dict[str, Any]) -> dict[str, Any]:
    return {"type": event_type, "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"), "data": data}


def headers(delivery: Delivery, body: str, now: datetime) -> dict[str, str]:
    """Return the headers of an attempt. The previous secret signs too until its time is over."""
    subscription = delivery.subscription
    sealed = [subscription.secret]
    if subscription.previous_secret_until and subscription.previous_secret_until > now:
        sealed.append(subscription.previous_secret)
    signatures = [Webhook(unseal(one)).sign(delivery.message_id, now.astimezone(UTC), body) for one in sealed]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Arenan-Webhooks/1",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


# --- What came of it -----------------------------------------------------------------------------------------------


def _drop(delivery: Delivery, reason: str) -> None:
    with transaction.atomic():
        _mine(delivery).update(state=Delivery.State.DROPPED, reason=reason, next_at=None, finished_at=clock.now())
        disable_webhook(actor=WORKER, subscription=delivery.subscription, reason=reason)


def _keep(delivery: Delivery, outcome: Outcome) -> None:
    with transaction.atomic():
        found = Subscription.objects.select_for_update(no_key=True).filter(pk=delivery.subscription_id).first()
        if found is None or not Delivery.objects.filter(pk=delivery.pk).exists():
            return
        Attempt.objects.create(
            delivery=delivery,
            at=clock.now(),
            status=outcome.status,
            milliseconds=outcome.milliseconds,
            error=outcome.error,
            excerpt=outcome.excerpt,
        )
        if outcome.error:
            _failed(delivery, found, outcome)
        else:
            _mine(delivery).update(state=Delivery.State.DELIVERED, next_at=None, finished_at=clock.now())
            Subscription.objects.filter(pk=found.pk).update(failing_since=None, failed_at=None)


def _mine(delivery: Delivery) -> Any:
    # Somebody may have sent it off again while this attempt ran; then what comes next is for that turn to say.
    return Delivery.objects.filter(pk=delivery.pk, turn=delivery.turn)


def _failed(delivery: Delivery, subscription: Subscription, outcome: Outcome) -> None:
    now = clock.now()
    if subscription.failed_at is None or now - subscription.failed_at > SPELL_ENDS:
        subscription.failing_since = now
    subscription.failed_at = now
    subscription.save(update_fields=["failing_since", "failed_at"])
    gone = outcome.status == 410
    failures = delivery.failures + 1
    if gone or failures > len(WAITS):
        _mine(delivery).update(state=Delivery.State.DEAD, failures=failures, next_at=None, finished_at=now)
    else:
        _try_later(delivery, failures)
    if gone:
        disable_webhook(actor=WORKER, subscription=subscription, reason=Subscription.Reason.GONE)
    elif subscription.failing_since and now - subscription.failing_since >= FAILS_FOR:
        disable_webhook(actor=WORKER, subscription=subscription, reason=Subscription.Reason.FAILING)


def _try_later(delivery: Delivery, failures: int) -> None:
    wait = WAITS[failures - 1] * random.uniform(1, 1 + JITTER)  # noqa: S311 - spreads load, guards nothing
    due = timezone.now() + wait
    if _mine(delivery).update(failures=failures, next_at=due):
        send.using(run_after=due).enqueue(str(delivery.pk), delivery.turn)
