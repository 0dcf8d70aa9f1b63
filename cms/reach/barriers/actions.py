"""Reporting that something is not accessible, and answering it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.text import clean_text
from cms.pages.models import KnownFault
from cms.reach.barriers import mailing
from cms.reach.barriers.events import BarrierAnswered, BarrierReported, BarrierTaken
from cms.reach.barriers.models import BarrierCount, BarrierReport
from cms.reach.barriers.queries import owner_now
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid, NotVisible, Stale
from events.recording import record

State = BarrierReport.State
WANTED, HAPPENED, WHERE, ANSWER = 2000, 4000, 500, 6000
"""Longest texts, in characters."""


@action("cms.report_barrier")
def report_barrier(
    *,
    actor: Actor,
    wanted: str,
    happened: str,
    language: str,
    page: str = "",
    situations: Sequence[str] = (),
    email: str = "",
) -> BarrierReport:
    """Tell that something on the site does not work for somebody.

    Raises:
        Invalid: a text is missing, too long or holds a personal number; an unknown situation; a broken address.
        NotVisible: there is no site yet, so nobody who could answer.
    """
    owner = owner_now()
    if owner is None:
        raise NotVisible
    now = clock.now()
    year = timezone.localdate(now).year
    barrier = BarrierReport.objects.create(
        year=year,
        wanted=clean_text(wanted, field="wanted", limit=WANTED),
        happened=clean_text(happened, field="happened", limit=HAPPENED),
        page=clean_text(page, field="page", limit=WHERE, required=False, one_line=True),
        situations=_known(situations),
        email=_address(email),
        serial=_next_number(year),
        organisation=owner,
        language=language,
        reported_at=now,
    )
    record(BarrierReported(organisation=owner.pk, barrier=barrier.pk))
    return barrier


def _next_number(year: int) -> int:
    BarrierCount.objects.get_or_create(year=year)
    BarrierCount.objects.filter(year=year).update(last=F("last") + 1)  # Holds the row's lock until commit.
    return BarrierCount.objects.get(year=year).last


def _known(situations: Sequence[str]) -> list[str]:
    if not set(situations) <= set(KnownFault.Situation.values):
        raise Invalid(fields={"situations": [_("Choose one of the alternatives.")]})
    return [one for one in KnownFault.Situation.values if one in situations]


def _address(email: str) -> str:
    email = email.strip().lower()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Invalid(fields={"email": error.messages}) from None
    return email


@action("cms.handle_barrier", on="barrier")
def take_barrier(*, actor: PersonActor, barrier: BarrierReport, expected: int) -> BarrierReport:
    """Say that somebody works on a report. The reporter sees it.

    Raises:
        Stale: somebody else has done something with it since version `expected`.
        Conflict: it is not waiting any more.
    """
    _must_be(barrier, expected)
    if barrier.state != State.RECEIVED:
        raise Conflict(_("This is in hand already."))
    barrier.state, barrier.taken_at, barrier.handled_by = State.IN_HAND, clock.now(), actor.membership
    _touch(barrier, "state", "taken_at", "handled_by")
    record(BarrierTaken(organisation=barrier.organisation_id, barrier=barrier.pk))
    return barrier


@action("cms.handle_barrier", on="barrier")
def answer_barrier(
    *,
    actor: PersonActor,
    barrier: BarrierReport,
    answer: str,
    expected: int,
    closed: bool = True,
    becomes_fault: bool = False,
) -> BarrierReport:
    """Answer a report, and close it unless more is to be done; the reporter is told.

    Raises:
        Invalid: no answer, too long, or with a personal number in it.
        Stale: somebody else has done something with it since version `expected`.
        Conflict: it is closed.
    """
    _must_be(barrier, expected)
    if barrier.state == State.CLOSED:
        raise Conflict(_("This case is closed."))
    now = clock.now()
    barrier.answer = clean_text(answer, field="answer", limit=ANSWER)
    barrier.state = State.CLOSED if closed else State.IN_HAND
    barrier.taken_at, barrier.answered_at = barrier.taken_at or now, now
    barrier.closed_at = now if closed else None
    barrier.becomes_fault, barrier.handled_by = becomes_fault, actor.membership
    _touch(barrier, "answer", "state", "taken_at", "answered_at", "closed_at", "becomes_fault", "handled_by")
    record(
        BarrierAnswered(
            organisation=barrier.organisation_id, barrier=barrier.pk, closed=closed, becomes_fault=becomes_fault
        )
    )
    return barrier


@action("cms.run_barriers", on="barrier")
def remind_of_barrier(*, actor: Actor, barrier: BarrierReport) -> bool:
    """Remind those who handle a report, once, that it has no answer; return whether it was done now."""
    if barrier.reminded_at is not None or barrier.answered_at is not None:
        return False
    barrier.reminded_at = clock.now()
    barrier.save(update_fields=["reminded_at"])
    mailing.remind.enqueue(str(barrier.pk))
    return True


@action("cms.run_barriers", on="barrier")
def forget_reporter(*, actor: Actor, barrier: BarrierReport) -> None:
    """Remove the reporter's address from a case that is long closed."""
    barrier.email = ""
    barrier.save(update_fields=["email"])


def _must_be(barrier: BarrierReport, expected: int) -> None:
    if barrier.version != expected:
        raise Stale


def _touch(barrier: BarrierReport, *fields: str) -> None:
    barrier.version += 1
    barrier.save(update_fields=[*fields, "version"])
