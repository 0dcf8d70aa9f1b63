"""Mail to those who have registered: plain words and the same as a page, with the workshop for one's calendar."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from workshops.plans.models import Workshop
from workshops.registering.calendar import host, whole, write_workshop
from workshops.registering.models import Registration
from workshops.registering.queries import registration_secret

logger = logging.getLogger("arenan.registering")
SEATED, WAITING, GOT_SEAT, REMINDER, CALLED_OFF = "seated", "waiting", "got_seat", "reminder", "called_off"
ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=1)


@task
def send_called_off(registration: str, event: int, attempt: int) -> None:
    """Tell somebody that the workshop is called off; try again with growing waits if it cannot be sent."""
    found = Registration.objects.select_related("workshop__council", "person").get(pk=registration)
    if found.state == Registration.State.WITHDRAWN:
        return
    try:
        letter_about(found, CALLED_OFF, event).send()
    except Exception:
        logger.exception("a mail about a workshop that is called off failed, attempt %d", attempt)
        if attempt < ATTEMPTS:
            wait = FIRST_WAIT * 4 ** (attempt - 1)
            send_called_off.using(run_after=timezone.now() + wait).enqueue(registration, event, attempt + 1)


def letter_about(registration: Registration, what: str, event: int) -> EmailMultiAlternatives:
    """Return the mail that tells somebody how it stands. Sent twice it has the same id, so that it is seen as one."""
    workshop = registration.workshop
    language = registration.person.language if registration.person else settings.LANGUAGE_CODE
    with translation.override(language):
        context = _context(registration, what)
        message = EmailMultiAlternatives(
            subject=" ".join((_subject(what) % {"title": workshop.title}).split()),
            body=render_to_string("mail/workshop_registration.txt", context),
            to=[registration.email],
            headers={
                "Auto-Submitted": "auto-generated",
                "Message-ID": f"<registration-{event}-{registration.pk}@{host()}>",
            },
        )
        message.attach_alternative(render_to_string("mail/workshop_registration.html", context), "text/html")
        if what != WAITING:
            message.attach("workshop.ics", write_workshop(workshop).decode(), "text/calendar")
    return message


def _subject(what: str) -> str:
    return {
        SEATED: _("You have a seat: %(title)s"),
        WAITING: _("You are on the waiting list: %(title)s"),
        GOT_SEAT: _("You have got a seat: %(title)s"),
        REMINDER: _("Soon: %(title)s"),
        CALLED_OFF: _("Called off: %(title)s"),
    }[what]


def _context(registration: Registration, what: str) -> dict[str, Any]:
    workshop: Workshop = registration.workshop
    about = [workshop.council.slug, workshop.slug]
    return {
        "what": what,
        "name": registration.name,
        "workshop": workshop,
        "url": whole(reverse("workshops:workshop", args=about)),
        "join_url": whole(reverse("workshops:by_code", args=[workshop.code])),
        "check_url": whole(reverse("workshops:network_check")),
        "withdraw_url": whole(reverse("workshops:by_link", args=[registration_secret(registration)])),
        "base_url": settings.BASE_URL,
    }
