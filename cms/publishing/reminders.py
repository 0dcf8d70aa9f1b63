"""Mail to those who answer for pages: soon to be confirmed, or lapsed.

A mail is booked as a task in the transaction that writes down that the owner is told, so each step is told once. The
task looks anew at what still waits and who still acts for the owner, waits for the daytime, and tries again when the
mail server refuses.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models.enums import TextChoices
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import PersonActor
from accounts.models import Membership, Organisation
from cms.publishing.models import SOON, Standing
from cms.publishing.rules import is_editor
from events import clock
from network.goals.reminders.due import may_send, next_opening

logger = logging.getLogger("arenan.freshness")
ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=5)


class About(TextChoices):
    """What a mail tells."""

    SOON = "soon"
    LAPSED = "lapsed"


def people_to_tell(organisation: UUID) -> list[Membership]:
    """Return who is told of an organisation's pages: its editors; if it has none its managers, and else everybody.

    All of them may confirm. That somebody is told, rather than nobody, is what the last resort is for.
    """
    acting = Membership.objects.current().filter(organisation=organisation, person__is_active=True)
    hats = list({hat.person_id: hat for hat in acting.select_related("person", "organisation")}.values())
    editors = [hat for hat in hats if is_editor(PersonActor(hat.person, hat))]
    return editors or [hat for hat in hats if hat.role == Membership.Role.MANAGER] or hats


def book(about: About, organisation: UUID, pages: Sequence[Standing]) -> None:
    """Book a mail about some pages of an organisation to each of those who are told. Within a transaction."""
    ids = [str(one.pk) for one in pages]
    hats = people_to_tell(organisation)
    if not hats:
        logger.warning("nobody acts for organisation %s, whose pages are to be confirmed", organisation)
    for hat in hats:
        tell.enqueue(about.value, str(hat.pk), ids)


@task
def tell(about: str, hat: str, pages: list[str], attempt: int = 1) -> None:
    """Send one mail to one person, unless it is night or nothing in it waits any more."""
    now = timezone.localtime(clock.now())
    if not may_send(now):
        tell.using(run_after=next_opening(now)).enqueue(about, hat, pages, attempt)
        return
    acting = Membership.objects.current().select_related("person", "organisation")
    membership = acting.filter(pk=hat, person__is_active=True).first()
    waiting = _still_waiting(About(about), membership.organisation, pages) if membership else []
    if membership is None or not waiting:
        return
    try:
        write(About(about), membership, waiting).send()
    except Exception:
        logger.exception("mail about pages to membership %s failed, attempt %d", hat, attempt)
        if attempt < ATTEMPTS:
            wait = FIRST_WAIT * 4 ** (attempt - 1)
            tell.using(run_after=timezone.now() + wait).enqueue(about, hat, pages, attempt + 1)


def _still_waiting(about: About, owner: Organisation, pages: Sequence[str]) -> list[Standing]:
    found = Standing.objects.filter(pk__in=pages, organisation=owner, public=True).select_related("page__locale")
    if about == About.LAPSED:
        return list(found.lapsed())
    return list(found.filter(lapsed_at__isnull=True, confirm_by__lte=clock.today() + SOON))


def write(about: About, hat: Membership, pages: Sequence[Standing]) -> EmailMultiAlternatives:
    """Return the mail, in the language of the person."""
    with translation.override(hat.person.language or settings.LANGUAGE_CODE):
        subject, lead = _words(about, len(pages))
        context = {
            "name": hat.person.get_short_name(),
            "lead": lead,
            "organisation": hat.organisation.name,
            "pages": [
                {"title": one.page.title, "url": one.page.full_url, "confirm_by": one.confirm_by} for one in pages
            ],
            "lapsed": about == About.LAPSED,
            "url": settings.BASE_URL + reverse("cms:freshness"),
            "base_url": settings.BASE_URL,
        }
        mail = EmailMultiAlternatives(
            subject=subject, body=render_to_string("mail/cms_confirm.txt", context), to=[hat.person.email]
        )
        mail.attach_alternative(render_to_string("mail/cms_confirm.html", context), "text/html")
    return mail


def _words(about: About, number: int) -> tuple[str, str]:
    if about == About.LAPSED:
        return (
            ngettext("A page has lapsed", "%(n)d pages have lapsed", number) % {"n": number},
            _("Nobody has confirmed this in time, so it is no longer in lists and search:"),
        )
    return (
        ngettext("Is this page still true?", "Are these %(n)d pages still true?", number) % {"n": number},
        _("Please read this and say whether it is still true:"),
    )
