"""Whether the reader has anything to report or to review, for menus."""

from typing import Any

from django import template

from accounts.actor import PersonActor
from events.errors import Forbidden
from network.goals.models import Assignment
from network.goals.queries import returns_to_review

register = template.Library()


@register.simple_tag(takes_context=True)
def has_reporting(context: Any) -> bool:
    """Say whether the reader's organisation reports something, or something waits that the reader sees."""
    try:
        who = getattr(context.get("request"), "actor", None)
        if not isinstance(who, PersonActor) or not who.organisation_id:
            return False
    except Forbidden:
        return False  # The page names a hat the person no longer has; the view has said so already.
    own = Assignment.objects.filter(organisation=who.organisation_id, ended_at__isnull=True)
    return own.exists() or returns_to_review(who).exists()
