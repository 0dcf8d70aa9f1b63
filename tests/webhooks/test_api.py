"""Webhooks through the API: whose they are, what may be chosen, and what is never shown."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.actions import add_membership, create_token, end_membership, new_token_secret
from accounts.actor import PersonActor
from accounts.models import Membership
from api.webhooks.actions import MOST_SUBSCRIPTIONS, change_webhook
from api.webhooks.models import Delivery, Subscription
from events.errors import Invalid
from events.models import Event
from tests.webhooks.conftest import PUBLIC, Call, Make, work
from tests.webhooks.receiver import Receiver
from tests.world import SYSTEM, World, said

pytestmark = pytest.mark.django_db


def body(world: World, **more: Any) -> dict[str, Any]:
    """Return what is sent to add a webhook."""
    return {"url": PUBLIC, "description": "Diariet", "streams": [world.open_room.stream], **more}


class TestAdding:
    def test_the_secret_is_shown_once(self, world: World, call: Call) -> None:
        caller = call(world.officer)
        answer = caller.post("webhooks", body(world))
        made = answer.json()

        assert answer.status_code == 201
        assert made["secret"].startswith("whsec_")
        assert answer["ETag"] == '"1"'
        shown = [caller.get("webhooks"), caller.get(f"webhooks/{made['id']}")]
        assert [one.status_code for one in shown] == [200, 200]
        assert not [one for one in shown if "whsec_" in one.content.decode()]
        assert shown[1].json()["streams"] == [world.open_room.stream]
        assert shown[1].json()["abilities"] == {"change": True, "delete": True}

    def test_a_repeated_request_makes_one_and_shows_no_secret_again(self, world: World, call: Call) -> None:
        answers = [call(world.officer).post("webhooks", body(world), idempotency_key="en-gang") for _ in range(2)]

        assert [one.status_code for one in answers] == [201, 201]
        assert answers[0].json()["id"] == answers[1].json()["id"]
        assert answers[1].json()["secret"] is None
        assert Subscription.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("streams", []),
            ("streams", ["room:00000000-0000-4000-8000-000000000000"]),
            ("streams", ["room:x"]),
            ("streams", ["secrets:00000000-0000-4000-8000-000000000000"]),
            ("streams", "room"),
            ("event_types", ["council.message_exploded"]),
            ("description", ""),
            ("description", "Anna 121212-1212"),
            ("description", "x" * 161),
            ("url", "https://example.se:22/"),
            ("url", 7),
            ("url", "https://example.se/" + "x" * 600),
        ],
    )
    def test_what_does_not_fit_is_refused_at_its_field(
        self, world: World, call: Call, field: str, value: object
    ) -> None:
        answer = call(world.officer).post("webhooks", body(world, **{field: value}))

        assert answer.status_code == 422
        assert [name.split(".")[0] for name in answer.json()["errors"]] == [field]
        assert not Subscription.objects.exists()

    def test_a_stream_one_may_not_read_is_as_if_it_were_not_there(self, world: World, call: Call) -> None:
        answers = [
            call(world.officer).post("webhooks", body(world, streams=[name])).json()["errors"]["streams"][0]
            for name in (world.closed_room.stream, "room:00000000-0000-4000-8000-000000000000")
        ]

        assert answers[0].split("room:")[0] == answers[1].split("room:")[0]

    def test_an_organisation_has_no_more_than_it_can_look_after(self, world: World, call: Call, make: Make) -> None:
        for _ in range(MOST_SUBSCRIPTIONS):
            make()

        assert call(world.officer).post("webhooks", body(world)).status_code == 409

    def test_who_acts_for_nobody_adds_none(self, world: World, call: Call) -> None:
        assert call(world.hatless).post("webhooks", body(world)).status_code == 409

    def test_the_log_tells_of_it_without_the_address(self, world: World, call: Call) -> None:
        made = call(world.officer).post("webhooks", body(world)).json()
        told = Event.objects.get(type="api.webhook_created")

        assert told.data == {"organisation": made["organisation"]["id"], "subscription": made["id"]}
        assert told.stream.name == f"organisation:{made['organisation']['id']}"


class TestChanging:
    def test_what_is_left_out_stays(self, world: World, call: Call, make: Make) -> None:
        made = make(event_types=["council.message_posted"])
        answer = call(world.officer).patch(f"webhooks/{made.pk}", {"description": "Arkivet"}, if_match='"1"')

        assert (answer.status_code, answer["ETag"]) == (200, '"2"')
        assert answer.json()["description"] == "Arkivet"
        assert answer.json()["event_types"] == ["council.message_posted"]
        assert answer.json()["streams"] == [world.open_room.stream]
        assert Event.objects.get(type="api.webhook_changed").data["fields"] == ["description"]

    def test_it_is_changed_from_what_it_is(self, world: World, call: Call, make: Make) -> None:
        made, caller = make(), call(world.officer)
        assert caller.patch(f"webhooks/{made.pk}", {"description": "Ett"}).status_code == 428
        assert caller.patch(f"webhooks/{made.pk}", {"description": "Ett"}, if_match='"1"').status_code == 200
        assert caller.patch(f"webhooks/{made.pk}", {"description": "Två"}, if_match='"1"').status_code == 412
        assert caller.get(f"webhooks/{made.pk}").json()["description"] == "Ett"

    def test_streams_and_kinds_are_replaced(self, world: World, call: Call, make: Make) -> None:
        made, council = make(), f"council:{world.council.pk}"
        change = {"streams": [council], "event_types": ["council.seat_added"]}
        call(world.officer).patch(f"webhooks/{made.pk}", change, if_match='"1"')
        said(world.officer, world.open_room)

        assert made.streams == [council]
        assert not made.deliveries.exists()

    def test_it_is_paused_and_resumed(self, world: World, call: Call, make: Make) -> None:
        made, caller = make(), call(world.officer)
        states = []
        for wanted in ("paused", "paused", "active"):
            etag = caller.get(f"webhooks/{made.pk}")["ETag"]
            states.append(caller.patch(f"webhooks/{made.pk}", {"state": wanted}, if_match=etag).json()["state"])

        assert states == ["paused", "paused", "active"]
        assert caller.patch(f"webhooks/{made.pk}", {"state": "disabled"}, if_match='"3"').status_code == 422

    def test_nobody_reads_a_colleagues_streams_by_moving_the_webhook(
        self, world: World, call: Call, make: Make
    ) -> None:
        """The manager looks after the representative's webhook but may not read the closed room it hears."""
        made = make(who=world.representative, streams=[world.closed_room.stream])
        caller = call(world.manager)

        assert caller.patch(f"webhooks/{made.pk}", {"url": f"{PUBLIC}2"}, if_match='"1"').status_code == 422
        assert caller.patch(f"webhooks/{made.pk}", {"description": "Vår"}, if_match='"1"').status_code == 200
        made.refresh_from_db()
        assert made.url == PUBLIC

    def test_a_webhook_gets_no_stream_that_only_the_manager_may_read(self, world: World, make: Make) -> None:
        made = make(who=world.representative, streams=[f"organisation:{world.organisations['asf'].pk}"])

        with pytest.raises(Invalid):
            change_webhook(
                actor=world.manager,
                subscription=made,
                expected=1,
                streams=[f"person:{world.manager.person_id}"],
            )


