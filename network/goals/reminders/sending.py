"""Booking and sending reminders.

Once an hour what is due is booked: a mail with its reminders and the task that sends it, in one transaction. The table
of reminders lets each step be taken once, however many workers look. The task asks anew whether each thing still
waits and may be seen, sends outside any transaction, and tries again when the mail server refuses.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.tasks import task
from django.utils import timezone

from accounts.actor import PersonActor
from accounts.models import Membership, Person
from events import clock
from events.rights import may
from events.upkeep import every_hour
from network.councils import councils
from network.goals.models import Reminder, ReminderKind, ReminderMail, ReminderStop
from network.goals.queries import activities_visible_to, assignments_of, goals_visible_to
from network.goals.reminders.due import may_send, newest_step, next_opening, told
from network.goals.reminders.waiting import Waiting, waiting_in
from network.goals.reminders.writing import write

logger = logging.getLogger("arenan.reminders")
State = ReminderMail.State
ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=5)
STUCK_AFTER = timedelta(hours=1)
Key = tuple[UUID, str, str, date]
"""Person, kind, thing and step."""


@dataclass(frozen=True)
class Due:
    """One thing that is due for one person."""

    hat: Membership
    because: str
    step_on: date
    council: Any
    waiting: Waiting

    @property
    def key(self) -> Key:
        """What this step is known by: it is taken once."""
        return self.hat.person_id, str(self.waiting.kind), self.waiting.thing, self.step_on

    @property
    def is_visible(self) -> bool:
        """Whether the person may see what this is about, and do something about it, with the hat they wear now."""
        who, subject = PersonActor(self.hat.person, self.hat), self.waiting.subject
        around = councils().around(who).filter(pk=self.council.pk).exists()
        match self.waiting.kind:
            case ReminderKind.REPORT:
                return around and assignments_of(who).filter(pk=subject.pk).exists()
            case ReminderKind.APPROVAL:
                return may(who, "network.approve_return", subject)
            case ReminderKind.SENT_BACK:
                return may(who, "network.write_values", subject)
            case ReminderKind.ACTIVITY:
                return activities_visible_to(who).filter(pk=subject.pk).exists()
            case _:
                seen = goals_visible_to(who).filter(pk=subject.pk).exists()
                return seen and may(who, "network.state_position", subject)


def due_now(found: Iterable[Any]) -> list[Due]:
    """Return the newest step of everything that waits in some councils, whether or not it has been taken."""
    today, made = clock.today(), []
    for council in found:
        stopped: dict[str, set[UUID]] = defaultdict(set)
        for kind, person in ReminderStop.objects.filter(council=council).values_list("kind", "person"):
            stopped[kind].add(person)
        for waiting in waiting_in(council):
            for one in told(waiting.schedule, waiting.levels, stopped[waiting.kind]):
                step = newest_step(waiting.schedule, waiting.anchor, one.starts, today)
                if step is not None:
                    made.append(Due(one.hat, one.because, step, council, waiting))
    return made


def _not_taken(found: Sequence[Due]) -> list[Due]:
    """Keep those for which neither this step nor a later one has been taken."""
    rows = Reminder.objects.filter(council__in={one.council.pk for one in found})
    grouped = rows.values_list("person", "kind", "thing").annotate(newest=Max("step_on"))
    taken = {(person, kind, thing): newest for person, kind, thing, newest in grouped}
    return [one for one in found if taken.get(one.key[:3], date.min) < one.step_on]


@every_hour
def remind() -> int:
    """Book a mail for everybody for whom something is due; return how many."""
    _send_what_got_stuck()
    if not may_send(timezone.localtime(clock.now())):
        return 0
    by_person: dict[UUID, list[Due]] = defaultdict(list)
    for one in _not_taken(due_now(councils().all())):
        if one.is_visible:
            by_person[one.hat.person_id].append(one)
    return sum(_book(found) for found in by_person.values())


def _book(found: Sequence[Due]) -> bool:
    with transaction.atomic():
        mail = ReminderMail.objects.create(person_id=found[0].hat.person_id, made_at=clock.now())
        # Two that look at once both come here; the later one's rows meet those of the first and are left out.
        Reminder.objects.bulk_create([_row(mail, one) for one in found], ignore_conflicts=True)
        if not mail.reminders.exists():
            mail.delete()
            return False
        send.enqueue(str(mail.pk))
    return True


def _row(mail: ReminderMail, one: Due) -> Reminder:
    waiting = one.waiting
    return Reminder(
        mail=mail,
        person=one.hat.person,
        council_id=one.council.pk,
        organisation=waiting.organisation,
        kind=waiting.kind,
        thing=waiting.thing,
        title=waiting.title[:200],
        period=waiting.period,
        because=one.because,
        step_on=one.step_on,
    )


@task
def send(mail: str) -> None:
    """Send one mail, unless somebody else does it, it is night, or nothing in it waits any more."""
    waits = ReminderMail.objects.filter(pk=mail, state=State.WAITING)
    now = clock.now()
    if not may_send(timezone.localtime(now)):
        if waits.exists():
            send.using(run_after=next_opening(timezone.localtime(now))).enqueue(mail)
        return
    if not waits.update(state=State.SENDING, taken_at=now, attempts=F("attempts") + 1):
        return
    taken = ReminderMail.objects.select_related("person").get(pk=mail)
    try:
        found = _still_due(taken)
        if found:
            write(taken, taken.person, found).send()
    except Exception as error:
        logger.exception("reminder %s failed, attempt %d", mail, taken.attempts)
        _failed(taken, error)
    else:
        _done(taken, found)


def _still_due(mail: ReminderMail) -> list[Due]:
    """Return what of a mail still waits, at the same step, for a person who may see it."""
    if not Person.objects.filter(pk=mail.person_id, is_active=True).exists():
        return []
    rows = {(one.person_id, one.kind, one.thing, one.step_on): one for one in mail.reminders.all()}
    here = councils().all().filter(pk__in={one.council_id for one in rows.values()})
    return [one for one in due_now(here) if one.key in rows and one.is_visible]


def _done(mail: ReminderMail, sent: Sequence[Due]) -> None:
    with transaction.atomic():
        keys = {one.key for one in sent}
        # What was not said is not in the log, so that it can become due again.
        gone = [one.pk for one in mail.reminders.all() if (one.person_id, one.kind, one.thing, one.step_on) not in keys]
        Reminder.objects.filter(pk__in=gone).delete()
        if sent:
            ReminderMail.objects.filter(pk=mail.pk).update(state=State.SENT, sent_at=clock.now(), last_error="")
        else:
            ReminderMail.objects.filter(pk=mail.pk).delete()


def _failed(mail: ReminderMail, error: Exception) -> None:
    mail.last_error = f"{type(error).__name__}: {error}"[:500]
    with transaction.atomic():
        if mail.attempts >= ATTEMPTS:
            mail.state = State.FAILED
        else:
            mail.state = State.WAITING
            wait = FIRST_WAIT * 4 ** (mail.attempts - 1)
            send.using(run_after=timezone.now() + wait).enqueue(str(mail.pk))
        mail.save(update_fields=["state", "last_error"])


def _send_what_got_stuck() -> None:
    """Book anew what a worker began and did not finish. The mail keeps its id, by which a second copy is known."""
    long_ago: datetime = clock.now() - STUCK_AFTER
    for mail in ReminderMail.objects.filter(state=State.SENDING, taken_at__lt=long_ago):
        with transaction.atomic():
            again = ReminderMail.objects.filter(pk=mail.pk, state=State.SENDING, taken_at=mail.taken_at)
            if again.update(state=State.WAITING):
                send.enqueue(str(mail.pk))
