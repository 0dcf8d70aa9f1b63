"""Seats belong to organisations; people hold them for a time, and one at a time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from accounts.actions import end_membership
from accounts.models import Membership
from council.rooms.queries import rooms_visible_to
from council.seats.actions import appoint, end_mandate, end_office, found_council, give_office
from council.seats.models import Council, Mandate, Office
from council.seats.queries import councils_joined_by, offices_of, seats_visible_to
from events import clock
from events.errors import Conflict, Invalid
from events.models import Event
from events.reactions import run_reaction
from events.streams import may_read
from tests.browsers import open_browser
from tests.council.conftest import Call
from tests.world import SYSTEM, World, member, seated

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def held(world: World, first: date, last: date | None, kind: str = "holder") -> Mandate:
    """Write a mandate in the business seat straight into the table, past every action."""
    return Mandate.objects.create(
        seat=world.seats["business"], person=world.outsider.person, kind=kind, starts_on=first, ends_on=last
    )


class TestOneHolder:
    """The database itself sees to it, whatever code writes."""

    @pytest.mark.parametrize(
        ("first", "last"), [(0, None), (0, 0), (-20, 0), (10, 10), (5, 7), (-20, None), (10, None), (-20, 40)]
    )
    def test_two_never_hold_a_seat_on_the_same_day(self, world: World, first: int, last: int | None) -> None:
        today = clock.today()
        held(world, today, today + 10 * DAY)

        with pytest.raises(IntegrityError), transaction.atomic():
            held(world, today + first * DAY, None if last is None else today + last * DAY)

    @pytest.mark.parametrize(("first", "last"), [(-20, -1), (11, None), (11, 12)])
    def test_one_holds_it_after_another(self, world: World, first: int, last: int | None) -> None:
        today = clock.today()
        held(world, today, today + 10 * DAY)

        assert held(world, today + first * DAY, None if last is None else today + last * DAY).pk

    def test_an_open_end_bars_every_later_day(self, world: World) -> None:
        held(world, clock.today(), None)

        with pytest.raises(IntegrityError), transaction.atomic():
            held(world, clock.today() + 4000 * DAY, None)

    def test_days_cannot_be_moved_into_somebody_elses(self, world: World) -> None:
        today = clock.today()
        held(world, today, today + 10 * DAY)
        later = held(world, today + 11 * DAY, None)

        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.filter(pk=later.pk).update(starts_on=today + 10 * DAY)

    def test_a_deputy_cannot_be_made_a_second_holder(self, world: World) -> None:
        held(world, clock.today(), None)
        deputy = held(world, clock.today(), None, kind="deputy")

        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.filter(pk=deputy.pk).update(kind="holder")

    def test_ones_own_days_may_be_changed(self, world: World) -> None:
        mine = held(world, clock.today(), None)

        assert Mandate.objects.filter(pk=mine.pk).update(ends_on=clock.today() + DAY) == 1

    def test_many_at_once_are_refused_too(self, world: World) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.bulk_create(
                Mandate(seat=world.seats["business"], person=world.outsider.person, kind="holder") for _ in range(2)
            )

    def test_deputies_may_be_many(self, world: World) -> None:
        held(world, clock.today(), None)

        for _ in range(3):
            held(world, clock.today(), None, kind="deputy")

    def test_other_seats_are_not_touched(self, world: World) -> None:
        held(world, clock.today(), None)

        assert Mandate.objects.filter(kind="holder").values("seat").distinct().count() == 5

    @pytest.mark.sqlite
    def test_the_triggers_that_hold_it_are_there(self, db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'council_mandate'")
            assert {row[0] for row in cursor.fetchall()} == {"mandate_one_holder_insert", "mandate_one_holder_update"}

    @pytest.mark.postgresql
    def test_the_constraint_that_holds_it_is_there(self, db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT contype FROM pg_constraint WHERE conname = 'mandate_one_holder'")
            assert cursor.fetchall() == [("x",)]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_are_appointed_at_once_one_holds_the_seat(
    world: World, in_threads: Callable[..., list[object]]
) -> None:
    firm = world.organisations["business"]
    people = [member(firm).person for _ in range(2)]

    def appointed(person: object) -> Callable[[], object]:
        return lambda: appoint(actor=SYSTEM, seat=world.seats["business"], person=person, kind="holder")

    answers = in_threads([appointed(person) for person in people])

    assert {type(answer) for answer in answers} == {Mandate, Conflict}
    assert Mandate.objects.filter(seat=world.seats["business"]).count() == 1


class TestAppointing:
    def test_a_taken_seat_is_a_conflict_that_changes_nothing(self, world: World) -> None:
        before = Event.objects.count()

        with pytest.raises(Conflict):
            appoint(actor=world.chair, seat=world.seats["asf"], person=world.manager.person, kind="holder")

        assert Event.objects.count() == before

    def test_only_somebody_of_the_organisation_can_hold_its_seat(self, world: World) -> None:
        with pytest.raises(Invalid) as caught:
            appoint(actor=world.chair, seat=world.seats["business"], person=world.outsider.person, kind="holder")
        assert set(caught.value.fields) == {"person"}

    def test_a_former_member_cannot_hold_it(self, world: World) -> None:
        with pytest.raises(Invalid):
            appoint(actor=world.chair, seat=world.seats["public"], person=world.former.person, kind="deputy")

    def test_the_days_must_be_in_order(self, world: World) -> None:
        today = clock.today()

        with pytest.raises(Invalid) as caught:
            appoint(
                actor=world.chair, seat=world.seats["asf"], person=world.manager.person, kind="deputy",
                starts_on=today, ends_on=today - DAY,
            )  # fmt: skip
        assert set(caught.value.fields) == {"ends_on"}

    def test_an_ended_mandate_leaves_the_seat_vacant_at_once(self, world: World) -> None:
        end_mandate(actor=world.chair, mandate=world.seats["asf"].mandates.get())

        seat = seats_visible_to(world.officer).get(pk=world.seats["asf"].pk)
        assert seat.current_mandates == []
        assert not councils_joined_by(world.representative).exists()
        assert not rooms_visible_to(world.representative).filter(pk=world.open_room.pk).exists()
        assert not may_read(world.representative, world.open_room.stream)

    def test_somebody_new_can_hold_it_from_the_next_day(self, world: World) -> None:
        end_mandate(actor=world.chair, mandate=world.seats["asf"].mandates.get())

        new = seated(world.seats["asf"], world.manager, starts_on=clock.today() + DAY)

        assert new.pk

    def test_a_mandate_ends_once(self, world: World) -> None:
        mandate = world.seats["asf"].mandates.get()
        end_mandate(actor=world.chair, mandate=mandate)

        with pytest.raises(Conflict):
            end_mandate(actor=world.chair, mandate=mandate)

    def test_a_mandate_ends_by_itself_after_its_last_day(self, world: World) -> None:
        mandate = world.seats["asf"].mandates.get()
        Mandate.objects.filter(pk=mandate.pk).update(ends_on=clock.today() + DAY)

        assert councils_joined_by(world.representative).exists()
        with time_machine.travel(clock.now() + 2 * DAY):
            assert not councils_joined_by(world.representative).exists()

    def test_a_mandate_counts_only_with_the_hat_of_the_seats_organisation(self, world: World) -> None:
        other = member(world.organisations["outside"], world.officer.person)

        assert councils_joined_by(world.officer).exists()
        assert not councils_joined_by(other).exists()

    def test_a_mandate_counts_no_longer_than_the_membership(self, world: World) -> None:
        end_membership(actor=SYSTEM, membership=world.officer.membership)
        client = open_browser(world.officer.person)

        assert client.get(f"/api/v1/rooms/{world.open_room.pk}").status_code == 404
        seat = seats_visible_to(world.chair).get(pk=world.seats["public"].pk)
        assert [one.person for one in seat.current_mandates] == []


class TestShown:
    def test_a_vacant_seat_is_shown_as_that(self, world: World, call: Call) -> None:
        found = call(world.officer).get("councils/sjoby/seats").json()["results"]

        (business,) = [seat for seat in found if seat["side"] == "business"]
        assert business["mandates"] == []
        page = open_browser(world.officer.person).get("/rad/sjoby/")
        assert [one["vacant"] for one in page.context["seats"] if one["side"] == "business"] == [True]

    def test_holder_and_deputies_are_shown(self, world: World, call: Call) -> None:
        found = call(world.officer).get("councils/sjoby/seats").json()["results"]

        (adviser,) = [seat for seat in found if seat["side"] == "adviser"]
        assert {(one["kind"], one["person"]["name"]) for one in adviser["mandates"]} == {
            ("holder", "Facilitator"), ("deputy", "Drafter"),
        }  # fmt: skip

    def test_a_local_council_stands_below_its_county(self, world: World, call: Call) -> None:
        found = {one["slug"]: one for one in call(world.officer).get("councils").json()["results"]}

        assert found["sjoby"]["parent"] == "lansradet"
        assert found["lansradet"]["parent"] is None
        tree = open_browser(world.officer.person).get("/rad/").context["councils"]
        assert [(top["name"], [one["name"] for one in top["children"]]) for top in tree] == [
            ("Länsrådet", ["ASF-rådet i Sjöby"])
        ]

    def test_a_council_is_not_its_own_parent(self, world: World) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Council.objects.filter(pk=world.council.pk).update(parent=world.council)


class TestOffices:
    def test_a_council_shows_who_leads_it(self, world: World, call: Call) -> None:
        offices = call(world.officer).get("councils/sjoby").json()["offices"]

        assert {(one["kind"], one["person"]["name"]) for one in offices} == {
            ("chair", "Chair"), ("secretary", "Secretary"),
        }  # fmt: skip

    def test_a_secretary_without_a_seat_reads_everything_until_the_office_ends(self, world: World) -> None:
        office = Office.objects.get(kind="secretary")
        assert rooms_visible_to(world.secretary).count() == 2

        end_office(actor=world.chair, office=office)

        assert rooms_visible_to(world.secretary).count() == 0
        assert office not in offices_of(world.council)

    def test_an_office_is_given_only_to_somebody_of_the_organisation(self, world: World) -> None:
        with pytest.raises(Invalid):
            give_office(
                actor=world.chair, council=world.council, person=world.outsider.person,
                organisation=world.organisations["asf"], kind="chair",
            )  # fmt: skip

    def test_an_office_ends_once(self, world: World) -> None:
        office = Office.objects.get(kind="secretary")
        end_office(actor=world.chair, office=office)

        with pytest.raises(Conflict):
            end_office(actor=world.chair, office=office)

    def test_the_chair_of_one_council_leads_no_other(self, world: World) -> None:
        other = found_council(actor=SYSTEM, name="Ett annat råd")

        assert not councils_joined_by(world.chair).filter(pk=other.pk).exists()
        assert not may_read(world.chair, f"council:{other.pk}")


def test_every_change_in_the_council_is_logged_where_the_council_reads(world: World) -> None:
    end_mandate(actor=world.chair, mandate=world.seats["asf"].mandates.get())

    last = Event.objects.filter(stream__name=f"council:{world.council.pk}").order_by("-seq").first()
    assert (last.type, last.actor, last.acting_for) == (
        "council.mandate_ended", world.chair.ref, world.chair.acting_for_ref,
    )  # fmt: skip


def test_a_membership_that_ended_yesterday_bars_an_appointment(world: World) -> None:
    Membership.objects.filter(pk=world.manager.membership.pk).update(
        starts_on=clock.today() - 9 * DAY, ends_on=clock.today() - DAY
    )

    with pytest.raises(Invalid):
        appoint(actor=world.chair, seat=world.seats["asf"], person=world.manager.person, kind="deputy")


class TestLeaving:
    """Whoever leaves an organisation leaves its seats, offices and rooms as well."""

    @pytest.fixture
    def left(self, world: World) -> World:
        for who in (world.representative, world.secretary, world.facilitator):
            end_membership(actor=SYSTEM, membership=who.membership)
        for waiting in DBTaskResult.objects.filter(task_path=run_reaction.module_path):
            run_reaction.func(*waiting.args_kwargs["args"])
        return world

    def test_mandates_offices_and_invitations_end(self, left: World) -> None:
        assert not left.seats["asf"].mandates.current().exists()
        assert not Office.objects.current().filter(person=left.secretary.person).exists()
        assert not left.closed_room.members.current().filter(person=left.representative.person).exists()

    def test_those_of_others_go_on(self, left: World) -> None:
        assert left.seats["adviser"].mandates.current().get().person == left.drafter.person
        assert Office.objects.current().get().person == left.chair.person
        assert left.closed_room.members.current().get().person == left.drafter.person

    def test_the_log_says_so_and_why(self, left: World) -> None:
        ended = Event.objects.filter(type="council.mandate_ended", data__person=str(left.representative.person_id))

        cause = Event.objects.get(pk=ended.first().caused_by)
        assert cause.type == "accounts.membership_ended"
        assert ended.first().actor.startswith("system:")

    def test_somebody_new_takes_the_seat(self, left: World) -> None:
        assert seated(left.seats["asf"], left.manager, starts_on=clock.today() + DAY).pk
