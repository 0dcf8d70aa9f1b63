"""What stands in a reminder: per page one paragraph, why one gets it, where to go, and how to stop it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from events import clock
from network.goals import words
from network.goals.models import ReminderKind, ReminderMail
from network.goals.reminders.stopping import stop_link

if TYPE_CHECKING:
    from network.goals.reminders.sending import Due

Kind = ReminderKind


def write(mail: ReminderMail, person: Person, found: Sequence["Due"]) -> EmailMultiAlternatives:
    """Return the mail in the language of the person."""
    with translation.override(person.language or settings.LANGUAGE_CODE):
        blocks = _blocks(person, found)
        context = {"name": person.get_short_name(), "blocks": blocks, "base_url": settings.BASE_URL}
        message = EmailMultiAlternatives(
            subject=_subject(found),
            body=render_to_string("mail/goals_reminder.txt", context),
            to=[person.email],
            headers=_headers(mail, person, found),
        )
        message.attach_alternative(render_to_string("mail/goals_reminder.html", context), "text/html")
        return message


def _headers(mail: ReminderMail, person: Person, found: Sequence["Due"]) -> dict[str, str]:
    everything = {(one.council.pk, str(one.waiting.kind)) for one in found}
    return {
        # The same each time this mail is tried, so that a mail program shows a second copy as the first.
        "Message-ID": f"<reminder-{mail.pk}@{urlsplit(settings.BASE_URL).hostname}>",
        "List-Unsubscribe": f"<{stop_link(person, everything)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _subject(found: Sequence["Due"]) -> str:
    if len(found) == 1:
        return _("Reminder: %(what)s") % {"what": found[0].waiting.title}
    number = len(found)
    return ngettext("Reminder: %(number)d thing waits for you", "Reminder: %(number)d things wait for you", number) % {
        "number": number
    }


def _blocks(person: Person, found: Sequence["Due"]) -> list[dict[str, Any]]:
    """Return paragraphs: what leads to the same page for the same reason stands together."""
    grouped: dict[tuple[Any, ...], list[Due]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.waiting.due or one.step_on, one.waiting.title)):
        waiting = one.waiting
        key = (waiting.kind, one.council.pk, waiting.organisation.pk, one.because, waiting.due, _url(one))
        grouped[key].append(one)
    return [_block(person, together) for together in grouped.values()]


def _block(person: Person, together: Sequence["Due"]) -> dict[str, Any]:
    first = together[0]
    waiting = first.waiting
    period = waiting.period
    told = {
        "organisation": waiting.organisation.name,
        "council": first.council.name,
        "day": date_format(waiting.due or first.step_on, "j F Y"),
        "period": words.period(period.calendar, period.starts_on) if period else "",
    }
    return {
        "lead": _lead(first, told),
        "titles": [one.waiting.title for one in together],
        "because": BECAUSE[waiting.kind, first.because]() % told,
        "url": settings.BASE_URL + _url(first),
        "link": LINKS[waiting.kind](),
        "stop": stop_link(person, {(first.council.pk, str(waiting.kind))}),
        "stop_words": _("Stop these reminders from %(council)s") % told,
    }


def _lead(one: "Due", told: dict[str, str]) -> str:
    today, waiting = clock.today(), one.waiting
    if waiting.kind != Kind.REPORT or waiting.due is None:
        return LEADS[waiting.kind]() % told
    if waiting.due > today:
        return _("To report for %(organisation)s, %(period)s, by %(day)s:") % told
    if waiting.due == today:
        return _("To report for %(organisation)s, %(period)s, today:") % told
    return _("To report for %(organisation)s, %(period)s. It should have been done by %(day)s:") % told


def _url(one: "Due") -> str:
    waiting, council = one.waiting, one.council
    match waiting.kind:
        case Kind.REPORT:
            assert waiting.period is not None
            return reverse("network:grid", args=[council.slug, waiting.period.pk])
        case Kind.APPROVAL:
            return reverse("network:review")
        case Kind.SENT_BACK:
            return reverse("network:return", args=[waiting.subject.pk])
        case Kind.ACTIVITY:
            return reverse("network:goal", args=[council.slug, waiting.subject.goal.number])
        case _:
            return reverse("network:goal", args=[council.slug, waiting.subject.number])


Words = Callable[[], str]
LEADS: dict[str, Words] = {
    Kind.APPROVAL: lambda: _("To approve for %(organisation)s, %(period)s. It has waited since %(day)s:"),
    Kind.SENT_BACK: lambda: _("Sent back to %(organisation)s on %(day)s, %(period)s. Something needs a change:"),
    Kind.ACTIVITY: lambda: _("An activity of %(organisation)s should have been done by %(day)s:"),
    Kind.POSITION: lambda: _("%(council)s has a proposed goal. It waits since %(day)s for where you stand on it:"),
}
LINKS: dict[str, Words] = {
    Kind.REPORT: lambda: _("Report the figures"),
    Kind.APPROVAL: lambda: _("Read and approve"),
    Kind.SENT_BACK: lambda: _("See what needs a change"),
    Kind.ACTIVITY: lambda: _("Go to the goal"),
    Kind.POSITION: lambda: _("Say where you stand"),
}
BECAUSE: dict[tuple[str, str], Words] = {
    (Kind.REPORT, "reporter"): lambda: _("You get this because you report this for %(organisation)s."),
    (Kind.REPORT, "deputy"): lambda: _(
        "You get this because you report this for %(organisation)s when the one who usually does it cannot."
    ),
    (Kind.REPORT, "reviewer"): lambda: _(
        "You get this because you coordinate or manage the work of %(organisation)s, and the report is missing."
    ),
    (Kind.REPORT, "holder"): lambda: _(
        "You get this because you hold the seat of %(organisation)s, and there is nobody else to remind."
    ),
    (Kind.APPROVAL, "approver"): lambda: _("You get this because you can approve what %(organisation)s reports."),
    (Kind.APPROVAL, "leader"): lambda: _(
        "You get this because you lead %(council)s, and nobody at %(organisation)s has approved this."
    ),
    (Kind.SENT_BACK, "author"): lambda: _("You get this because you sent this report for %(organisation)s."),
    (Kind.SENT_BACK, "reporter"): lambda: _("You get this because you report this for %(organisation)s."),
    (Kind.SENT_BACK, "deputy"): lambda: _(
        "You get this because you report this for %(organisation)s when the one who usually does it cannot."
    ),
    (Kind.SENT_BACK, "reviewer"): lambda: _(
        "You get this because you coordinate or manage the work of %(organisation)s, and nobody else can change it."
    ),
    (Kind.ACTIVITY, "reviewer"): lambda: _(
        "You get this because you coordinate or manage the work of %(organisation)s, which is to do this."
    ),
    (Kind.ACTIVITY, "holder"): lambda: _(
        "You get this because you hold the seat of %(organisation)s, which is to do this."
    ),
    (Kind.POSITION, "holder"): lambda: _(
        "You get this because you hold the seat of %(organisation)s, which has not said where it stands."
    ),
}
"""Why somebody gets a reminder: always said, so that it can be put right when it is wrong."""
