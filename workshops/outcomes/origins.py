"""What came of a conclusion is shown with the workshop it came from, to those who may read its record."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.actor import AnyActor
from network.goals.models import Goal
from network.links import Link, links_at_goal
from network.origins import Origin, shows_origins
from workshops.outcomes.models import Outcome
from workshops.outcomes.ways import origin_url
from workshops.records.queries import records_visible_to

LENGTH = 100


@shows_origins("outcome")
def of_outcomes(actor: AnyActor, ids: Sequence[UUID]) -> dict[UUID, Origin]:
    """Show the conclusions of workshops whose record the actor may read."""
    found = Outcome.objects.filter(pk__in=ids, workshop__in=records_visible_to(actor).values("pk"))
    return {one.pk: _shown(one) for one in found.select_related("workshop__council")}


def _shown(outcome: Outcome) -> Origin:
    words = outcome.text if len(outcome.text) <= LENGTH else outcome.text[: LENGTH - 1] + "…"
    return Origin(f"{words} – {outcome.workshop.title}", origin_url(outcome))


@links_at_goal
def workshops(actor: AnyActor, goal: Goal) -> Iterable[Link]:
    """Show the workshop that a goal was proposed by."""
    found = Outcome.objects.filter(became_kind="goal", became=goal.pk, workshop__in=records_visible_to(actor))
    for one in found.select_related("workshop__council"):
        yield Link(one.workshop.title, origin_url(one), heading=_("Comes from the workshop"))
