"""Mail about reports that something is not accessible: to the reporter, and to those who answer."""

import logging
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.reach.addresses import host, whole
from cms.reach.barriers.events import BarrierAnswered, BarrierReported
from cms.reach.barriers.models import BarrierReport
from cms.reach.barriers.queries import barrier_link, handlers_of
from cms.reach.letters import letter
from events.models import Event
from events.reactions import reacts_to

logger = logging.getLogger("arenan.barriers")


@reacts_to(BarrierReported)
def thank(happened: BarrierReported, event: Event) -> None:
    """Tell the reporter that the report is here, and where it can be followed."""
    _to_reporter(happened.barrier, event)


@reacts_to(BarrierAnswered)
def send_answer(happened: BarrierAnswered, event: Event) -> None:
    """Send the answer to the reporter."""
    _to_reporter(happened.barrier, event)


@reacts_to(BarrierReported)
def tell_handlers(happened: BarrierReported, event: Event) -> None:
    """Tell those who answer that a report has come."""
    barrier = BarrierReport.objects.select_related("organisation").get(pk=happened.barrier)
    for message in _to_handlers(barrier, reminder=False):
        message.send()


@task
def remind(barrier: str) -> None:
    """Remind those who answer that a report still waits."""
    found = BarrierReport.objects.select_related("organisation").get(pk=barrier)
    if found.answered_at is not None:
        return
    for message in _to_handlers(found, reminder=True):
        try:
            message.send()
        except Exception:
            # One broken mailbox must not keep the others from knowing; the case stands in the list all the same.
            logger.exception("the reminder of %s could not be sent to all", found.number)


def _to_reporter(barrier: UUID, event: Event) -> None:
    found = BarrierReport.objects.select_related("organisation").get(pk=barrier)
    if not found.email:
        return
    with translation.override(found.language):
        answered = event.type == BarrierAnswered.name
        subject = _("Answer to your report %(number)s") if answered else _("We have your report %(number)s")
        context = {
            "number": found.number,
            "organisation": found.organisation.name,
            "answer": found.answer if answered else "",
            "closed": found.state == BarrierReport.State.CLOSED,
            "url": barrier_link(found),
        }
        headers = {"Message-ID": f"<barrier-{event.pk}@{host()}>"}
        letter("cms_barrier", subject % {"number": found.number}, found.email, context, headers).send()


def _to_handlers(barrier: BarrierReport, *, reminder: bool) -> list[EmailMultiAlternatives]:
    made = []
    step = "reminder" if reminder else "new"
    for hat in handlers_of(barrier.organisation):
        with translation.override(hat.person.language or "sv"):
            subject = _("%(number)s waits for an answer") if reminder else _("%(number)s: something is not accessible")
            context = {
                "number": barrier.number,
                "organisation": barrier.organisation.name,
                "reminder": reminder,
                "reported_at": barrier.reported_at,
                "url": whole(reverse("cms:handle_barrier", args=[barrier.pk])),
            }
            headers = {"Message-ID": f"<barrier-{barrier.pk}-{step}-{hat.pk}@{host()}>"}
            made.append(
                letter("cms_barrier_case", subject % {"number": barrier.number}, hat.person.email, context, headers)
            )
    return made
