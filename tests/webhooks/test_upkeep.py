"""What time does: the delivery log ends after 30 days, old secrets go, and nothing is left lying."""

from datetime import timedelta

import pytest
import time_machine
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from api.webhooks.actions import ping_webhook, replay_webhook, rotate_webhook_secret
from api.webhooks.models import Attempt, Delivery, Replay
from api.webhooks.secrets import new_secret
from api.webhooks.upkeep import forget_old_deliveries, forget_old_secrets, pick_up_lost_deliveries
from tests.webhooks.conftest import Make, waiting, work
from tests.webhooks.receiver import Receiver
from tests.world import World, said

pytestmark = pytest.mark.django_db


def test_the_log_is_kept_for_thirty_days(world: World, make: Make, receiver: Receiver) -> None:
    made, now = make(receiver.url), timezone.now()
    ping_webhook(actor=world.officer, subscription=made)
    replay_webhook(actor=world.officer, subscription=made, since=now - timedelta(days=1))
    work()
    with time_machine.travel(now + timedelta(days=29)):
        assert forget_old_deliveries() == 0
    with time_machine.travel(now + timedelta(days=31)):
        assert forget_old_deliveries() > 0

    assert [table.objects.count() for table in (Delivery, Attempt, Replay)] == [0, 0, 0]


def test_what_is_sent_again_after_the_log_has_ended_keeps_its_id(world: World, make: Make, receiver: Receiver) -> None:
    made, now = make(receiver.url), timezone.now()
    said(world.officer, world.open_room)
    work()
    with time_machine.travel(now + timedelta(days=31)):
        forget_old_deliveries()
        replay_webhook(actor=world.officer, subscription=made, since=now - timedelta(seconds=5))
        work()

    posted = [one for one in receiver.heard if one.json["type"] == "council.message_posted"]
    assert len({one.id for one in receiver.heard if one.json == posted[0].json}) == 1


def test_a_secret_that_signs_no_more_is_removed(world: World, make: Make) -> None:
    made = make()
    rotate_webhook_secret(actor=world.officer, subscription=made, secret=new_secret())
    assert forget_old_secrets() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert forget_old_secrets() == 1
    made.refresh_from_db()

    assert made.previous_secret == ""


def test_what_a_stopped_worker_had_in_hand_is_sent_after_all(world: World, make: Make, receiver: Receiver) -> None:
    make(receiver.url)
    said(world.officer, world.open_room)
    DBTaskResult.objects.filter(pk=waiting()[0].pk).update(status=TaskResultStatus.RUNNING)
    assert pick_up_lost_deliveries() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert pick_up_lost_deliveries() == 1
        work()
        assert pick_up_lost_deliveries() == 0

    assert receiver.types == ["council.message_posted"]
