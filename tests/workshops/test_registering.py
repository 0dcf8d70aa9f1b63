"""Seats, the waiting list, what people need, and the mail they get."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.actor import NOBODY
from events import clock
from events.errors import Forbidden, Invalid, NotVisible
from events.models import Event
from live import views as live_views
from tests.workshops.making import announced, planned
from tests.world import member, react_to_all
from workshops.plans import actions as plans
from workshops.plans.models import Workshop
from workshops.registering import actions, mailing, upkeep
from workshops.registering.models import Registration
from workshops.registering.queries import (
    own_registration,
    place_in_line,
    registration_secret,
    registrations_of,
    seats_left,
)
from workshops.views import registering

pytestmark = pytest.mark.django_db
SEATED, WAITING, WITHDRAWN = Registration.State.SEATED, Registration.State.WAITING, Registration.State.WITHDRAWN


def now(registration: Registration) -> Registration:
    return Registration.objects.select_related("workshop").get(pk=registration.pk)


def visitor(workshop: Workshop, name: str, organisation: str = "", **more: Any) -> Registration:
    """Let somebody without an account register."""
    email = f"{name.lower()}@utanfor.example"
    return actions.register(actor=NOBODY, workshop=workshop, name=name, email=email, organisation=organisation, **more)


def change(world: Any, workshop: Workshop, **described: Any) -> None:
    here = Workshop.objects.get(pk=workshop.pk)
    kept = {"title": here.title, "starts_at": here.starts_at, "ends_at": here.ends_at}
    plans.change_workshop(actor=world.facilitator, workshop=here, expected=here.version, **{**kept, **described})
    react_to_all()


class TestSeats:
    def test_who_asks_while_there_are_seats_gets_one(self, world):
        workshop = announced(world, seats=2)
        made = actions.register(actor=world.officer, workshop=workshop, needs="Hörslinga")
        assert (made.state, made.name, made.organisation) == (
            SEATED,
            world.officer.person.name,
            world.officer.organisation,
        )
        assert seats_left(workshop) == 1

    def test_who_comes_when_they_are_taken_waits_in_line(self, world):
        workshop = announced(world, seats=1)
        visitor(workshop, "Anna")
        second, third = visitor(workshop, "Bo"), visitor(workshop, "Cia")
        assert (second.state, third.state) == (WAITING, WAITING)
        assert [place_in_line(second), place_in_line(third)] == [1, 2]

    def test_a_seat_that_is_given_back_goes_to_who_has_waited_longest(self, world):
        workshop = announced(world, seats=1)
        first = actions.register(actor=world.officer, workshop=workshop)
        second, third = visitor(workshop, "Bo"), visitor(workshop, "Cia")
        actions.withdraw(actor=world.officer, registration=first)
        react_to_all()
        assert (now(first).state, now(second).state, now(third).state) == (WITHDRAWN, SEATED, WAITING)

    def test_more_seats_let_those_in_who_wait(self, world):
        workshop = announced(world, seats=1)
        people = [visitor(workshop, name) for name in ("Anna", "Bo", "Cia")]
        change(world, workshop, seats=2)
        assert [now(one).state for one in people] == [SEATED, SEATED, WAITING]

    def test_fewer_seats_take_nobodys_away(self, world):
        workshop = announced(world, seats=2)
        people = [visitor(workshop, name) for name in ("Anna", "Bo")]
        change(world, workshop, seats=1)
        assert [now(one).state for one in people] == [SEATED, SEATED]

    def test_an_organisation_has_only_so_many_however_they_write_its_name(self, world):
        workshop = announced(world, seats_each=1)
        first = visitor(workshop, "Anna", "sjöby kommun")
        second = visitor(workshop, "Bo", "Sjöby")
        officer = actions.register(actor=world.officer, workshop=workshop)
        other = visitor(workshop, "Cia", "Annan förening")
        assert [first.state, second.state, officer.state, other.state] == [SEATED, WAITING, WAITING, SEATED]

    def test_those_who_come_from_nowhere_are_no_organisation(self, world):
        workshop = announced(world, seats_each=1)
        assert [visitor(workshop, name).state for name in ("Anna", "Bo", "Cia")] == [SEATED] * 3

    def test_who_has_room_passes_who_has_not_and_a_raised_limit_brings_the_others_in(self, world):
        workshop = announced(world, seats=2, seats_each=1)
        first, second = visitor(workshop, "Anna", "A"), visitor(workshop, "Bo", "A")
        third, fourth = visitor(workshop, "Cia", "B"), visitor(workshop, "Dag", "C")
        assert [one.state for one in (first, second, third, fourth)] == [SEATED, WAITING, SEATED, WAITING]
        change(world, workshop, seats=3, seats_each=2)
        # Bo asked before Dag, and now A has room.
        assert [now(second).state, now(fourth).state] == [SEATED, WAITING]

    def test_a_newcomer_does_not_take_a_seat_from_who_waits(self, world):
        """A seat becomes free, and somebody registers before the list has moved."""
        workshop = announced(world, seats=1)
        first = actions.register(actor=world.officer, workshop=workshop)
        waits = visitor(workshop, "Bo")
        actions.withdraw(actor=world.officer, registration=first)
        late = visitor(workshop, "Cia")
        assert (now(waits).state, late.state) == (SEATED, WAITING)

    @pytest.mark.once
    def test_the_list_can_be_moved_as_often_as_one_likes(self, world):
        workshop = announced(world, seats=1)
        visitor(workshop, "Anna")
        waits = visitor(workshop, "Bo")
        change(world, workshop, seats=2)
        told = Event.objects.filter(type="workshops.seat_given").count()
        change(world, workshop, seats=2)
        assert now(waits).state == SEATED
        assert Event.objects.filter(type="workshops.seat_given").count() == told


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_seat_at_once_do_not_both_get_it(world, in_threads):
    workshop = announced(world, seats=1)
    made = in_threads([lambda name=name: visitor(workshop, name) for name in ("Anna", "Bo", "Cia", "Dag")])
    assert all(isinstance(one, Registration) for one in made), made
    assert sorted(one.state for one in registrations_of(workshop)) == [SEATED, WAITING, WAITING, WAITING]


class TestWhoMay:
    def test_register_when_it_is_for_the_council_are_those_around_it(self, world):
        workshop = announced(world, access="council")
        assert actions.register(actor=world.manager, workshop=workshop).state == SEATED
        for stranger in (world.outsider, NOBODY, world.hatless):
            with pytest.raises(Forbidden):
                actions.register(actor=stranger, workshop=workshop, name="A", email="a@b.example")

    def test_nobody_registers_before_it_is_announced_or_when_it_is_called_off(self, world):
        plan = planned(world)
        with pytest.raises(Forbidden):
            actions.register(actor=world.officer, workshop=plan)
        workshop = announced(world)
        plans.call_off_workshop(actor=world.facilitator, workshop=workshop)
        with pytest.raises(Forbidden):
            actions.register(actor=world.officer, workshop=workshop)

    def test_withdraw_is_oneself_or_those_who_lead(self, world):
        workshop = announced(world)
        made = actions.register(actor=world.officer, workshop=workshop)
        with pytest.raises(Forbidden):
            actions.withdraw(actor=world.representative, registration=made)
        assert actions.withdraw(actor=world.chair, registration=made).state == WITHDRAWN

    def test_a_link_that_is_not_ours_opens_nothing(self, world):
        made = visitor(announced(world), "Anna")
        secret = registration_secret(made)
        for forged in (secret[:-1], str(made.pk), f"{made.pk}.x"):
            with pytest.raises(NotVisible):
                actions.withdraw_by_link(actor=NOBODY, secret=forged)

    def test_who_asks_again_keeps_the_place_they_have_and_nothing_of_it_changes(self, world):
        workshop = announced(world)
        made = visitor(workshop, "Anna", needs="Tolk")
        again = visitor(workshop, "ANNA", needs="Något annat")
        assert again.pk == made.pk
        assert now(made).needs == "Tolk"

    def test_somebody_with_two_hats_comes_once_and_it_is_theirs_with_either(self, world):
        workshop = announced(world)
        made = actions.register(actor=world.officer, workshop=workshop)
        other = member(world.organisations["business"], world.officer.person)
        assert actions.register(actor=other, workshop=workshop) == made
        assert own_registration(other, workshop) == made
        assert actions.withdraw(actor=other, registration=made).state == WITHDRAWN

    def test_who_has_withdrawn_may_come_back_last_in_line(self, world):
        workshop = announced(world, seats=1)
        first = actions.register(actor=world.officer, workshop=workshop)
        visitor(workshop, "Bo")
        actions.withdraw(actor=world.officer, registration=first)
        react_to_all()
        assert actions.register(actor=world.officer, workshop=workshop).state == WAITING

    @pytest.mark.parametrize(
        ("field", "said"), [("name", ""), ("email", "ingen adress"), ("needs", "19811218-9876"), ("name", "A" * 81)]
    )
    def test_what_cannot_be_kept_is_refused_beside_its_field(self, world, field, said):
        asked = {"name": "Anna", "email": "a@b.example", field: said}
        with pytest.raises(Invalid) as refused:
            actions.register(actor=NOBODY, workshop=announced(world), **asked)
        assert set(refused.value.fields) == {field}


class TestNeeds:
    def test_are_shown_on_the_stream_of_the_hosts_and_stand_in_no_event(self, world):
        workshop = announced(world)
        made = actions.register(actor=world.officer, workshop=workshop, needs="Hörslinga")
        actions.say_needs(actor=world.officer, registration=made, needs="Hörslinga och tolk")
        (view,) = live_views.rendered("registration", [made.pk])
        assert view["needs"] == "Hörslinga och tolk"
        told = Event.objects.filter(type__in=["workshops.registration_made", "workshops.needs_said"])
        assert {one.stream.name for one in told} == {f"hosts:{workshop.pk}"}
        assert not [one for one in Event.objects.all() if "Hörslinga" in str(one.data)]

    def test_are_not_in_the_tasks_of_the_worker_either(self, world):
        actions.register(actor=world.officer, workshop=announced(world), needs="Hörslinga")
        assert not [one for one in DBTaskResult.objects.all() if "Hörslinga" in str(one.args_kwargs)]

    def test_are_not_in_the_mail(self, world):
        actions.register(actor=world.officer, workshop=announced(world), needs="Hörslinga")
        react_to_all()
        assert len(mail.outbox) == 1
        assert "Hörslinga" not in mail.outbox[0].message().as_string()

    def test_are_deleted_when_the_workshop_is_over_and_the_log_says_so_without_them(self, world):
        workshop = announced(world)
        made = actions.register(actor=world.officer, workshop=workshop, needs="Hörslinga")
        assert upkeep.delete_old_needs() == 0
        Workshop.objects.filter(pk=workshop.pk).update(state=Workshop.State.ENDED)
        assert upkeep.delete_old_needs() == 1
        assert now(made).needs == ""
        assert now(made).version > made.version
        assert Event.objects.get(type="workshops.needs_deleted").data == {
            "hosts": str(workshop.pk),
            "registration": str(made.pk),
        }
        assert upkeep.delete_old_needs() == 0

    def test_are_deleted_when_nobody_has_ended_it(self, world):
        workshop = announced(world)
        actions.register(actor=world.officer, workshop=workshop, needs="Hörslinga")
        with clock.at(workshop.ends_at + timedelta(days=1, minutes=1)):
            assert upkeep.delete_old_needs() == 1

    def test_are_deleted_at_once_when_one_withdraws(self, world):
        made = actions.register(actor=world.officer, workshop=announced(world), needs="Hörslinga")
        assert actions.withdraw(actor=world.officer, registration=made).needs == ""


class TestMail:
    def test_says_that_one_has_a_seat_with_the_workshop_for_the_calendar(self, world):
        workshop = announced(world, place="Medborgarhuset")
        made = visitor(workshop, "Anna")
        react_to_all()
        (letter,) = mail.outbox
        assert letter.to == ["anna@utanfor.example"]
        assert workshop.title in letter.subject
        assert registration_secret(made) in letter.body
        (name, content, kind) = letter.attachments[0]
        assert (name, kind) == ("workshop.ics", "text/calendar")
        assert str(workshop.pk) in content

    def test_says_that_one_waits_and_then_that_one_has_got_a_seat(self, world):
        workshop = announced(world, seats=1)
        first = actions.register(actor=world.officer, workshop=workshop)
        visitor(workshop, "Bo")
        actions.withdraw(actor=world.officer, registration=first)
        react_to_all()
        to_bo = [letter for letter in mail.outbox if letter.to == ["bo@utanfor.example"]]
        assert len({letter.subject for letter in to_bo}) == 2
        assert [bool(letter.attachments) for letter in to_bo] == [False, True]

    def test_to_who_withdrew_at_once_is_not_sent(self, world):
        made = actions.register(actor=world.officer, workshop=announced(world))
        actions.withdraw(actor=world.officer, registration=made)
        react_to_all()
        assert mail.outbox == []

    def test_tells_everybody_that_it_is_called_off(self, world):
        workshop = announced(world, seats=1)
        visitor(workshop, "Anna")
        visitor(workshop, "Bo")
        react_to_all()
        mail.outbox.clear()
        plans.call_off_workshop(actor=world.facilitator, workshop=Workshop.objects.get(pk=workshop.pk))
        react_to_all()
        run(mailing.send_called_off)
        assert {letter.to[0] for letter in mail.outbox} == {"anna@utanfor.example", "bo@utanfor.example"}
        assert "STATUS:CANCELLED" in mail.outbox[0].attachments[0][1]

    def test_of_a_broken_mailbox_is_tried_again_and_stops_no_other(self, world, monkeypatch):
        workshop = announced(world)
        anna, bo = visitor(workshop, "Anna"), visitor(workshop, "Bo")
        react_to_all()
        mail.outbox.clear()
        plans.call_off_workshop(actor=world.facilitator, workshop=Workshop.objects.get(pk=workshop.pk))
        react_to_all()
        whole = mailing.letter_about

        def breaks(registration: Registration, what: str, event: int) -> Any:
            if registration == anna:
                raise ConnectionError
            return whole(registration, what, event)

        monkeypatch.setattr(mailing, "letter_about", breaks)
        run(mailing.send_called_off)
        assert [letter.to for letter in mail.outbox] == [[bo.email]]
        monkeypatch.setattr(mailing, "letter_about", whole)
        run(mailing.send_called_off)
        assert [letter.to for letter in mail.outbox] == [[bo.email], [anna.email]]


def run(one: Any) -> None:
    """Run the tasks of a kind that wait for a worker, those for later too, once each."""
    waiting = list(DBTaskResult.objects.filter(task_path=one.module_path, status="READY"))
    for found in waiting:
        DBTaskResult.objects.filter(pk=found.pk).update(status="SUCCESSFUL")
        one.func(*found.args_kwargs["args"])


class TestTheDayBefore:
    # A Tuesday in March: nine o'clock in Sweden is eight in UTC.
    STARTS = datetime(2027, 3, 16, 8, tzinfo=UTC)

    def coming(self, world: Any) -> Registration:
        with clock.at(self.STARTS - timedelta(days=20)):
            workshop = announced(world, starts_at=self.STARTS, ends_at=self.STARTS + timedelta(hours=3), seats=1)
            made = visitor(workshop, "Anna")
            visitor(workshop, "Bo")
            react_to_all()
        mail.outbox.clear()
        return made

    def remind(self, moment: datetime) -> int:
        with clock.at(moment):
            done = upkeep.remind_of_tomorrow()
            react_to_all()
        return done

    def test_those_with_a_seat_are_reminded_once_with_the_code(self, world):
        made = self.coming(world)
        assert self.remind(self.STARTS - timedelta(days=2)) == 0
        assert self.remind(self.STARTS - timedelta(hours=23)) == 1
        assert self.remind(self.STARTS - timedelta(hours=22)) == 0
        (letter,) = mail.outbox
        assert letter.to == [made.email]
        assert made.workshop.code in letter.body

    def test_nobody_is_woken_at_night(self, world):
        self.coming(world)
        assert self.remind(self.STARTS - timedelta(hours=30)) == 0

    def test_a_reminder_that_was_missed_comes_the_same_morning_and_not_when_it_has_begun(self, world):
        self.coming(world)
        assert self.remind(self.STARTS + timedelta(minutes=1)) == 0
        assert self.remind(self.STARTS - timedelta(minutes=50)) == 1

    def test_who_registers_the_day_before_has_just_had_a_mail(self, world):
        made = self.coming(world)
        late = self.STARTS - timedelta(hours=23)
        Registration.objects.filter(pk=made.pk).update(asked_at=late)
        assert self.remind(late + timedelta(hours=1)) == 0

    def test_a_workshop_that_is_called_off_reminds_nobody(self, world):
        made = self.coming(world)
        with clock.at(self.STARTS - timedelta(days=3)):
            plans.call_off_workshop(actor=world.facilitator, workshop=Workshop.objects.get(pk=made.workshop_id))
        assert self.remind(self.STARTS - timedelta(hours=23)) == 0


class TestPages:
    def form(self, workshop: Workshop) -> str:
        return reverse("workshops:register", args=["sjoby", workshop.slug])

    def test_somebody_without_an_account_registers_and_withdraws_by_the_link_in_the_mail(self, world):
        workshop = announced(world, seats=5)
        browser = Client()
        page = browser.get(self.form(workshop))
        assert page.status_code == 200
        said = {"name": "Anna Ask", "email": "anna@ask.example", "organisation": "Föreningen Framåt", "needs": "Tolk"}
        answer = browser.post(self.form(workshop), said, follow=True)
        assert answer.status_code == 200
        made = registrations_of(workshop).get()
        assert (made.name, made.organisation_label, made.person) == ("Anna Ask", "Föreningen Framåt", None)
        react_to_all()
        link = reverse("workshops:by_link", args=[registration_secret(made)])
        assert link in mail.outbox[0].body
        page = browser.get(link)
        assert workshop.title in page.content.decode()
        assert "Tolk" not in page.content.decode()
        assert browser.post(link).status_code == 302
        assert now(made).state == WITHDRAWN

    def test_the_form_answers_alike_whether_the_address_is_known(self, world):
        workshop = announced(world)
        said = {"name": "Anna", "email": "anna@ask.example"}
        first, second = (Client().post(self.form(workshop), said) for _time in range(2))
        assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])

    def test_what_was_wrong_is_said_and_what_was_typed_is_kept(self, world):
        page = Client().post(self.form(announced(world)), {"name": "Anna", "email": "nej", "needs": "Hörslinga"})
        assert page.status_code == 422
        assert "Hörslinga" in page.content.decode()

    def test_a_flood_from_one_address_is_stopped_in_words(self, world, monkeypatch):
        monkeypatch.setattr(registering.Throttle, "rate", "2/hour", raising=False)
        workshop = announced(world)
        answers = [Client().post(self.form(workshop), {"name": "A", "email": f"a{n}@ask.example"}) for n in range(3)]
        assert [answer.status_code for answer in answers] == [302, 302, 429]
        assert "a2@ask.example" in answers[2].content.decode()

    def test_a_member_registers_as_who_they_are_and_reads_how_it_stands(self, world):
        workshop = announced(world, seats=1)
        visitor(workshop, "Anna")
        browser = Client()
        browser.force_login(world.officer.person, backend="django.contrib.auth.backends.ModelBackend")
        page = browser.post(self.form(workshop), {"needs": "Hörslinga"}, follow=True)
        text = page.content.decode()
        assert "Hörslinga" in text
        made = registrations_of(workshop).get(person=world.officer.person)
        assert made.state == WAITING
        browser.post(self.form(workshop), {"needs": "Ingenting"})
        assert now(made).needs == "Ingenting"
        browser.post(reverse("workshops:withdraw", args=["sjoby", workshop.slug]))
        assert now(made).state == WITHDRAWN

    def test_needs_are_read_by_those_who_lead_and_by_nobody_else(self, world):
        workshop = announced(world)
        visitor(workshop, "Anna", needs="Hörslinga")
        page = reverse("workshops:registrations", args=["sjoby", workshop.slug])
        for who, status in (
            (world.drafter, 200),
            (world.facilitator, 200),
            (world.secretary, 404),
            (world.officer, 404),
        ):
            browser = Client()
            browser.force_login(who.person, backend="django.contrib.auth.backends.ModelBackend")
            answer = browser.get(page)
            assert answer.status_code == status
            assert ("Hörslinga" in answer.content.decode()) == (status == 200)
        about = Client().get(reverse("workshops:workshop", args=["sjoby", workshop.slug])).content.decode()
        assert "Hörslinga" not in about
        assert "Anna" not in about

    def test_the_file_for_ones_calendar_tells_when_and_where(self, world):
        workshop = announced(world, place="Medborgarhuset")
        answer = Client().get(reverse("workshops:calendar", args=["sjoby", workshop.slug]))
        assert answer["Content-Type"].startswith("text/calendar")
        assert b"LOCATION:Medborgarhuset" in answer.content
        assert b"TZID=Europe/Stockholm" in answer.content
