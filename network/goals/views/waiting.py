"""Returns that wait for approval: whose they are to approve, and why not the reader's."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import AnyActor, PersonActor
from accounts.models import Membership
from events import clock
from events.rights import may
from network.goals.models import Return
from network.goals.queries import returns_to_review
from network.goals.rules import REVIEWING, did_not_write_it
from network.goals.views.sheet import period_name

MOST = 100
"""Returns that are looked through at once; the rest comes into sight as these are done."""


@dataclass
class Waiting:
    """A return that waits, and why the reader cannot approve it, if so."""

    report: Return
    why_not: str

    @property
    def name(self) -> str:
        """The period's name."""
        return period_name(self.report.period)

    @property
    def age(self) -> str:
        """How long it has waited."""
        sent = self.report.submitted_at
        days = (clock.now() - sent).days if sent else 0
        if not days:
            return _("sent today")
        return ngettext("has waited %(days)d day", "has waited %(days)d days", days) % {"days": days}


def waiting_for(actor: AnyActor) -> list[Return]:
    """Return what waits for this actor, oldest first."""
    return [one for one in returns_to_review(actor)[:MOST] if may(actor, "network.approve_return", one)]


def why_not(actor: AnyActor, report: Return) -> str:
    """Say why somebody who sees a return that waits cannot approve it; nothing when they can or it does not wait."""
    if report.state != Return.State.SUBMITTED or may(actor, "network.approve_return", report):
        return ""
    if isinstance(actor, PersonActor) and not did_not_write_it(actor, report):
        return _("You have written in this report or sent it. Somebody else has to approve it.")
    return _("You can read this report. Approving is up to those who have that task.")


def who_else_may(report: Return) -> list[str]:
    """Return who in the organisation can approve a return that waits."""
    if report.state != Return.State.SUBMITTED:
        return []
    wrote = {report.author_id, *report.values.filter(approved=False).values_list("written_by", flat=True)}
    found = Membership.objects.current().filter(organisation=report.organisation_id, role__in=REVIEWING)
    return sorted(one.person.name for one in found.select_related("person") if one.person_id not in wrote)
