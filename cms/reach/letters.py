"""Mail of the public site: plain words and the same as a page."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def letter(
    name: str, subject: str, to: str, context: dict[str, Any], headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """Return a mail made of the templates `mail/<name>.txt` and `mail/<name>.html`, in the active language."""
    whole = {**context, "base_url": settings.BASE_URL}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"mail/{name}.txt", whole),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    message.attach_alternative(render_to_string(f"mail/{name}.html", whole), "text/html")
    return message
