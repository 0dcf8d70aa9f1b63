"""What stands in mail to subscribers: why one gets it, what is new, and how to stop."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.consultation.models import Consultation
from cms.pages.models import EventPage, MeasurePage
from cms.publishing.models import Standing
from cms.reach.addresses import address_of, host
from cms.reach.consultations import last_day, what_is_told, where, why
from cms.reach.letters import letter
from cms.reach.subscriptions.models import Notice, Subscription
from cms.reach.subscriptions.queries import CONFIRM_WITHIN, confirm_link, stop_link
from cms.reach.wording import summary_of, when


def asking(subscription: Subscription) -> EmailMultiAlternatives:
    """Return the mail that asks the owner of an address to say yes, or tells that they have said it already."""
    with translation.override(subscription.language):
        known = subscription.confirmed_at is not None
        context = {
            "about": subscription.about,
            "known": known,
            "url": stop_link(subscription) if known else confirm_link(subscription),
            "days": CONFIRM_WITHIN.days,
        }
        subject = _("You already get mail about this") if known else _("Do you want mail from Arenan?")
        return letter("cms_subscribe", subject, subscription.email, context)


def telling(subscription: Subscription, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """Return the mail that tells of pages and consultations, each once, in the subscriber's language."""
    with translation.override(subscription.language):
        items = list({one.standing_id or one.consultation_id: _item(one) for one in notices}.values())
        number = len(items)
        subject = (
            f"{items[0]['what']}: {items[0]['title']}"
            if number == 1
            else ngettext("%(number)d page is new or changed", "%(number)d pages are new or changed", number)
            % {"number": number}
        )
        stop = stop_link(subscription)
        context = {"items": items, "about": subscription.about, "stop": stop}
        headers = {
            # The same each time this mail is tried, so that a mail program shows a second copy as the first.
            "Message-ID": f"<notice-{notices[0].pk}@{host()}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return letter("cms_notice", subject, subscription.email, context, headers)


def _item(notice: Notice) -> dict[str, Any]:
    if notice.consultation:
        return _of_consultation(notice.consultation, opened=notice.is_new)
    if notice.standing is None:
        raise ValueError("a notice is of a page or of a consultation")
    return _of_page(notice.standing, is_new=notice.is_new)


def _of_consultation(consultation: Consultation, *, opened: bool) -> dict[str, Any]:
    return {
        "title": consultation.title,
        "what": what_is_told(consultation, opened=opened),
        "summary": why(consultation) if opened else "",
        "note": last_day(consultation),
        "organisation": consultation.organisation.name,
        "url": where(consultation, answers=not opened),
    }


def _of_page(standing: Standing, *, is_new: bool) -> dict[str, Any]:
    page = standing.page.specific
    note = ""
    if isinstance(page, MeasurePage):
        newest = page.changes.first()
        note = newest.text if newest and not is_new else ""
    if isinstance(page, EventPage):
        note = _("Cancelled") if page.cancelled else when(page)
    return {
        "title": page.title,
        "what": _("New") if is_new else _("Changed"),
        "summary": summary_of(page),
        "note": note,
        "organisation": standing.organisation.name,
        "url": address_of(page),
    }
