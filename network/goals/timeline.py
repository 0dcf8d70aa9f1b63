"""What has happened with a goal, read from the log and told in words: which organisation did what, and when.

No person is named, and nobody hears of what they may not read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from events.models import Event
from network.goals import words
from network.goals.models import Activity, Commitment, Goal, Indicator, Period, Position
from network.goals.reckoning.status import Status

WORDS = {
    "network.goal_proposed": gettext_lazy("proposed a goal"),
    "network.goal_changed": gettext_lazy("changed the goal’s description"),
    "network.goal_adopted": gettext_lazy("wrote down that the goal has been adopted"),
    "network.goal_closed": gettext_lazy("closed the goal"),
    "network.status_stated": gettext_lazy("stated how it goes: %(status)s"),
    "network.position_stated": gettext_lazy("stated a position: %(stance)s"),
    "network.commitment_made": gettext_lazy("wrote down what %(about)s takes upon itself"),
    "network.commitment_confirmed": gettext_lazy("confirmed its commitment"),
    "network.commitment_ended": gettext_lazy("ended the commitment of %(about)s"),
    "network.activity_added": gettext_lazy("added an activity: %(activity)s"),
    "network.activity_changed": gettext_lazy("changed an activity: %(activity)s (%(state)s)"),
    "network.indicator_added": gettext_lazy("began to measure %(indicator)s"),
    "network.indicator_changed": gettext_lazy("changed the definition of %(indicator)s"),
    "network.target_set": gettext_lazy("set a target for %(indicator)s on %(on)s"),
    "network.reporter_assigned": gettext_lazy("made %(about)s a reporter of %(indicator)s"),
    "network.reporting_ended": gettext_lazy("ended that %(about)s reports %(indicator)s"),
    "network.figures_published": gettext_lazy("approved the report of %(about)s on %(indicator)s for %(period)s"),
    "network.figures_sent": gettext_lazy("sent a report on %(indicator)s for %(period)s for approval"),
    "network.dimension_added": gettext_lazy("added a way to break figures down"),
    "network.period_opened": gettext_lazy("opened %(period)s for reports"),
    "network.period_changed": gettext_lazy("moved the due day of %(period)s"),
    "network.period_closing": gettext_lazy("began to close %(period)s"),
    "network.period_locked": gettext_lazy("locked %(period)s and froze what stood"),
    "network.period_reopened": gettext_lazy("opened %(period)s again"),
    "network.benchmark_published": gettext_lazy("laid another area’s figures beside ours"),
    "network.impact_call_opened": gettext_lazy("asked what a changed rule does"),
    "network.impact_sum_changed": gettext_lazy("One more answer counts"),
    "network.impact_call_closed": gettext_lazy("closed a question about a changed rule"),
    "network.scenario_saved": gettext_lazy("saved a calculation"),
    "network.return_opened": gettext_lazy("began a report"),
    "network.values_written": gettext_lazy("wrote in a report"),
    "network.return_submitted": gettext_lazy("sent a report for approval"),
    "network.return_sent_back": gettext_lazy("sent a report back"),
    "network.return_approved": gettext_lazy("approved a report"),
    "network.return_answered": gettext_lazy("answered that there is nothing to report"),
    "network.return_reopened": gettext_lazy("took up a report again"),
    "network.impact_answered": gettext_lazy("answered a question about a changed rule"),
}
"""What somebody did, after the name of whom they did it for. The gaps are filled by `told`."""
SPECIAL = {
    ("network.target_set", "withdrawn"): gettext_lazy("withdrew the target for %(indicator)s on %(on)s"),
    ("network.target_set", "changed"): gettext_lazy("changed the target for %(indicator)s on %(on)s"),
    ("network.figures_published", "nothing"): gettext_lazy(
        "%(about)s has nothing to report on %(indicator)s for %(period)s"
    ),
    ("network.figures_published", "not_ours"): gettext_lazy("%(about)s does not report %(indicator)s for %(period)s"),
}
"""The same where what happened turned out otherwise."""
FOR_EVERYBODY = {
    "network.goal_proposed",
    "network.goal_changed",
    "network.goal_adopted",
    "network.goal_closed",
    "network.status_stated",
    "network.position_stated",
    "network.commitment_confirmed",
    "network.indicator_added",
    "network.indicator_changed",
    "network.target_set",
}
"""What the public hears of a public goal: nothing of who reports what, nor of activities."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened."""

    seq: int
    at: datetime
    organisation: str
    text: str
    url: str


