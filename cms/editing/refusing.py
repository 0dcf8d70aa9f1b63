"""Four eyes: what somebody wrote, somebody else approves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.editing.models import ReviewByAnother, last_editor
from events.errors import Forbidden

OWN_WORDS = _(
    "You were the last to change this text, so somebody else has to approve it. "
    "Everything you have written is kept, and the page waits for its next reviewer."
)


def is_own(page: Any, user: Any, action_name: str) -> bool:
    """Say whether somebody is about to approve their own words."""
    return action_name == "approve" and last_editor(page) == user.pk


def refuse_own(task: ReviewByAnother, page: Any, user: Any, action_name: str) -> None:
    """Refuse a step that is not the person's to take.

    Raises:
        Forbidden: not in the step's groups, or the last to have changed the text.
    """
    if not task.is_for(user):
        raise Forbidden
    if is_own(page, user, action_name):
        raise Forbidden(OWN_WORDS)
