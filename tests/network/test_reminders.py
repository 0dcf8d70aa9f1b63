"""Reminders by mail: to the right person, once, and never about what is done or not theirs to see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from accounts.actions import end_membership
from accounts.actor import PersonActor
from events.models import Event
from events.workdays import is_working_day, working_day_from, working_days_after
from network.goals import actions
from network.goals.models import Goal, Period, Reminder, ReminderKind, ReminderMail, ReminderStop
from network.goals.reminders import due, sending
from network.goals.reminders.due import Level, newest_step, next_step, told
from network.goals.reminders.stopping import stop_link
from tests.browsers import open_browser
from tests.network.shared import Shared, opened, reported, shared
from tests.world import SYSTEM, member, world

pytestmark = pytest.mark.once

SWEDEN = ZoneInfo("Europe/Stockholm")
DUE = date(2026, 9, 14)
"""A Monday."""


@contextmanager
def at(day: date, hour: int = 9) -> Iterator[None]:
    """Let it be an hour of a day in Sweden."""
    with time_machine.travel(datetime(day.year, day.month, day.day, hour, 5, tzinfo=SWEDEN), tick=False):
        yield


def days(number: int) -> date:
    """Return the day so many days after the reports are due."""
    return DUE + timedelta(days=number)


@pytest.fixture
def here(db: None) -> Shared:
    """The picture in January, with one period open: what is to be reported is due on 14 September 2026."""
    with at(date(2026, 1, 12)):
        made = shared(world())
        Period.objects.exclude(pk=made.period.pk).update(state=Period.State.LOCKED)
        Goal.objects.update(state=Goal.State.ADOPTED, decision="Rådet § 4", decided_on=date(2026, 1, 12))
        Period.objects.filter(pk=made.period.pk).update(due=DUE)
        for indicator in (made.hired, made.share):
            for one in indicator.assignments.all():
                actions.end_reporting(actor=SYSTEM, assignment=one)
        actions.end_reporting(actor=SYSTEM, assignment=assignment(made, "public"))
    return made


def assignment(here: Shared, name: str = "asf") -> Any:
    return here.places.assignments.get(organisation=here.world.organisations[name], ended_at=None)


def deputised(here: Shared) -> PersonActor:
    """Let the enterprise have somebody who steps in for the reporter."""
    with at(date(2026, 1, 12)):
        found = member(here.world.organisations["asf"], role="officer")
    assignment_ = assignment(here)
    assignment_.deputy = found.person
    assignment_.save()
    return found


def work() -> None:
    """Do what a worker does: send every mail whose time has come, and those that follow."""
    while True:
        ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=sending.send.module_path)
        one = ready.filter(Q(run_after__year=9999) | Q(run_after__lte=datetime.now(UTC))).first()  # 9999: at once.
        if one is None:
            return
        arguments = one.args_kwargs["args"]
        one.delete()
        sending.send.func(*arguments)


def run() -> list[EmailMultiAlternatives]:
    """Let the hourly job run and the worker after it; return what was sent."""
    before = len(mail.outbox)
    sending.remind()
    work()
    return mail.outbox[before:]  # type: ignore[return-value]


def run_on(day: date, hour: int = 9) -> list[str]:
    """Return to whom mail goes on a day."""
    with at(day, hour):
        return sorted(one.to[0].split("@")[0] for one in run())


def whole_time(first: date, last: date) -> dict[date, list[str]]:
    """Run every day; return the days on which somebody got mail."""
    found = {}
    day = first
    while day <= last:
        if got := run_on(day):
            found[day] = got
        day += timedelta(days=1)
    return found


def name(who: PersonActor) -> str:
    return who.person.email.split("@")[0]


# --- What is due, and when ---------------------------------------------------------------------------------------


def test_the_steps_are_a_week_before_the_day_a_week_after_and_then_every_other_week():
    found = due.steps(due.REPORT, DUE, -7)
    assert [next(found) for _ in range(5)] == [days(-7), days(0), days(7), days(21), days(35)]


def test_who_is_told_later_begins_later_and_then_keeps_step():
    found = due.steps(due.REPORT, DUE, 1)
    assert [next(found) for _ in range(4)] == [days(1), days(7), days(21), days(35)]


def test_a_step_on_a_free_day_moves_to_the_next_working_day():
    christmas = date(2026, 12, 25)
    found = due.steps(due.REPORT, christmas, -7)
    assert [next(found) for _ in range(3)] == [date(2026, 12, 18), date(2026, 12, 28), date(2027, 1, 4)]


@given(anchor=st.dates(date(2020, 1, 1), date(2030, 1, 1)), ahead=st.integers(-30, 200), starts=st.integers(-7, 30))
def test_the_newest_step_has_come_the_next_has_not_and_nothing_lies_between(anchor, ahead, starts):
    today = anchor + timedelta(days=ahead)
    newest, following = newest_step(due.REPORT, anchor, starts, today), next_step(due.REPORT, anchor, starts, today)
    assert following > today
    assert is_working_day(following)
    if newest is not None:
        assert newest <= today
        assert is_working_day(newest)
        assert newest_step(due.REPORT, anchor, starts, following - timedelta(days=1)) == newest


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-03-16 06:59", "2026-03-16"),
        ("2026-03-16 19:00", "2026-03-17"),
        ("2026-03-13 20:00", "2026-03-16"),
        ("2026-04-02 21:00", "2026-04-07"),
    ],
)
def test_mail_waits_for_the_morning_of_a_working_day(moment, opens):
    local = datetime.fromisoformat(moment).replace(tzinfo=SWEDEN)
    opening = due.next_opening(local)
    assert not due.may_send(local)
    assert opening == datetime.fromisoformat(f"{opens} 07:00").replace(tzinfo=SWEDEN)
    assert due.may_send(opening)


def test_more_than_three_working_days_are_counted_over_a_weekend():
    assert working_days_after(date(2026, 3, 12), 4) == date(2026, 3, 18)


# --- The chain ---------------------------------------------------------------------------------------------------


class Hat:
    """Somebody in a chain."""

    def __init__(self, person: str) -> None:
        self.person_id = person


def chain(*people: tuple[str, str, int], stopped: str = "") -> dict[str, tuple[str, int]]:
    levels = [Level(because, [Hat(one) for one in who.split()], starts) for because, who, starts in people]  # type: ignore[misc]
    return {one.hat.person_id: (one.because, one.starts) for one in told(due.REPORT, levels, stopped.split())}  # type: ignore[misc]


FULL = [("reporter", "r", -7), ("deputy", "d", 1), ("reviewer", "m n", 7), ("holder", "h", due.NEVER)]


def test_each_in_the_chain_is_told_from_their_day_on():
    assert chain(*FULL) == {"r": ("reporter", -7), "d": ("deputy", 1), "m": ("reviewer", 7), "n": ("reviewer", 7)}


def test_the_next_takes_the_place_of_one_who_is_gone_at_once():
    assert chain(("reporter", "", -7), *FULL[1:])["d"] == ("deputy", -7)
    assert chain(("reporter", "", -7), ("deputy", "", 1), *FULL[2:])["m"] == ("reviewer", -7)
    assert chain(("reporter", "", -7), ("deputy", "", 1), ("reviewer", "", 7), FULL[3]) == {"h": ("holder", -7)}


def test_one_who_has_stopped_gives_the_place_to_the_next_once_it_is_late():
    assert chain(*FULL, stopped="r d") == {"m": ("reviewer", 1), "n": ("reviewer", 1)}
    assert chain(*FULL, stopped="d")["m"] == ("reviewer", 7)
    assert chain(*FULL, stopped="r d m n") == {"h": ("holder", 1)}


def test_one_who_is_in_the_chain_twice_counts_where_they_come_first():
    assert chain(("reporter", "r", -7), ("deputy", "", 1), ("reviewer", "r m", 7)) == {
        "r": ("reporter", -7),
        "m": ("reviewer", 7),
    }


# --- Reports -----------------------------------------------------------------------------------------------------


def test_a_report_is_asked_for_by_the_chain_day_by_day(here):
    deputy = deputised(here)
    reporter, step_in, manager = name(here.reporter), name(deputy), name(here.approver)
    assert whole_time(days(-14), days(22)) == {
        days(-7): [reporter],
        days(0): [reporter],
        days(1): [step_in],
        days(7): sorted([reporter, step_in, manager]),
        days(21): sorted([reporter, step_in, manager]),
    }


def test_missed_nights_lose_none_and_send_one(here):
    assert run_on(days(4)) == [name(here.reporter)]
    assert run_on(days(4), 10) == []
    assert run_on(days(5)) == []
    assert run_on(days(7)) == sorted([name(here.reporter), name(here.approver)])


def test_nothing_is_sent_at_night_or_on_a_free_day_and_nothing_is_lost(here):
    Period.objects.filter(pk=here.period.pk).update(due=date(2026, 4, 10))
    assert run_on(date(2026, 4, 3)) == []
    assert run_on(date(2026, 4, 6)) == []
    assert run_on(date(2026, 4, 7), 6) == []
    assert run_on(date(2026, 4, 7), 20) == []
    assert run_on(date(2026, 4, 8), 7) == [name(here.reporter)]


@pytest.mark.parametrize("answer", ["nothing", "not_ours", "sent"])
def test_an_answer_ends_the_reminders(here, answer):
    assert run_on(days(-7)) == [name(here.reporter)]
    with at(days(-6)):
        if answer == "sent":
            reported(here.reporter, here.places, here.period, 5, approver=here.approver)
        else:
            report = opened(here.reporter, here.places, here.period)
            actions.answer_without_figures(actor=here.reporter, report=report, answer=answer, expected=report.version)
    assert whole_time(days(0), days(22)) == {}


def test_a_locked_period_is_not_asked_for(here):
    Period.objects.filter(pk=here.period.pk).update(state=Period.State.LOCKED)
    assert run_on(days(0)) == []


def test_a_draft_is_no_answer(here):
    with at(days(-20)):
        opened(here.reporter, here.places, here.period)
    assert run_on(days(-7)) == [name(here.reporter)]


def test_a_due_day_that_is_moved_begins_anew(here):
    assert run_on(days(0)) == [name(here.reporter)]
    Period.objects.filter(pk=here.period.pk).update(due=days(28))
    assert run_on(days(1)) == []
    assert run_on(days(21)) == [name(here.reporter)]


def test_a_reporter_who_has_left_is_followed_by_the_deputy_at_once(here):
    deputy = deputised(here)
    with at(days(-10)):
        end_membership(actor=SYSTEM, membership=here.reporter.membership)
    assert run_on(days(-7)) == [name(deputy)]


def test_without_reporter_and_deputy_those_who_manage_are_asked_at_once(here):
    with at(days(-10)):
        end_membership(actor=SYSTEM, membership=here.reporter.membership)
    assert run_on(days(-7)) == [name(here.approver)]


def test_everything_for_one_person_is_one_mail_that_says_why_and_leads_to_the_page(here):
    with at(days(-20)):
        for indicator in (here.hired, here.share):
            actions.assign_reporter(
                actor=here.world.chair,
                indicator=indicator,
                organisation=here.world.organisations["asf"],
                reporter=here.reporter.person,
            )
    with at(days(-7)):
        (sent,) = run()
    for title in ("Platser", "Till arbete", "Andel kvar"):
        assert sent.body.count(f"– {title}\n") == 1
    assert sent.body.count(f"/rapportera/sjoby/{here.period.pk}/") == 1
    assert "Vävkooperativet Tråden" in sent.body
    (html, kind) = sent.alternatives[0]
    assert kind == "text/html"
    assert f"/rapportera/sjoby/{here.period.pk}/" in str(html)


def test_the_mail_is_in_the_language_of_the_person(here):
    here.reporter.person.language = "en"
    here.reporter.person.save()
    with at(days(-7)):
        (sent,) = run()
    assert "You get this because you report this for Vävkooperativet Tråden." in sent.body
    assert sent.subject == "Reminder: Platser"


# --- The other kinds ---------------------------------------------------------------------------------------------


def test_a_return_that_waits_is_told_to_those_who_approve_it_and_then_to_the_council(here):
    with at(days(-40)):
        reported(here.reporter, here.places, here.period, 5)
    first = working_days_after(days(-40), 4)
    got = whole_time(days(-40), first + timedelta(days=7))
    later = working_day_from(first + timedelta(days=7))
    leaders = [name(here.world.chair), name(here.world.secretary)]
    assert got == {first: [name(here.approver)], later: sorted([name(here.approver), *leaders])}


def test_who_has_written_a_return_is_not_asked_to_approve_it(here):
    with at(days(-40)):
        reported(here.approver, here.places, here.period, 5)
    got = whole_time(days(-40), days(-33))
    assert {one for names in got.values() for one in names} == {name(here.world.chair), name(here.world.secretary)}


def test_what_is_sent_back_is_told_to_its_author_and_the_reporter(here):
    with at(days(-40)):
        author = member(here.world.organisations["asf"], role="officer")
        report = reported(author, here.places, here.period, 5)
        actions.send_back_return(actor=here.approver, report=report, reason="Räkna om.", expected=report.version)
        assert sorted(one.to[0].split("@")[0] for one in run()) == sorted([name(author), name(here.reporter)])
        assert f"/rapportera/rapport/{report.pk}/" in mail.outbox[-1].body
    assert run_on(days(-39)) == []


def test_a_late_activity_is_told_to_those_who_manage_until_it_is_done(here):
    with at(days(-40)):
        activity = actions.add_activity(
            actor=here.world.chair,
            goal=here.fresh(here.goal),
            title="Öppna vävstugan",
            organisation=here.world.organisations["asf"],
            due=days(-30),
        )
    assert run_on(days(-30)) == []
    with at(days(-28)):
        (sent,) = run()
        assert sent.to == [here.approver.person.email]
        assert "Öppna vävstugan" in sent.body
        assert "/mal/sjoby/1/" in sent.body
        actions.change_activity(
            actor=here.world.chair,
            activity=activity,
            expected=1,
            title=activity.title,
            organisation=activity.organisation,
            due=activity.due,
            state="done",
        )
    assert run_on(days(-21)) == []


def test_blank_positions_are_asked_for_two_weeks_after_a_goal_was_proposed(here):
    world_ = here.world
    with at(days(-60)):
        goal = actions.propose_goal(
            actor=world_.representative,
            council=world_.council,
            title="Fler företag",
            starts_on=days(-60),
            ends_on=days(700),
        )
        actions.state_position(actor=world_.officer, goal=goal, stance="supports")
    assert run_on(days(-47)) == []
    holders = sorted(name(one) for one in (world_.chair, world_.representative, world_.facilitator))
    assert run_on(working_day_from(days(-46))) == holders
    with at(days(-40)):
        actions.adopt_goal(actor=world_.chair, goal=goal, decision="Rådet § 9", decided_on=days(-40))
    assert run_on(working_day_from(days(-32))) == []


# --- Rights ------------------------------------------------------------------------------------------------------


def test_who_has_lost_sight_of_it_meanwhile_gets_no_mail(here):
    with at(days(-7)):
        sending.remind()
        end_membership(actor=SYSTEM, membership=here.reporter.membership)
        work()
    assert mail.outbox == []
    assert not Reminder.objects.exists()
    assert run_on(days(-6)) == [name(here.approver)]


def test_an_organisation_without_a_seat_any_more_is_not_reminded(here):
    from council.seats.models import Mandate, Seat

    seat = here.world.seats["asf"]
    Mandate.objects.filter(seat=seat).delete()
    Seat.objects.filter(pk=seat.pk).delete()
    assert whole_time(days(-7), days(8)) == {}
    assert not ReminderMail.objects.exists()


def test_what_was_answered_between_booking_and_sending_is_not_asked_for(here):
    with at(days(-7)):
        sending.remind()
        report = opened(here.reporter, here.places, here.period)
        actions.answer_without_figures(actor=here.reporter, report=report, answer="nothing", expected=report.version)
        work()
    assert mail.outbox == []
    assert not ReminderMail.objects.exists()


def test_a_closed_account_gets_no_mail(here):
    here.reporter.person.is_active = False
    here.reporter.person.save()
    assert run_on(days(-7)) == [name(here.approver)]


# --- Once, and not lost ------------------------------------------------------------------------------------------


def test_a_second_run_and_a_second_sending_send_nothing_more(here):
    with at(days(-7)):
        (sent,) = run()
        assert run() == []
        sending.send.func(str(ReminderMail.objects.get().pk))
    assert mail.outbox == [sent]


@pytest.mark.django_db(transaction=True)
def test_two_that_run_at_once_send_one_mail(transactional_db, in_threads):
    with at(date(2026, 1, 12)):
        made = shared(world())
        Period.objects.exclude(pk=made.period.pk).update(state=Period.State.LOCKED)
        Period.objects.filter(pk=made.period.pk).update(due=DUE)
        Goal.objects.update(state=Goal.State.ADOPTED, decision="§", decided_on=date(2026, 1, 12))
    with at(days(-7)):
        assert sum(in_threads([sending.remind] * 3)) == 2
        booked = [str(pk) for pk in ReminderMail.objects.values_list("pk", flat=True)]
        in_threads([lambda pk=pk: sending.send.func(pk) for pk in booked * 2])  # type: ignore[misc]
    assert sorted(one.to[0] for one in mail.outbox) == sorted([made.reporter.person.email, made.officer.person.email])
    assert {one.state for one in ReminderMail.objects.all()} == {"sent"}


def test_a_change_that_is_rolled_back_sends_nothing(here):
    with at(days(-7)):
        with transaction.atomic():
            sending.remind()
            transaction.set_rollback(True)
        work()
    assert mail.outbox == []
    assert not ReminderMail.objects.exists()


def test_a_mail_server_that_refuses_is_tried_again_and_the_others_get_theirs_once(here, settings):
    deputised(here)
    working = settings.MAILERS
    refusing = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
    with at(days(7)):
        sending.remind()
        first, *rest = DBTaskResult.objects.filter(task_path=sending.send.module_path)
        arguments = first.args_kwargs["args"]
        first.delete()
        settings.MAILERS = {"default": refusing}
        sending.send.func(*arguments)
        failed = ReminderMail.objects.get(pk=arguments[0])
        assert (failed.state, failed.attempts) == ("waiting", 1)
        assert "refused" in failed.last_error.lower()
        settings.MAILERS = working
        work()
        assert len(mail.outbox) == len(rest)
    with time_machine.travel(datetime(2026, 9, 21, 9, 30, tzinfo=SWEDEN), tick=False):
        work()
        assert run() == []
    assert len({one.to[0] for one in mail.outbox}) == len(mail.outbox) == len(rest) + 1


def test_a_mail_that_is_refused_in_the_evening_waits_for_the_morning(here):
    with at(days(-7), 18):
        sending.remind()
    with at(days(-7), 20):
        work()
        assert mail.outbox == []
    with at(days(-6), 7):
        work()
    assert len(mail.outbox) == 1


def test_a_mail_that_keeps_failing_is_given_up_and_seen(here, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }
    with at(days(-7)):
        sending.remind()
        one = ReminderMail.objects.get()
        for _ in range(sending.ATTEMPTS):
            sending.send.func(str(one.pk))
    one.refresh_from_db()
    assert one.state == "failed"


def test_what_a_worker_began_and_did_not_finish_is_sent_with_the_same_id(here):
    with at(days(-7), 9):
        sending.remind()
        DBTaskResult.objects.all().delete()
        ReminderMail.objects.update(state="sending", taken_at=datetime.now(UTC))
    with at(days(-7), 11):
        (sent,) = run()
    assert str(ReminderMail.objects.get().pk) in sent.extra_headers["Message-ID"]


# --- Stopping ----------------------------------------------------------------------------------------------------


def stop_address(sent: EmailMultiAlternatives) -> str:
    found = re.search(r"<(.+)>", sent.extra_headers["List-Unsubscribe"])
    assert found
    return found[1].removeprefix("http://127.0.0.1:8000").partition("paminnelser")[2]


def test_the_mail_programs_button_stops_with_one_click_and_the_next_is_told_when_it_is_late(here):
    with at(days(-7)):
        (sent,) = run()
        assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        visitor = open_browser(csrf=True)
        address = f"/paminnelser{stop_address(sent)}"
        answer = visitor.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert ReminderStop.objects.get().kind == ReminderKind.REPORT
    assert Event.objects.filter(type="network.reminders_stopped").exists()
    assert whole_time(days(0), days(6)) == {days(1): [name(here.approver)]}


def test_looking_at_the_page_stops_nothing_and_what_was_stopped_can_be_undone(here):
    person = here.reporter.person
    chosen = {(here.world.council.pk, "report"), (here.world.council.pk, "activity")}
    address = "/paminnelser" + stop_link(person, chosen).partition("/paminnelser")[2]
    visitor = open_browser()
    assert visitor.get(address).status_code == 200
    assert not ReminderStop.objects.exists()
    assert "ASF-rådet i Sjöby" in visitor.post(address).content.decode()
    assert ReminderStop.objects.filter(person=person).count() == 2
    visitor.post(address, {"undo": "1"})
    assert not ReminderStop.objects.exists()
    assert [one.type for one in Event.objects.filter(type__startswith="network.reminders_").order_by("pk")] == [
        "network.reminders_stopped",
        "network.reminders_stopped",
        "network.reminders_resumed",
        "network.reminders_resumed",
    ]


def test_a_link_that_is_not_ours_is_not_found(here):
    address = (
        "/paminnelser"
        + stop_link(here.reporter.person, {(here.world.council.pk, "report")}).partition("/paminnelser")[2]
    )
    assert open_browser().post(address[:-3] + "xx/").status_code == 404
    assert not ReminderStop.objects.exists()


def test_stopping_one_kind_leaves_the_others(here):
    actions.stop_reminders(
        actor=here.approver, person=here.approver.person, council=here.world.council.pk, kind="report"
    )
    with at(days(-40)):
        reported(here.reporter, here.places, here.period, 5)
    assert run_on(days(-28)) == [name(here.approver)]


# --- Pages -------------------------------------------------------------------------------------------------------


def test_those_who_lead_the_council_see_what_has_been_sent_to_whom_and_why(here):
    with at(days(0)):
        run()
        page = open_browser(here.world.chair.person).get("/mal/sjoby/paminnelser/")
        assert page.status_code == 200
        assert here.reporter.person.name in page.content.decode()
        assert "Platser, 2025" in page.content.decode()
        assert open_browser(here.reporter.person).get("/mal/sjoby/paminnelser/").status_code == 403
        assert open_browser(here.world.outsider.person).get("/mal/sjoby/paminnelser/").status_code == 404


def test_one_sees_ones_own_and_chooses_which_one_wants(here):
    with at(days(0)):
        run()
        client = open_browser(here.reporter.person)
        assert "Platser, 2025" in client.get("/min-sida/paminnelser/").content.decode()
        assert "Platser, 2025" not in open_browser(here.approver.person).get("/min-sida/paminnelser/").content.decode()
        form = {"council": str(here.world.council.pk), "kind": "report", "want": "no"}
        assert client.post("/min-sida/paminnelser/", form).status_code == 302
        assert ReminderStop.objects.filter(person=here.reporter.person, kind="report").exists()
        client.post("/min-sida/paminnelser/", {**form, "want": "yes"})
        assert not ReminderStop.objects.exists()
        assert client.post("/min-sida/paminnelser/", {**form, "kind": "annat"}).status_code == 404


def test_the_number_of_questions_to_the_database_does_not_grow_with_what_waits(here):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from network.goals.reminders.waiting import waiting_in

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert list(waiting_in(here.world.council))
        return len(asked)

    with at(days(8)):
        before = count()
        for indicator in (here.hired, here.share):
            for organisation in ("asf", "public"):
                actions.assign_reporter(
                    actor=here.world.chair, indicator=indicator, organisation=here.world.organisations[organisation]
                )
        assert count() == before
