"""What tests of open forms and of mail share: a browser that says where a form comes from, a clock, and a worker."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.tasks import TaskResultStatus
from django.test import Client
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from cms.reach.subscriptions.models import Subscription
from tests.browsers import open_browser

REFUSING = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
}
"""A mail server that takes nothing."""


class Clock:
    """The time of day, which a test moves on."""

    def __init__(self, traveller: Any) -> None:
        self.traveller = traveller

    def forward(self, **by: float) -> None:
        """Let some time pass."""
        self.traveller.shift(timedelta(**by))


def subscribed(topic: str = "news", email: str = "lina@example.se", **fields: Any) -> Subscription:
    """Return a subscription whose owner has said yes."""
    now = datetime.now(UTC)
    told = {"language": "sv", "created_at": now, "asked_at": now, "confirmed_at": now}
    return Subscription.objects.create(email=email, topic=topic, **(told | fields))


def send(address: str, data: dict[str, Any], by: Client | None = None, /, **headers: str) -> Any:
    """Send a form as a browser does from a page of the site."""
    given = {"Origin": settings.BASE_URL, **headers}
    return (by or open_browser()).post(address, data, headers={name: one for name, one in given.items() if one})


def work() -> list[EmailMultiAlternatives]:
    """Run every task whose time has come, and those that follow; return the mail that was sent."""
    before = len(mail.outbox)
    while True:
        ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
        one = (
            ready.filter(Q(run_after__year=9999) | Q(run_after__lte=datetime.now(UTC))).order_by("enqueued_at").first()
        )
        if one is None:
            return mail.outbox[before:]  # type: ignore[return-value]
        path, arguments = one.task_path, one.args_kwargs["args"]
        one.delete()
        import_string(path).func(*arguments)