class TestRights:
    def test_one_sees_ones_own_and_those_one_manages(self, world: World, call: Call, make: Make) -> None:
        made = make(who=world.representative)

        seen = {role: call(actor).get(f"webhooks/{made.pk}").status_code for role, actor in world.people()}
        assert {role for role, status in seen.items() if status == 200} == {"representative", "manager", "admin"}
        assert set(seen.values()) == {200, 404}

    def test_another_hat_is_another_matter(self, world: World, call: Call, make: Make) -> None:
        made = make(who=world.representative)
        other = add_membership(
            actor=SYSTEM,
            organisation=world.organisations["outside"],
            person=world.representative.person,
            role=Membership.Role.OFFICER,
        )

        assert call(PersonActor(world.representative.person, other)).get(f"webhooks/{made.pk}").status_code == 404

    def test_who_has_left_sees_it_no_more(self, world: World, call: Call, make: Make) -> None:
        made = make(who=world.representative)
        end_membership(actor=SYSTEM, membership=world.representative.membership)

        assert call(PersonActor(world.representative.person)).get(f"webhooks/{made.pk}").status_code == 404

    def test_a_token_for_reading_sees_none_and_does_nothing(self, world: World, call: Call, make: Make) -> None:
        made, secret = make(), new_token_secret()
        create_token(actor=world.officer, membership=world.officer.membership, label="x", secret=secret, scope="read")
        reader = call(world.visitor)
        key = {"authorization": f"Bearer {secret}"}

        assert reader.get("webhooks", **key).json()["results"] == []
        assert reader.get(f"webhooks/{made.pk}", **key).status_code == 404
        assert reader.post(f"webhooks/{made.pk}/secret", **key).status_code == 403
        assert reader.post("webhooks", body(world), **key).status_code == 403

    def test_a_token_for_writing_may_add_one(self, world: World, call: Call) -> None:
        secret = new_token_secret()
        create_token(actor=world.officer, membership=world.officer.membership, label="x", secret=secret)
        answer = call(world.visitor).post("webhooks", body(world), authorization=f"Bearer {secret}")

        assert answer.status_code == 201
        assert Subscription.objects.get().membership == world.officer.membership