def of_goal(goal: Goal, indicators: Iterable[Indicator], *, public: bool) -> QuerySet[Event]:
    """Return the events of a goal the caller may read, newest first.

    Args:
        indicators: those that the reader sees; what happened to others is left out.
        public: as everybody may hear it.
    """
    found = Event.objects.filter(stream__name=goal.stream, primary=True, data__goal=str(goal.pk))
    found = found.exclude(type="network.figures_sent")  # That a report waits says nothing yet about the goal.
    if public:
        seen = [str(one.pk) for one in indicators]
        about_others = found.filter(data__has_key="indicator").exclude(data__indicator__in=seen)
        found = found.filter(type__in=FOR_EVERYBODY).exclude(pk__in=about_others.values("pk"))
    return found.order_by("-seq")


def entries(events: Sequence[Event], goal: Goal, indicators: Iterable[Indicator]) -> list[Entry]:
    """Return events as they are told. A fixed number of queries."""
    named = _Names(events, goal, indicators)
    return [Entry(one.seq, one.occurred_at, named.doer(one), named.told(one), named.where(one)) for one in events]


class _Names:
    """What the things are called that events point to."""

    def __init__(self, events: Sequence[Event], goal: Goal, indicators: Iterable[Indicator]) -> None:
        wanted = {value for one in events for value in (one.data.get("organisation"), _organisation(one)) if value}
        self.organisations: Mapping[str, str] = {
            str(one.pk): one.label for one in Organisation.objects.filter(pk__in=wanted)
        }
        self.indicators = {str(one.pk): one for one in indicators}
        periods = {one.data["period"] for one in events if "period" in one.data}
        self.periods = {str(one.pk): one for one in Period.objects.filter(pk__in=periods)} if periods else {}
        self.activities = {str(one.pk): one.title for one in goal.activities.all()}
        self.council = goal.council.slug

    def doer(self, event: Event) -> str:
        """Return for whom somebody did it; nobody when the words name who it is about."""
        if (event.type, event.data.get("answer")) in SPECIAL:
            return ""
        return self.organisations.get(_organisation(event), "")

    def told(self, event: Event) -> str:
        """Return what was done, in words."""
        data = event.data
        phrase = SPECIAL.get((event.type, _turn(data))) or WORDS.get(event.type)
        if phrase is None:
            return event.type
        indicator = self.indicators.get(data.get("indicator", ""))
        period = self.periods.get(data.get("period", ""))
        return str(phrase) % {
            "about": self.organisations.get(data.get("organisation") or "", _("an organisation")),
            "indicator": f"“{indicator.name}”" if indicator else _("a figure"),
            "period": words.period(period.calendar, period.starts_on) if period else _("a period"),
            "activity": f"“{self.activities.get(data.get('activity', ''), '…')}”",
            "on": words.day(date.fromisoformat(data["on"])) if "on" in data else "",
            "status": _label(Status, data.get("status")),
            "stance": _label(Position.Stance, data.get("stance")),
            "role": _label(Commitment.Role, data.get("role")),
            "state": _label(Activity.State, data.get("state")),
        }

    def where(self, event: Event) -> str:
        """Return where more of it is to be seen."""
        indicator = self.indicators.get(event.data.get("indicator", ""))
        return reverse("network:indicator", args=[self.council, indicator.code]) if indicator else ""


def _organisation(event: Event) -> str:
    kind, _sep, identifier = event.acting_for.partition(":")
    return identifier if kind == "organisation" else ""


def _turn(data: Mapping[str, Any]) -> str:
    """Return how a thing turned out, where that changes the words."""
    if data.get("withdrawn"):
        return "withdrawn"
    if data.get("target_version", 1) > 1:
        return "changed"
    return str(data.get("answer", ""))


def _label(choices: Any, value: str | None) -> str:
    label = dict(choices.choices).get(value, "")
    return str(label).lower()
