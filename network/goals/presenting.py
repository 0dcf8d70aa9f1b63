"""Shared goals as pages show them: status with its sign, a figure and what belongs to it, why it goes as it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Organisation
from network.goals import words
from network.goals.models import Activity, Commitment, Goal, Indicator, Position
from network.goals.picture import CellPicture, Picture
from network.goals.reckoning.rollup import Span, Sum
from network.goals.reckoning.status import Status, Trend
from network.goals.state import GoalState

STANCE_ICON = {
    Position.Stance.SUPPORTS: "circle-check",
    Position.Stance.CONDITIONS: "circle-ellipsis",
    Position.Stance.ABSTAINS: "circle-minus",
    Position.Stance.OPPOSES: "circle-x",
}
ROLE_ICON = {
    Commitment.Role.OWNER: "flag",
    Commitment.Role.CONTRIBUTOR: "hand-helping",
    Commitment.Role.ADVISER: "message-circle",
}
ROLE_WORD = {
    Commitment.Role.OWNER: gettext_lazy("owner"),
    Commitment.Role.CONTRIBUTOR: gettext_lazy("contributes"),
    Commitment.Role.ADVISER: gettext_lazy("advises"),
}
"""Roles where there is little room."""
ACTIVITY_ICON = {
    Activity.State.PLANNED: "calendar",
    Activity.State.ONGOING: "hourglass",
    Activity.State.DONE: "circle-check",
    Activity.State.DROPPED: "circle-minus",
}


@dataclass(frozen=True)
class Badge:
    """A status in a word with its sign, and apart from it which way things move."""

    word: str
    trend: str = ""

    @property
    def label(self) -> str:
        return str(Status(self.word).label)

    @property
    def icon(self) -> str:
        return words.STATUS_ICON[Status(self.word)]

    @property
    def trend_label(self) -> str:
        return str(Trend(self.trend).label) if self.trend and self.trend != Trend.UNKNOWN else ""

    @property
    def trend_icon(self) -> str:
        return words.TREND_ICON[Trend(self.trend)] if self.trend else ""


def badge_of(state: GoalState) -> Badge:
    """Return how it goes with a goal."""
    return Badge(state.status, state.trend)


def amount(found: CellPicture, indicator: Indicator, *, unit: bool = True) -> str:
    """Return a cell's figure so far in words, or why there is none."""
    return _("too few to show") if found.hidden else words.said(found.so_far, indicator, unit=unit)


def sum_in_words(found: Sum | None, indicator: Indicator, *, unit: bool = False) -> str:
    """Return the figure of one period in words, or why there is none."""
    if found is not None and found.hidden:
        return _("too few to show")
    return words.said(found.amount if found else None, indicator, unit=unit)


def period_name(indicator: Indicator, span: Span) -> str:
    """Return the name of an indicator's period."""
    return words.period(indicator.calendar, span.starts_on)


def figure(picture: Picture) -> dict[str, Any]:
    """Return an indicator as it stands: its number, of when, how it goes, and what is wanted."""
    indicator, total, latest = picture.indicator, picture.total, picture.latest
    aim, wanted = total.standing.aim, total.standing.held_against
    has_number = total.so_far is not None
    return {
        "id": str(indicator.pk),
        "name": indicator.name,
        "url": reverse("network:indicator", args=[indicator.council.slug, indicator.code]),
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "has_number": has_number,
        "total": amount(total, indicator, unit=False),
        "period": _when(picture, latest),
        "status": Badge(total.standing.status, total.trend),
        "aim": words.aim(aim, indicator),
        "aim_on": aim.on if aim else None,
        "expected": words.aim(wanted, indicator) if wanted and wanted != aim else "",
        "expected_on": wanted.on if wanted else None,
        "reported": reported(picture),
        "reported_period": _last_due(picture),
        "stale": picture.is_stale,
        "is_key": indicator.is_key,
        "is_demo": indicator.is_demo,
        "definition": indicator.definition,
        "source": indicator.source,
    }


def _when(picture: Picture, latest: Sum | None) -> str:
    """Return of when a figure is: its newest period, or all of them together."""
    indicator = picture.indicator
    if latest is None:
        return ""
    newest = period_name(indicator, latest.span)
    if indicator.over_time == Indicator.OverTime.LATEST:
        return newest
    there = [one for one in picture.total.sums if one.amount is not None or one.hidden]
    first = next((one for one in there if one.span.ends_on >= indicator.goal.starts_on), latest)
    if first.span == latest.span:
        return newest
    return _("%(first)s to %(last)s") % {"first": period_name(indicator, first.span), "last": newest}


