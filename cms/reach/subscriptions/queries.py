"""Reads about subscriptions: by the secret of a link alone. Nobody may list who reads what."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse

from cms.consultation.models import Consultation
from cms.consultation.queries import told_to_public
from cms.pages.models import PAGES, SectionPage
from cms.publishing.models import Standing
from cms.publishing.queries import pages_shown
from cms.reach.addresses import whole
from cms.reach.subscriptions.models import Notice, Subscription, Topic
from events.errors import NotVisible

_CONFIRM = signing.TimestampSigner(salt="cms.subscription.confirm", sep=".")
_STOP = signing.Signer(salt="cms.subscription.stop", sep=".")
CONFIRM_WITHIN = timedelta(days=7)
"""How long a request that nobody has confirmed is kept."""
TOPICS = {"news": Topic.NEWS, "policy": Topic.POLICY, "measure": Topic.SUPPORT, "event": Topic.CALENDAR}
"""The topic that a kind of page belongs to."""
CHANGES_TOLD = frozenset({"policy", "measure", "event"})
"""Kinds of page of which those who follow a topic hear when they change, and not only when they are new."""
_SECTIONS = frozenset(one.kind for one in PAGES if issubclass(one, SectionPage))


def confirm_link(subscription: Subscription) -> str:
    """Return the whole address with which a subscription is confirmed. It works for a week."""
    return whole(reverse("cms:confirm_subscription", args=[_CONFIRM.sign(subscription.pk.hex)]))


def stop_link(subscription: Subscription) -> str:
    """Return the whole address with which a subscription is ended. It does not lapse, as the mail it stands in."""
    return whole(reverse("cms:end_subscription", args=[_STOP.sign(subscription.pk.hex)]))


def to_confirm(secret: str) -> Subscription | None:
    """Return what a link to confirm stands for; None when it has ended.

    Raises:
        NotVisible: the link is not one of ours, or older than a week.
    """
    try:
        return _by_name(_CONFIRM.unsign(secret, max_age=CONFIRM_WITHIN))
    except signing.BadSignature:
        raise NotVisible from None


def to_stop(secret: str) -> Subscription | None:
    """Return what a link to stop stands for; None when it has ended.

    Raises:
        NotVisible: the link is not one of ours.
    """
    try:
        return _by_name(_STOP.unsign(secret))
    except signing.BadSignature:
        raise NotVisible from None


def _by_name(name: str) -> Subscription | None:
    return Subscription.objects.select_related("page").filter(pk=UUID(name)).first()


def page_to_follow(standing: str) -> Standing | None:
    """Return the page that somebody wants to follow, by its name in the log, if it is shown."""
    try:
        pk = UUID(standing)
    except ValueError:
        return None
    return pages_shown().select_related("page__locale").filter(pk=pk).first()


def told_of(standing: Standing, *, first: bool) -> QuerySet[Subscription]:
    """Return the subscriptions that are told of a page: new, or changed."""
    who = Q(topic=Topic.PAGE, page=standing.page_id)
    if standing.kind not in _SECTIONS and (first or standing.kind in CHANGES_TOLD):
        topics = [Topic.EVERYTHING, *([TOPICS[standing.kind]] if standing.kind in TOPICS else [])]
        who |= Q(topic__in=topics, language=standing.page.locale.language_code)
    return Subscription.objects.filter(who, confirmed_at__isnull=False)


def told_of_consultation(consultation: Consultation) -> QuerySet[Subscription]:
    """Return the subscribers that are told of a consultation: it is in the language of the policy it is about."""
    language = consultation.policy.locale.language_code
    who = Q(topic=Topic.PAGE, page=consultation.policy_id)
    who |= Q(topic__in=[Topic.CONSULTATION, Topic.EVERYTHING], language=language)
    return Subscription.objects.filter(who, confirmed_at__isnull=False)


def still_shown(notices: Sequence[Notice]) -> list[Notice]:
    """Return those of the notices whose page or consultation the public is told of now."""
    asked = [one.consultation_id for one in notices if one.consultation_id]
    told = set(told_to_public().filter(pk__in=asked).values_list("pk", flat=True))
    return [one for one in notices if (one.standing.is_shown if one.standing else one.consultation_id in told)]
