"""What the lists of pages call a page."""

from typing import Any

from django.db.models import F
from wagtail.models import Page


def keep_title(page: Any) -> None:
    """Let the row of a public page say nothing of its draft.

    Wagtail notes the draft's title there, and shows it in lists to everybody who may see the public page.
    """
    Page.objects.filter(pk=page.pk, live=True).exclude(draft_title=F("title")).update(draft_title=F("title"))
