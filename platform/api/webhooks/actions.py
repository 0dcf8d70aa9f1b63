"""Everything a person can do with webhooks."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Membership
from accounts.text import clean_text
from api.webhooks import addresses, events
from api.webhooks.delivery import enter, send_off
from api.webhooks.disabling import keep, tell
from api.webhooks.models import Delivery, Heard, Replay, Subscription
from api.webhooks.queries import event_type_names, heard_since, why_deaf
from api.webhooks.secrets import seal
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid, Stale
from events.streams import may_read

MOST_SUBSCRIPTIONS = 20
"""Of one organisation. Each costs a row and a task for every event it hears."""
MOST_STREAMS = 50
MOST_REPLAYED = 1000
PREVIOUS_SECRET_VALID = timedelta(hours=24)


@action("api.create_webhook", on="membership")
def create_webhook(
    *,
    actor: PersonActor,
    membership: Membership,
    url: str,
    description: str,
    streams: Sequence[str],
    secret: str,
    event_types: Sequence[str] = (),
) -> Subscription:
    """Let an organisation's system listen, in the name of the one who acts.

    Whoever parsed the request has looked the address up (`addresses.check`): no name server is asked while the
    transaction holds its locks. It is looked up again before anything is sent.
    """
    if Subscription.objects.filter(membership__organisation=membership.organisation_id).count() >= MOST_SUBSCRIPTIONS:
        raise Conflict(_("An organisation can have at most 20 webhooks. Remove one that is not used."))
    addresses.parse(url)
    subscription = Subscription(
        membership=membership,
        url=url,
        description=_described(description),
        event_types=_known_types(event_types),
        secret=seal(secret),
    )
    names = _readable(subscription, streams, actor)
    subscription.save()
    _hear(subscription, names)
    tell(events.SubscriptionCreated, subscription)
    return subscription


@action("api.change_webhook", on="subscription")
def change_webhook(
    *,
    actor: Actor,
    subscription: Subscription,
    expected: int,
    url: str | None = None,
    description: str | None = None,
    streams: Sequence[str] | None = None,
    event_types: Sequence[str] | None = None,
    state: str | None = None,
) -> Subscription:
    """Change what is given; what is not given stays. The state may become active or paused.

    Who gives another address must be able to read all that would be sent there: nobody gets at a colleague's streams
    by moving the colleague's webhook.
    """
    if subscription.revision != expected:
        raise Stale
    before = _settings(subscription)
    after: dict[str, Any] = {
        "url": subscription.url if url is None else url,
        "description": subscription.description if description is None else _described(description),
        "streams": subscription.streams if streams is None else sorted({*streams}),
        "event_types": subscription.event_types if event_types is None else _known_types(event_types),
    }
    changed = tuple(name for name in sorted(after) if after[name] != before[name])
    if url is not None:
        addresses.parse(url)
    if {"url", "streams"} & {*changed}:
        _hear(subscription, _readable(subscription, after["streams"], actor))
    if changed:
        for name in ("url", "description", "event_types"):
            setattr(subscription, name, after[name])
        keep(subscription)
        tell(events.SubscriptionChanged, subscription, fields=changed)
    return _become(actor, subscription, state)


def _settings(subscription: Subscription) -> dict[str, Any]:
    return {name: getattr(subscription, name) for name in ("url", "description", "streams", "event_types")}


def _become(actor: Actor, subscription: Subscription, state: str | None) -> Subscription:
    if state in (None, subscription.state):
        return subscription
    if state == Subscription.State.PAUSED:
        return pause_webhook(actor=actor, subscription=subscription)
    if state == Subscription.State.ACTIVE:
        return resume_webhook(actor=actor, subscription=subscription)
    raise Invalid(fields={"state": [_("A webhook can be made active or paused.")]})


def _described(description: str) -> str:
    return clean_text(description, field="description", limit=160, one_line=True)


def _known_types(names: Iterable[str]) -> list[str]:
    chosen = sorted({*names})
    if unknown := [name for name in chosen if name not in event_type_names()]:
        words = _("There is no kind of event with this name: %(names)s.") % {"names": ", ".join(unknown)[:200]}
        raise Invalid(fields={"event_types": [words]})
    return chosen


def _readable(subscription: Subscription, names: Iterable[str], actor: Actor) -> list[str]:
    """Return the streams if both the one who acts and the one in whose name it listens may read them."""
    chosen = sorted({*names})
    if not 0 < len(chosen) <= MOST_STREAMS:
        raise Invalid(fields={"streams": [_("Choose between 1 and 50 streams.")]})
    for name in chosen:
        if not may_read(actor, name) or why_deaf(subscription, [name]):
            words = _("There is no such stream, or it may not be read: %(name)s.") % {"name": name[:100]}
            raise Invalid(fields={"streams": [words]})
    return chosen


def _hear(subscription: Subscription, names: list[str]) -> None:
    subscription.heard.exclude(stream__in=names).delete()
    had = subscription.streams
    Heard.objects.bulk_create([Heard(subscription=subscription, stream=name) for name in names if name not in had])


@action("api.change_webhook", on="subscription")
def rotate_webhook_secret(*, actor: Actor, subscription: Subscription, secret: str) -> Subscription:
    """Sign with a new secret. For 24 hours the old one signs too, so that no delivery fails while it is replaced."""
    until = clock.now() + PREVIOUS_SECRET_VALID
    subscription.previous_secret, subscription.previous_secret_until = subscription.secret, until
    subscription.secret = seal(secret)
    keep(subscription)
    tell(events.SecretRotated, subscription, previous_until=until.isoformat())
    return subscription


@action("api.change_webhook", on="subscription")
def pause_webhook(*, actor: Actor, subscription: Subscription) -> Subscription:
    """Send nothing until further notice. What happens meanwhile is not kept for later, but can be replayed."""
    if subscription.state != Subscription.State.ACTIVE:
        raise Conflict(_("This webhook is not active."))
    subscription.state = Subscription.State.PAUSED
    keep(subscription)
    tell(events.SubscriptionPaused, subscription)
    return subscription


@action("api.change_webhook", on="subscription")
def resume_webhook(*, actor: Actor, subscription: Subscription) -> Subscription:
    """Send again, beginning with what was on its way when the webhook was paused."""
    if subscription.state == Subscription.State.ACTIVE:
        raise Conflict(_("This webhook is active already."))
    if reason := why_deaf(subscription, subscription.streams):
        raise Conflict(Subscription.Reason(reason).label)
    subscription.state, subscription.reason = Subscription.State.ACTIVE, ""
    subscription.failing_since = subscription.failed_at = None
    keep(subscription)
    waiting = subscription.deliveries.filter(state=Delivery.State.WAITING).order_by("event_id")
    send_off(list(waiting.values_list("pk", flat=True)), afresh=False)
    tell(events.SubscriptionResumed, subscription)
    return subscription


@action("api.delete_webhook", on="subscription")
def delete_webhook(*, actor: Actor, subscription: Subscription) -> None:
    """Remove a webhook with its secrets and its delivery log. The log of the organisation still tells of it."""
    tell(events.SubscriptionDeleted, subscription)
    subscription.delete()


@action("api.change_webhook", on="subscription")
def ping_webhook(*, actor: Actor, subscription: Subscription) -> Delivery:
    """Send a test."""
    _must_be_active(subscription)
    made = Delivery.objects.create(subscription=subscription, created_at=clock.now())
    send_off([made.pk])
    tell(events.PingSent, subscription, delivery=made.pk)
    made.refresh_from_db()
    return made


@action("api.replay_delivery", on="delivery")
def replay_delivery(*, actor: Actor, delivery: Delivery) -> Delivery:
    """Send a delivery again, whatever became of it; it keeps its `webhook-id`."""
    subscription = delivery.subscription
    _must_be_active(subscription)
    send_off([delivery.pk])
    tell(events.DeliveryReplayed, subscription, delivery=delivery.pk)
    delivery.refresh_from_db()
    return delivery


@action("api.change_webhook", on="subscription")
def replay_webhook(*, actor: Actor, subscription: Subscription, since: datetime) -> Replay:
    """Send what the webhook would have heard since a moment, at most 1000 events, in the order they happened."""
    _must_be_active(subscription)
    found, complete = heard_since(subscription, since, MOST_REPLAYED)
    enter([(subscription.pk, event) for event in found])
    replay = Replay.objects.create(
        subscription=subscription,
        since=since,
        count=len(found),
        until=found[-1].occurred_at if found else None,
        complete=complete,
        created_at=clock.now(),
    )
    tell(events.SubscriptionReplayed, subscription, since=since.isoformat(), count=len(found))
    return replay


def _must_be_active(subscription: Subscription) -> None:
    if subscription.state != Subscription.State.ACTIVE:
        raise Conflict(_("The webhook is not active. Resume it first."))
