"""When a browser was last used: the day, and never the moment.

A moment stands beside a person. Whoever can read the database would look for what was written at that very time
without a name, a vote in a workshop for example, and know whose it is.
"""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone


def note_use(request: HttpRequest) -> None:
    """Note that a browser is used today. The row is written once a day, so that its place among rows tells nothing."""
    if request.session.session_key and request.user.is_authenticated and not _known(request):
        UserSession.objects.create_from_request(request)


def _known(request: HttpRequest) -> bool:
    longest = UserSession._meta.get_field("user_agent").max_length
    found = UserSession.objects.filter(
        session_key=request.session.session_key,
        user=request.user,
        ip=get_adapter().get_client_ip(request),
        user_agent=request.META.get("HTTP_USER_AGENT", "")[:longest],
        last_seen_at__gte=_day(timezone.now()),
    )
    return bool(found.exists())


def _day(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


@receiver(pre_save, sender=UserSession)
def only_the_day(instance: UserSession, **_: Any) -> None:
    """Let the sign-in library keep no more than the day."""
    instance.last_seen_at = _day(instance.last_seen_at)
