"""What exists only in the demo: mail on a page, and one-click sign-in."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.models import Person

DEMO_DOMAIN = ".demo.example"
"""Ending of the addresses of the demo's people; only they can be signed in with one click."""
_SEPARATOR = b"-" * 79


@dataclass(frozen=True)
class Mail:
    """A mail that would have been sent."""

    id: str
    subject: str
    to: str
    sender: str
    at: datetime
    text: str


def mails() -> list[Mail]:
    """Return what was sent, newest first."""
    folder = Path(settings.DEMO_MAIL_DIR)
    found = []
    for file in folder.glob("*.log") if folder.exists() else []:
        for place, raw in enumerate(file.read_bytes().split(_SEPARATOR)):
            if raw.strip():
                found.append(_mail(f"{file.stem}-{place}", raw.lstrip(), file))
    return sorted(found, key=lambda mail: mail.at, reverse=True)


def _mail(name: str, raw: bytes, file: Path) -> Mail:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain",))
    sent = message["date"].datetime if message["date"] else datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    at = timezone.localtime(sent if sent.tzinfo else timezone.make_aware(sent))
    text = body.get_content() if body else ""
    return Mail(name, str(message["subject"]), str(message["to"]), str(message["from"]), at, text)


def personas() -> list[Person]:
    """Return the people one can sign in as with one click."""
    if not settings.DEMO:
        return []
    return list(
        Person.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True, groups__name="demo").prefetch_related(
            "memberships__organisation"
        )
    )
