"""What time does to webhooks: the delivery log ends, old secrets go, and what a stopped worker left is picked up."""

from datetime import timedelta

from django.db import transaction

from api.webhooks.delivery import send_off
from api.webhooks.models import Attempt, Delivery, Replay, Subscription
from events import clock
from events.upkeep import every_hour

KEPT = timedelta(days=30)
LOST_AFTER = timedelta(hours=1)
BATCH = 500


@every_hour
def forget_old_deliveries() -> int:
    """Remove what ended more than 30 days ago from the delivery log; return how many rows."""
    limit = clock.now() - KEPT
    return sum(
        found.delete()[0]
        for found in (
            Attempt.objects.filter(at__lt=limit),
            Delivery.objects.filter(finished_at__lt=limit),
            Replay.objects.filter(created_at__lt=limit),
        )
    )


@every_hour
def forget_old_secrets() -> int:
    """Remove the secrets that were replaced and sign no more; return how many."""
    over = Subscription.objects.filter(previous_secret_until__lt=clock.now())
    return over.update(previous_secret="", previous_secret_until=None)


@every_hour
def pick_up_lost_deliveries() -> int:
    """Send off what should have been sent an hour ago: its worker was stopped in the middle. Return how many."""
    due = clock.now() - LOST_AFTER
    with transaction.atomic():
        lost = Delivery.objects.filter(
            state=Delivery.State.WAITING, next_at__lt=due, subscription__state=Subscription.State.ACTIVE
        )
        found = list(lost.order_by("next_at").values_list("pk", flat=True)[:BATCH])
        send_off(found, afresh=False)
    return len(found)
