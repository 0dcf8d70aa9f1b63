"""A membership holds for its days, and when it is ended it is over the same second."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.actions import add_membership, create_token, end_membership, new_token_secret
from accounts.models import Membership
from accounts.queries import actor_for, hats_of, is_member, memberships_visible_to, token_actor
from council.rooms.queries import rooms_visible_to
from events import clock
from events.errors import Conflict, Forbidden
from events.models import Event
from events.streams import may_read
from tests.browsers import Browser
from tests.world import SYSTEM, World, member, organisation, person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def lasting(first: date, last: date | None) -> Membership:
    return add_membership(
        actor=SYSTEM, organisation=organisation("Org"), person=person(), role="officer", starts_on=first, ends_on=last
    )


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(0, None, True), (0, 0, True), (-9, 9, True), (1, None, False), (-9, -1, False), (-9, 0, True)],
)
def test_it_holds_from_its_first_day_to_its_last(first: int, last: int | None, holds: bool) -> None:
    today = clock.today()
    made = lasting(today + first * DAY, None if last is None else today + last * DAY)

    assert made.is_current() is holds
    assert Membership.objects.current().filter(pk=made.pk).exists() is holds
    assert hats_of(made.person).exists() is holds


@pytest.mark.parametrize(("moment", "holds"), [("2026-03-31 21:59Z", True), ("2026-03-31 22:01Z", False)])
def test_its_last_day_ends_at_midnight_in_sweden(moment: str, holds: bool) -> None:
    made = lasting(date(2026, 1, 1), date(2026, 3, 31))

    with time_machine.travel(moment, tick=False):
        assert made.is_current() is holds
        assert hats_of(made.person).exists() is holds


def test_the_last_day_does_not_come_before_the_first() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        lasting(clock.today(), clock.today() - DAY)


def test_one_person_has_one_open_membership_in_an_organisation() -> None:
    actor = member(organisation("Org"))

    with pytest.raises(Conflict):
        add_membership(actor=SYSTEM, organisation=actor.organisation, person=actor.person, role="officer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=actor.person, organisation=actor.organisation, role="officer")


def test_somebody_who_has_left_may_come_back() -> None:
    actor = member(organisation("Org"))
    end_membership(actor=SYSTEM, membership=actor.membership)

    again = add_membership(actor=SYSTEM, organisation=actor.organisation, person=actor.person, role="officer")

    assert list(hats_of(actor.person)) == [again]


def test_a_membership_ends_once() -> None:
    actor = member(organisation("Org"))
    end_membership(actor=SYSTEM, membership=actor.membership)

    with pytest.raises(Conflict):
        end_membership(actor=SYSTEM, membership=actor.membership)


def test_a_membership_that_has_not_begun_can_be_ended() -> None:
    made = end_membership(actor=SYSTEM, membership=lasting(clock.today() + 9 * DAY, None))

    assert made.ends_on == made.starts_on
    assert not made.is_current(made.starts_on)


def test_the_end_is_logged_for_the_organisation_and_the_person() -> None:
    actor = member(organisation("Org"))
    end_membership(actor=actor, membership=actor.membership)

    told = Event.objects.filter(type="accounts.membership_ended")
    assert set(told.values_list("stream__name", flat=True)) == {
        f"organisation:{actor.organisation_id}",
        f"person:{actor.person_id}",
    }


class TestTheSameSecond:
    """What the representative could do until now."""

    @pytest.fixture
    def left(self, world: World) -> World:
        end_membership(actor=world.manager, membership=world.representative.membership)
        return world

    def test_the_hat_is_gone(self, left: World) -> None:
        who = left.representative

        assert actor_for(who.person).membership is None
        with pytest.raises(Forbidden):
            actor_for(who.person, who.membership_id)

    def test_no_room_is_left(self, left: World) -> None:
        assert not rooms_visible_to(actor_for(left.representative.person)).exists()

    def test_streams_are_closed(self, left: World) -> None:
        now = actor_for(left.representative.person)

        assert not may_read(now, left.open_room.stream)
        assert not may_read(now, f"organisation:{left.organisations['asf'].pk}")
        assert may_read(now, f"person:{now.person_id}")

    def test_the_organisation_is_closed(self, left: World) -> None:
        now = actor_for(left.representative.person)

        assert not is_member(now, left.organisations["asf"].pk)
        assert not memberships_visible_to(now, left.organisations["asf"]).exists()

    def test_pages_and_api_are_closed_to_an_open_browser(self, world: World, browser: Browser) -> None:
        client = browser(world.representative.person)
        room = f"/api/v1/rooms/{world.open_room.pk}/snapshot"
        assert client.get(room).status_code == 200

        end_membership(actor=world.manager, membership=world.representative.membership)

        assert client.get(room).status_code == 404
        assert client.get("/rad/sjoby/rum/upphandling/").status_code == 404
        lost = {"Acting-For": world.representative.membership_id}
        assert client.get(room, headers=lost).status_code == 404
        words = f"/api/v1/rooms/{world.open_room.pk}/messages"
        assert client.post(words, {"text": "Hej"}, "application/json", headers=lost).status_code == 403

    def test_tokens_stop(self, world: World, browser: Browser) -> None:
        secret = new_token_secret()
        who = world.representative
        create_token(actor=who, membership=who.membership, label="Diariet", secret=secret)
        headers = {"Authorization": f"Bearer {secret}"}
        assert browser().get("/api/v1/me", headers=headers).status_code == 200

        end_membership(actor=world.manager, membership=who.membership)

        assert token_actor(secret) is None
        assert browser().get("/api/v1/me", headers=headers).status_code == 401

    def test_one_can_leave_oneself_over_the_api(self, world: World, browser: Browser) -> None:
        client = browser(world.officer.person)

        assert client.delete(f"/api/v1/memberships/{world.officer.membership_id}").status_code == 204
        assert client.get("/api/v1/me").json()["acting_for"] is None


def test_a_closed_account_is_nobody(world: World, browser: Browser) -> None:
    client = browser(world.officer.person)
    world.officer.person.is_active = False
    world.officer.person.save()

    assert not actor_for(world.officer.person).is_signed_in
    assert client.get("/api/v1/me").status_code == 401
    assert client.get("/rad/").status_code == 302
