"""Asking for mail, saying yes to it, and stopping it.

None of these records an event; `cms.reach.subscriptions.models` says why.
"""

from datetime import timedelta

from cms.publishing.models import Standing
from cms.reach.subscriptions import sending
from cms.reach.subscriptions.models import Subscription, Topic
from events import clock
from events.action import action
from events.actor import Actor

ASK_AGAIN_AFTER = timedelta(hours=1)
"""An address is written to about the same thing at most this often."""
MOST_ASKED = 5
"""An address is asked about at most so many things that it has not said yes to."""


@action("cms.subscribe")
def subscribe(*, actor: Actor, email: str, topic: str, language: str, standing: Standing | None = None) -> None:
    """Ask the owner of an address by mail whether they want mail about a topic, or about one page.

    Nothing tells the sender whether the address is known: who subscribes already is told so in the mail. Somebody who
    fills in the address of another again and again makes a few mails and no more.

    Args:
        standing: the page that is followed; the topic is then one page.
    """
    page = standing.page if standing else None
    email, now = email.strip().lower(), clock.now()
    topic = Topic.PAGE if page else topic
    waiting = Subscription.objects.filter(email=email, confirmed_at__isnull=True)
    found = Subscription.objects.filter(email=email, topic=topic, page=page).first()
    if found is None:
        if waiting.count() >= MOST_ASKED:
            return
        found = Subscription.objects.create(
            email=email, topic=topic, page=page, language=language, created_at=now, asked_at=now
        )
    elif found.asked_at > now - ASK_AGAIN_AFTER:
        return
    else:
        found.asked_at, found.language = now, language
        found.save(update_fields=["asked_at", "language"])
    sending.ask.enqueue(str(found.pk), 1)


@action("cms.confirm_subscription", on="subscription")
def confirm_subscription(*, actor: Actor, subscription: Subscription) -> Subscription:
    """Say yes to a subscription. Saying it twice changes nothing."""
    if subscription.confirmed_at is None:
        subscription.confirmed_at = clock.now()
        subscription.save(update_fields=["confirmed_at"])
    return subscription


@action("cms.end_subscription", on="subscription")
def end_subscription(*, actor: Actor, subscription: Subscription, everything: bool = False) -> None:
    """Stop a subscription, or everything that goes to its address, and forget the address."""
    if everything:
        Subscription.objects.filter(email=subscription.email).delete()
    else:
        subscription.delete()
