"""What saving a draft brings about."""

from typing import Any

from cms.editing.actions import note_draft
from cms.editing.titles import keep_title
from cms.publishing.entry import editor_now
from cms.publishing.models import Standing


def draft_saved(page: Any) -> None:
    """Keep what follows from the newest draft of a page: who sees it, what it shows, and what it keeps to itself."""
    keep_title(page)
    standing = Standing.objects.filter(page_id=page.pk).first()
    if standing is not None:
        note_draft(actor=editor_now(page), standing=standing, draft=page)
