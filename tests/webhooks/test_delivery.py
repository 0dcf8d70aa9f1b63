"""What happens in a stream is sent to everybody's systems that hear it: signed, once each, until it comes through."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from standardwebhooks import WebhookVerificationError

from accounts.actions import end_membership
from accounts.actor import PersonActor
from api.webhooks import delivery
from api.webhooks.actions import (
    pause_webhook,
    ping_webhook,
    replay_delivery,
    replay_webhook,
    resume_webhook,
    rotate_webhook_secret,
)
from api.webhooks.delivery import JITTER, WAITS
from api.webhooks.models import Attempt, Delivery, Heard, Subscription
from api.webhooks.secrets import new_secret
from council.rooms.actions import remove_member
from council.seats.actions import end_mandate
from events.errors import Conflict, Forbidden
from events.models import Event
from tests.webhooks.conftest import Make, waiting, work
from tests.webhooks.receiver import Receiver
from tests.world import SYSTEM, World, member, said

pytestmark = pytest.mark.django_db
State = Delivery.State


def later(**more: float) -> Any:
    """Let time have passed."""
    return time_machine.travel(timezone.now() + timedelta(**more), tick=True)


def only() -> Delivery:
    """Return the one delivery there is."""
    return Delivery.objects.get()


class TestMessage:
    def test_it_says_what_happened_and_where_and_not_what_was_written(
        self, world: World, make: Make, receiver: Receiver, secret: str
    ) -> None:
        make(receiver.url)
        message = said(world.representative, world.open_room, "Det här är hemligt.")
        work()

        event = Event.objects.get(type="council.message_posted", stream__name=world.open_room.stream)
        (heard,) = receiver.heard
        assert heard.path == "/hook?from=arenan"
        assert heard.headers["Content-Type"] == "application/json"
        assert "hemligt" not in heard.body.decode()
        told = heard.verified(secret)
        assert set(told) == {"type", "timestamp", "data"}
        assert told["type"] == "council.message_posted"
        assert told["timestamp"].endswith("Z")
        assert told["data"] == {
            **event.data,
            "stream": world.open_room.stream,
            "seq": event.seq,
            "version": 1,
            "actor": world.representative.ref,
            "acting_for": world.representative.acting_for_ref,
        }
        assert told["data"]["message"] == str(message.pk)

    def test_another_secret_or_another_body_does_not_fit_the_signature(
        self, world: World, make: Make, receiver: Receiver, secret: str
    ) -> None:
        make(receiver.url)
        said(world.officer, world.open_room)
        work()

        with pytest.raises(WebhookVerificationError):
            receiver.heard[0].verified(new_secret())
        changed = type(receiver.heard[0])("/", receiver.heard[0].headers, b'{"type":"x"}')
        with pytest.raises(WebhookVerificationError):
            changed.verified(secret)

    def test_it_is_noted_as_delivered_with_how_the_answer_began(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        receiver.status, receiver.answer = 200, b"Tack\x00\n  ska  ni ha." + b"x" * 5000
        make(receiver.url)
        said(world.officer, world.open_room)
        work()

        attempt = Attempt.objects.get()
        assert (only().state, attempt.status, attempt.error) == (State.DELIVERED, 200, "")
        assert attempt.excerpt.startswith("Tack ska ni ha.xxx")
        assert len(attempt.excerpt) == 500

    def test_a_personal_number_in_an_answer_is_not_kept(self, world: World, make: Make, receiver: Receiver) -> None:
        receiver.status, receiver.answer = 400, b"Unknown person 121212-1212"
        make(receiver.url)
        said(world.officer, world.open_room)
        work()

        assert Attempt.objects.get().excerpt == ""


class TestWhoHears:
    def test_each_subscription_hears_an_event_once(self, world: World, make: Make, receiver: Receiver) -> None:
        make(receiver.url)
        make(receiver.url, world.chair)
        said(world.officer, world.open_room)
        work()

        assert receiver.types == ["council.message_posted"] * 2
        assert len({one.id for one in receiver.heard}) == 2
        assert work() == 0

    def test_an_event_that_goes_to_two_of_its_streams_is_heard_once(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        make(receiver.url, world.chair, streams=[f"council:{world.council.pk}", f"person:{world.chair.person_id}"])
        mandate = world.seats["association"].mandates.get()
        end_mandate(actor=SYSTEM, mandate=mandate)

        assert Event.objects.filter(type="council.mandate_ended", data__mandate=str(mandate.pk)).count() == 2
        assert only().event.stream.name == f"council:{world.council.pk}"

    def test_whoever_hears_only_the_second_stream_is_told_too(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        make(receiver.url, world.chair, streams=[f"person:{world.chair.person_id}"])
        end_mandate(actor=SYSTEM, mandate=world.seats["association"].mandates.get())

        assert only().event.stream.name == f"person:{world.chair.person_id}"

    def test_other_streams_and_other_kinds_of_event_are_not_heard(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        make(receiver.url, event_types=["council.message_deleted"])
        said(world.officer, world.open_room)
        said(world.chair, world.closed_room)

        assert not Delivery.objects.exists()

    def test_what_is_rolled_back_is_not_sent(self, world: World, make: Make, receiver: Receiver) -> None:
        make(receiver.url)
        with transaction.atomic():
            said(world.officer, world.open_room)
            assert (Delivery.objects.count(), len(waiting())) == (1, 1)
            transaction.set_rollback(True)

        assert not Delivery.objects.exists()
        assert waiting() == []

    def test_where_nobody_listens_a_write_costs_one_query_more_and_nothing_else(self, world: World, make: Make) -> None:
        make()  # Somebody listens, but to another stream.
        with CaptureQueriesContext(connection) as asked:
            said(world.chair, world.closed_room)

        ours = [one["sql"] for one in asked if "api_" in one["sql"]]
        assert len(ours) == 1
        assert Heard._meta.db_table in ours[0]


class TestRetries:
    def test_it_is_tried_again_after_growing_waits_under_the_same_id_and_then_given_up(
        self, world: World, make: Make, receiver: Receiver, secret: str
    ) -> None:
        receiver.status = 500
        made = make(receiver.url)
        said(world.officer, world.open_room)
        clock = timezone.now()
        for number, wait in enumerate(WAITS):
            with time_machine.travel(clock, tick=False):
                assert work() == 1
                due = only().next_at - clock
                assert wait <= due <= wait * (1 + JITTER)
                assert waiting() == [], "not before its time"
                receiver.heard[-1].verified(secret)
            clock += due
            assert len(receiver.heard) == number + 1
        with time_machine.travel(clock, tick=False):
            work()

        assert (only().state, only().attempts.count(), len({one.id for one in receiver.heard})) == (State.DEAD, 11, 1)
        assert len({one.headers["webhook-timestamp"] for one in receiver.heard}) == 11
        made.refresh_from_db()
        assert made.state == Subscription.State.ACTIVE, "it has failed for three days only"

    def test_a_receiver_that_comes_back_gets_it(self, world: World, make: Make, receiver: Receiver) -> None:
        receiver.status = 503
        made = make(receiver.url)
        said(world.officer, world.open_room)
        work()
        made.refresh_from_db()
        assert made.failing_since is not None
        receiver.status = 202
        with later(seconds=10):
            work()

        made.refresh_from_db()
        assert (only().state, made.failing_since, made.failed_at) == (State.DELIVERED, None, None)

    def test_a_webhook_that_has_failed_for_five_days_is_turned_off_and_says_why(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        receiver.status = 500
        made = make(receiver.url)
        for day in range(6):
            with later(days=day, minutes=day):
                said(world.officer, world.open_room)
                work()
                made.refresh_from_db()
                assert (made.state == "disabled") == (day == 5)

        assert made.reason == Subscription.Reason.FAILING
        assert not made.deliveries.filter(state=State.WAITING).exists()
        told = Event.objects.get(type="api.webhook_disabled")
        assert told.data["reason"] == "failing"
        assert told.actor == "system:webhooks"

    def test_two_failures_far_apart_are_not_five_days_of_failing(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        receiver.status = 500
        made = make(receiver.url)
        ping_webhook(actor=world.officer, subscription=made)
        work()
        Delivery.objects.update(state=State.DEAD)
        with later(days=20):
            said(world.officer, world.open_room)
            work()
        made.refresh_from_db()

        assert made.state == Subscription.State.ACTIVE

    def test_a_receiver_that_says_it_is_gone_is_not_sent_to_again(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        receiver.status = 410
        made = make(receiver.url)
        said(world.officer, world.open_room, "Ett")
        said(world.officer, world.open_room, "Två")
        work()
        made.refresh_from_db()

        assert (made.state, made.reason) == ("disabled", "gone")
        assert len(receiver.heard) == 1
        assert sorted(made.deliveries.values_list("state", flat=True)) == [State.DEAD, State.DROPPED]
        said(world.officer, world.open_room, "Tre")
        assert made.deliveries.count() == 2


class TestRightsEnd:
    def check(self, made: Subscription, receiver: Receiver, reason: str) -> None:
        work()
        made.refresh_from_db()
        assert receiver.heard == []
        assert (made.state, made.reason) == ("disabled", reason)
        assert (only().state, only().reason, only().attempts.count()) == (State.DROPPED, reason, 0)

    def test_who_left_the_organisation_hears_no_more(self, world: World, make: Make, receiver: Receiver) -> None:
        made = make(receiver.url)
        said(world.chair, world.open_room)
        end_membership(actor=SYSTEM, membership=world.officer.membership)

        self.check(made, receiver, "membership")

    def test_who_has_no_account_any_more_hears_no_more(self, world: World, make: Make, receiver: Receiver) -> None:
        made = make(receiver.url)
        said(world.chair, world.open_room)
        type(world.officer.person).objects.filter(pk=world.officer.person_id).update(is_active=False)

        self.check(made, receiver, "membership")

    def test_who_may_not_read_the_stream_any_more_hears_no_more(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        made = make(receiver.url, world.representative, streams=[world.closed_room.stream])
        said(world.chair, world.closed_room)
        remove_member(actor=SYSTEM, member=world.closed_room.members.get(person=world.representative.person))

        Delivery.objects.exclude(event__type="council.message_posted").delete()
        self.check(made, receiver, "unreadable")

    def test_it_is_not_resumed_until_the_right_is_back(self, world: World, make: Make, receiver: Receiver) -> None:
        made = make(receiver.url, world.representative, streams=[world.closed_room.stream])
        remove_member(actor=SYSTEM, member=world.closed_room.members.get(person=world.representative.person))
        work()

        with pytest.raises(Conflict):
            resume_webhook(actor=world.manager, subscription=made)


class TestRotation:
    def test_both_secrets_sign_for_a_day_and_then_only_the_new_one(
        self, world: World, make: Make, receiver: Receiver, secret: str
    ) -> None:
        made, new = make(receiver.url), new_secret()
        rotate_webhook_secret(actor=world.officer, subscription=made, secret=new)
        said(world.officer, world.open_room)
        work()
        with later(hours=25):
            said(world.officer, world.open_room)
            work()
            first, second = receiver.heard
            assert len(second.headers["webhook-signature"].split(" ")) == 1
            second.verified(new)
            with pytest.raises(WebhookVerificationError):
                second.verified(secret)

        assert len(first.headers["webhook-signature"].split(" ")) == 2
        first.verified(secret)
        first.verified(new)

    def test_neither_secret_is_stored_as_it_is(self, world: World, make: Make, secret: str) -> None:
        made, new = make(), new_secret()
        rotate_webhook_secret(actor=world.officer, subscription=made, secret=new)

        row = str(Subscription.objects.filter(pk=made.pk).values().get())
        assert secret not in row
        assert new not in row
        assert not [one for one in Event.objects.all() if "whsec" in str(one.data) or "https" in str(one.data)]


class TestReplay:
    def test_one_delivery_is_sent_again_under_its_id(self, world: World, make: Make, receiver: Receiver) -> None:
        make(receiver.url)
        said(world.officer, world.open_room)
        work()
        replay_delivery(actor=world.officer, delivery=only())
        work()

        assert len(receiver.heard) == 2
        assert receiver.heard[0].id == receiver.heard[1].id
        assert (only().state, only().attempts.count()) == (State.DELIVERED, 2)

    def test_all_since_a_moment_is_sent_in_order_also_what_was_never_sent(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        said(world.officer, world.open_room, "För länge sedan")
        with later(hours=1):
            since = timezone.now()
            for number in range(3):
                said(world.officer, world.open_room, f"Före {number}")
            made = make(receiver.url)
            said(world.officer, world.open_room, "Efter")
            replay = replay_webhook(actor=world.officer, subscription=made, since=since)
            work()

        numbers = [one.json["data"]["seq"] for one in receiver.heard]
        assert numbers == sorted(numbers)
        assert len(numbers) == replay.count == 4
        assert replay.complete

    def test_the_turn_that_was_overtaken_sends_nothing(self, world: World, make: Make, receiver: Receiver) -> None:
        receiver.status = 500
        make(receiver.url)
        said(world.officer, world.open_room)
        work()
        replay_delivery(actor=world.officer, delivery=only())
        receiver.status = 200
        with later(hours=1):
            assert work() == 2

        assert len(receiver.heard) == 2

    def test_it_has_an_end_and_says_where_to_go_on(
        self, world: World, make: Make, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("api.webhooks.actions.MOST_REPLAYED", 2)
        made, since = make(receiver.url), timezone.now()
        for _ in range(3):
            said(world.officer, world.open_room)
        replay = replay_webhook(actor=world.officer, subscription=made, since=since)

        assert (replay.count, replay.complete) == (2, False)
        assert replay.until == Event.objects.filter(type="council.message_posted")[1].occurred_at

    def test_nothing_is_replayed_that_the_webhook_does_not_hear(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        since = timezone.now()
        said(world.chair, world.closed_room)
        made = make(receiver.url, event_types=["council.message_deleted"])
        said(world.officer, world.open_room)

        assert replay_webhook(actor=world.officer, subscription=made, since=since).count == 0


class TestPause:
    def test_what_was_on_its_way_waits_and_what_happens_meanwhile_is_not_kept(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        made = make(receiver.url)
        said(world.officer, world.open_room, "Före")
        pause_webhook(actor=world.officer, subscription=made)
        said(world.officer, world.open_room, "Under")
        work()
        assert receiver.heard == []
        resume_webhook(actor=world.officer, subscription=made)
        work()

        assert len(receiver.heard) == 1

    def test_a_paused_webhook_sends_no_test_and_no_replay(self, world: World, make: Make) -> None:
        made = make()
        ping = ping_webhook(actor=world.officer, subscription=made)
        pause_webhook(actor=world.officer, subscription=made)

        for again in (
            lambda: ping_webhook(actor=world.officer, subscription=made),
            lambda: replay_webhook(actor=world.officer, subscription=made, since=timezone.now()),
            lambda: replay_delivery(actor=world.officer, delivery=ping),
            lambda: pause_webhook(actor=world.officer, subscription=made),
        ):
            with pytest.raises(Conflict):
                again()


class TestPing:
    def test_a_test_is_sent_and_signed(self, world: World, make: Make, receiver: Receiver, secret: str) -> None:
        made = make(receiver.url)
        ping_webhook(actor=world.officer, subscription=made)
        work()

        told = receiver.heard[0].verified(secret)
        assert told["type"] == "webhook.ping"
        assert told["data"] == {"subscription": str(made.pk)}

    def test_a_webhook_that_is_removed_meanwhile_is_no_trouble(
        self, world: World, make: Make, receiver: Receiver
    ) -> None:
        made = make(receiver.url)
        ping_webhook(actor=world.officer, subscription=made)
        found = waiting()
        Subscription.objects.all().delete()

        delivery.send.func(*found[0].args_kwargs["args"])
        delivery.send.func(str(uuid4()), 1)

        assert receiver.heard == []


def test_a_token_that_may_only_read_makes_no_webhooks(world: World, make: Make) -> None:
    reader = PersonActor(world.officer.person, world.officer.membership, may_write=False)

    with pytest.raises(Forbidden):
        make(who=reader)


def test_somebody_who_joins_later_hears_from_then_on(world: World, make: Make, receiver: Receiver) -> None:
    newcomer = member(world.organisations["public"])
    make(receiver.url, newcomer, streams=[f"organisation:{world.organisations['public'].pk}"])
    work()

    assert receiver.types == ["api.webhook_created"]
