"""Reads about webhooks. `subscriptions_visible_to` is the only way in."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from accounts.actor import AnyActor, PersonActor
from accounts.queries import organisations_managed_by
from api.webhooks.models import Attempt, Delivery, Subscription
from events.models import Event
from events.registry import UnknownEventType, registry
from events.streams import may_read


def subscriptions_visible_to(actor: AnyActor) -> QuerySet[Subscription]:
    """Return the webhooks of the organisations an actor manages, and those made with the hat they wear.

    A token that may only read sees none: an address can be as good as a key.
    """
    if not isinstance(actor, PersonActor) or not actor.may_write:
        return Subscription.objects.none()
    ours = Q(membership__organisation__in=organisations_managed_by(actor).values("pk"))
    if actor.membership:
        ours |= Q(membership=actor.membership)
    return with_parts(Subscription.objects.filter(ours))


def with_parts(subscriptions: QuerySet[Subscription]) -> QuerySet[Subscription]:
    """Add all that is shown of a webhook."""
    return subscriptions.select_related("membership__organisation", "membership__person").prefetch_related("heard")


def deliveries_visible_to(actor: AnyActor) -> QuerySet[Delivery]:
    """Return the deliveries of the webhooks an actor sees, the newest first, each with its attempts."""
    found = Delivery.objects.filter(subscription__in=subscriptions_visible_to(actor).values("pk"))
    return found.select_related("event__stream", "subscription__membership").prefetch_related(
        Prefetch("attempts", Attempt.objects.order_by("-at", "-pk"))
    )


def ears(subscription: Subscription) -> PersonActor:
    """Return in whose name a webhook listens."""
    return PersonActor(subscription.membership.person, subscription.membership)


def why_deaf(subscription: Subscription, streams: Iterable[str]) -> str:
    """Say why a webhook may not hear `streams` now; empty when it may."""
    if not (subscription.membership.is_current() and subscription.membership.person.is_active):
        return Subscription.Reason.MEMBERSHIP
    if not all(may_read(ears(subscription), stream) for stream in streams):
        return Subscription.Reason.UNREADABLE
    return ""


def event_type_names() -> list[str]:
    """Return the names of all event types."""
    return sorted({one.name for one in registry.all()})


def is_first_heard(event: Event, stream: str, heard: Iterable[str]) -> bool:
    """Say whether `stream` is the first of those in `heard` that an event went to.

    An event that goes to several streams has a row in each; whoever hears more than one of them is told once.
    """
    if event.primary:
        return True
    try:
        streams = registry.get(event.type, event.version).model_validate(event.data).streams
    except UnknownEventType:
        return True
    known = set(heard)
    return next((one for one in streams if one in known), stream) == stream


def heard_since(subscription: Subscription, since: datetime, limit: int) -> tuple[list[Event], bool]:
    """Return the first `limit` events that a webhook hears from a moment on, in order, and whether that is all."""
    streams = subscription.streams
    found = Event.objects.filter(stream__name__in=streams, occurred_at__gte=since).select_related("stream")
    if subscription.event_types:
        found = found.filter(type__in=subscription.event_types)
    chosen: list[Event] = []
    for event in found.order_by("occurred_at", "pk").iterator(chunk_size=500):
        if not is_first_heard(event, event.stream.name, streams):
            continue
        if len(chosen) == limit:
            return chosen, False
        chosen.append(event)
    return chosen, True