def _last_due(picture: Picture) -> str:
    last = next((span for span in reversed(picture.spans) if span.due < picture.on), None)
    return period_name(picture.indicator, last) if last else ""


def reported(picture: Picture) -> str:
    """Return how many have reported the period that fell due last; nothing for the public or before that."""
    last = next((span for span in reversed(picture.spans) if span.due < picture.on), None)
    expected = picture.expected_in(last) if last else set()
    if picture.public or last is None or not expected:
        return ""
    count = len(expected - picture.missing_in(last))
    return _("%(count)s of %(all)s have reported") % {"count": count, "all": len(expected)}


def organisations_by_id(seated: Iterable[Organisation], *more: Iterable[Organisation]) -> dict[UUID, Organisation]:
    """Return organisations by id, for naming those that figures speak of."""
    return {one.pk: one for group in (seated, *more) for one in group}


def names(ids: Iterable[UUID], known: Mapping[UUID, Organisation]) -> list[str]:
    """Return the names of some organisations in order, those that are known."""
    return sorted(known[one].name for one in ids if one in known)


def why(state: GoalState) -> list[str]:
    """Return in sentences how a goal's status came about: the rule, what went into it, and what is expected today."""
    goal = state.goal
    if goal.status_rule == Goal.StatusRule.STATED:
        return _why_stated(goal)
    if goal.status_rule == Goal.StatusRule.ACTIVITIES:
        return _why_activities(state)
    if state.deciding is None:
        return [_("Nothing is measured for this goal yet, so nothing can be said of how it goes.")]
    told = [_("The weakest of the goal’s key figures decides: %(name)s.") % {"name": state.deciding.indicator.name}]
    return told + why_figure(state.deciding)


def _why_stated(goal: Goal) -> list[str]:
    told = [_("The council states the status itself, with a reason.")]
    if goal.stated_at:
        told.append(
            _("It did so on %(day)s: %(reason)s") % {"day": _local_day(goal.stated_at), "reason": goal.stated_reason}
        )
    return told


def _why_activities(state: GoalState) -> list[str]:
    counted = [one for one in state.goal.activities.all() if one.state != Activity.State.DROPPED]
    done = sum(one.state == Activity.State.DONE for one in counted)
    told = [_("The goal’s activities decide: %(done)s of %(all)s are done.") % {"done": done, "all": len(counted)}]
    if state.overdue:
        late = ngettext("%(n)s should have been done by now.", "%(n)s should have been done by now.", state.overdue)
        told.append(late % {"n": state.overdue})
    return told


def why_figure(picture: Picture) -> list[str]:
    """Return in sentences what a figure's status comes from: value and period, target, what was expected then."""
    indicator, total = picture.indicator, picture.total
    aim, wanted, expected = total.standing.aim, total.standing.held_against, total.standing.expected
    told = [_value_sentence(picture), *_not_whole(picture)]
    if aim is None:
        return [*told, _("No target has been set, so there is nothing to compare with.")]
    shown = {"aim": words.aim(aim, indicator), "day": words.day(aim.on)}
    told.append(_("The target is %(aim)s by %(day)s.") % shown)
    for one in (wanted, expected) if wanted != expected else (expected,):
        if one is not None and one != aim:
            shown = {"expected": words.aim(one, indicator), "day": words.day(one.on)}
            told.append(_("On the way there, %(expected)s is expected on %(day)s.") % shown)
    if wanted is None and expected is None:
        told.append(_("There is no value to start from, so nothing is expected before that day."))
    return told


def _not_whole(picture: Picture) -> list[str]:
    """Say that the newest figure lacks somebody's report, if it does."""
    if picture.latest is None or picture.public:
        return []
    expected = picture.expected_in(picture.latest.span)
    count = len(expected & set(picture.answers.get(picture.latest.span.id, {})))
    if count == len(expected):
        return []
    shown = {"count": count, "all": len(expected), "period": period_name(picture.indicator, picture.latest.span)}
    return [_("It is not whole yet: %(count)s of %(all)s have an approved report for %(period)s.") % shown]


def _value_sentence(picture: Picture) -> str:
    total, latest = picture.total, picture.latest
    if total.hidden:
        return _("The group is too small for its figure to be shown.")
    if total.so_far is None or latest is None:
        return _("No report has been approved yet.")
    shown = {"value": words.said(total.so_far, picture.indicator), "period": _when(picture, latest)}
    if picture.newest is None:
        return _("The value is %(value)s (%(period)s).") % shown
    shown["day"] = _local_day(picture.newest)
    return _("The value is %(value)s (%(period)s), last approved on %(day)s.") % shown


def _local_day(moment: datetime) -> str:
    return words.day(timezone.localdate(moment))
