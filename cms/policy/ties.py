"""A goal names the policies that promise it, and an activity the policy it came from: those that are public."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.actor import AnyActor
from cms.pages.models import PolicyPage
from cms.policy.queries import promises_at
from cms.publishing.queries import pages_shown
from network.goals.models import Goal
from network.links import Link, links_at_goal
from network.origins import Origin, shows_origins


@shows_origins("policy")
def of_policies(_actor: AnyActor, ids: Sequence[UUID]) -> dict[UUID, Origin]:
    """Show the public policies, named as the log names pages."""
    shown = pages_shown(PolicyPage.kind).filter(pk__in=ids).select_related("page", "organisation")
    return {one.pk: Origin(f"{one.page.title} – {one.organisation}", one.page.url or "") for one in shown}


@links_at_goal
def policies(_actor: AnyActor, goal: Goal) -> Iterable[Link]:
    """Show what policies promise that the goal does."""
    for promise in promises_at(goal.pk):
        policy = promise.policy
        yield Link(
            f"{promise.text} ({policy.title}, {policy.organisation})",
            f"{policy.url}#atagande-{promise.pk}",
            heading=_("Promised in"),
        )