class TestDoing:
    def test_a_new_secret_is_shown_once(self, world: World, call: Call, make: Make, secret: str) -> None:
        made, caller = make(), call(world.officer)
        answers = [caller.post(f"webhooks/{made.pk}/secret", idempotency_key="byt") for _ in range(2)]

        assert [one.status_code for one in answers] == [200, 200]
        assert answers[0].json()["secret"] not in (None, secret)
        assert answers[1].json()["secret"] is None
        assert answers[0].json()["previous_secret_until"]

    def test_the_delivery_log_says_what_came_of_it(
        self, world: World, call: Call, make: Make, receiver: Receiver
    ) -> None:
        receiver.status, receiver.answer = 500, b"Trasigt"
        made, caller = make(receiver.url), call(world.officer)
        said(world.officer, world.open_room)
        caller.post(f"webhooks/{made.pk}/ping")
        work()
        ping, posted = caller.get(f"webhooks/{made.pk}/deliveries").json()["results"]

        assert (ping["type"], ping["stream"]) == ("webhook.ping", None)
        assert (posted["type"], posted["stream"]) == ("council.message_posted", world.open_room.stream)
        assert posted["state"] == "waiting"
        (attempt,) = posted["attempts"]
        assert (attempt["status"], attempt["error"], attempt["excerpt"]) == (500, "status", "Trasigt")
        assert attempt["milliseconds"] >= 0

    def test_the_log_is_filtered_by_state(self, world: World, call: Call, make: Make, receiver: Receiver) -> None:
        made, caller = make(receiver.url), call(world.officer)
        said(world.officer, world.open_room)
        work()
        counts = {
            state: caller.get(f"webhooks/{made.pk}/deliveries?state={state}").json()["count"]
            for state in Delivery.State.values
        }

        assert counts == {"waiting": 0, "delivered": 1, "dead": 0, "dropped": 0}
        assert caller.get(f"webhooks/{made.pk}/deliveries?state=other").status_code == 422

    def test_one_delivery_and_all_since_a_moment_are_sent_again(
        self, world: World, call: Call, make: Make, receiver: Receiver
    ) -> None:
        since = timezone.now()
        made, caller = make(receiver.url), call(world.officer)
        said(world.officer, world.open_room)
        work()
        again = caller.post(f"deliveries/{Delivery.objects.get().pk}/replay")
        work()
        every = caller.post(f"webhooks/{made.pk}/replay", {"since": since.isoformat()})
        work()

        assert (again.status_code, again.json()["state"]) == (202, "waiting")
        assert (every.status_code, every.json()["count"], every.json()["complete"]) == (202, 1, True)
        assert len({one.id for one in receiver.heard}) == 1
        assert len(receiver.heard) == 3

    @pytest.mark.parametrize("since", [None, "", "igår", "2026-13-01T00:00:00Z", 7])
    def test_a_moment_that_is_none_is_refused(self, world: World, call: Call, make: Make, since: object) -> None:
        assert call(world.officer).post(f"webhooks/{make().pk}/replay", {"since": since}).status_code == 422

    def test_a_paused_one_says_that_it_must_be_resumed_first(self, world: World, call: Call, make: Make) -> None:
        made, caller = make(), call(world.officer)
        caller.patch(f"webhooks/{made.pk}", {"state": "paused"}, if_match='"1"')

        assert caller.post(f"webhooks/{made.pk}/ping").status_code == 409

    def test_what_is_removed_is_gone_with_all_it_had(
        self, world: World, call: Call, make: Make, receiver: Receiver
    ) -> None:
        made, caller = make(receiver.url), call(world.officer)
        said(world.officer, world.open_room)
        work()

        assert caller.delete(f"webhooks/{made.pk}").status_code == 204
        assert caller.get(f"webhooks/{made.pk}").status_code == 404
        assert not Delivery.objects.exists()
        assert Event.objects.filter(type="api.webhook_deleted").exists()

    def test_a_list_costs_the_same_however_long_it_is(
        self, world: World, call: Call, make: Make, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(10):
            make()
        caller = call(world.officer)
        caller.get("webhooks")
        with django_assert_max_num_queries(14):
            assert caller.get("webhooks").json()["count"] == 10
