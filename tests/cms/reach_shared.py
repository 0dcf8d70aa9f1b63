"""What tests of open forms share: a browser that says where a form comes from, and a worker."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.tasks import TaskResultStatus
from django.test import Client
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from tests.browsers import open_browser

REFUSING = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
}
"""A mail server that takes nothing."""


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
