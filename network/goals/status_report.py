"""The status report of a period: every goal and figure in plain words.

A locked period is told from what was frozen when it was locked, with its hash; an open one as it stands, and says that
it may still change. With a day it is told from the log, as it was known then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from network.goals import words
from network.goals.charting import chart_of
from network.goals.charts import draw
from network.goals.figures import amount_from
from network.goals.models import Dimension, Goal, Indicator, Period, Snapshot
from network.goals.picture import Picture, pictures
from network.goals.presenting import Badge
from network.goals.snapshots import content_of, hash_of

INK = """
text { font: 12px "Source Sans 3"; fill: #23211c } .chart-number, .chart-tick { fill: #5a5547 }
.chart-line { stroke: #ddd5c5 } .chart-zero { stroke: #857c6b }
.chart-own { stroke: #1d4d3b; stroke-width: 2.5 } .chart-own-dot { fill: #1d4d3b }
.chart-own-dot.is-about { fill: #fff; stroke: #1d4d3b; stroke-width: 2.5 }
.chart-own-range { stroke: #1d4d3b; stroke-width: 5; stroke-opacity: .35 }
.chart-column { stroke: #1d4d3b; stroke-width: 20 } .chart-column-range { stroke: #9db8a8; stroke-width: 20 }
.chart-target { stroke: #8a5600; stroke-width: 1.5; stroke-dasharray: 5 4 } .chart-target-point { fill: #8a5600 }
.chart-target-label { fill: #5e3c00 } .chart-gap rect { fill: #f3eee3 } .chart-gap text { fill: #5a5547 }
"""
"""How charts look on paper, where the style sheet of the site does not reach into them."""


@dataclass(frozen=True)
class Standing:
    """What a report rests on."""

    content: dict[str, Any]
    kind: str
    """`frozen`, `then` (as known on a day) or `preliminary`."""
    moment: datetime | None
    hash: str = ""
    intact: bool = True
    """Whether what was frozen still has the hash it got then."""


def standing_of(period: Period, as_of: datetime | None = None) -> Standing:
    """Return what the report of a period is told from."""
    if as_of:
        return Standing(content_of(period, at=as_of), "then", as_of)
    snapshot = period.snapshots.first() if period.state == Period.State.LOCKED else None
    if snapshot is not None:
        return _frozen(snapshot)
    return Standing(content_of(period), "preliminary", None)


def _frozen(snapshot: Snapshot) -> Standing:
    intact = hash_of(snapshot.content) == snapshot.hash
    return Standing(snapshot.content, "frozen", snapshot.taken_at, snapshot.hash, intact)


def report_of(period: Period, as_of: datetime | None = None, *, paper: bool = False) -> dict[str, Any]:
    """Return the report of a period that the caller may see.

    Args:
        as_of: tell what was known at this moment instead.
        paper: with charts for print.
    """
    standing = standing_of(period, as_of)
    frozen = standing.content["indicators"]
    indicators = Indicator.objects.filter(council=period.council_id, code__in=frozen)
    found = pictures(indicators.select_related("goal", "council", "single_source"), at=standing.moment)
    known = _organisations(frozen)
    dimensions = list(Dimension.objects.filter(council=period.council_id).prefetch_related("categories"))
    told: dict[Any, list[dict[str, Any]]] = {}
    for one in found:
        figures = frozen[one.indicator.code]
        told.setdefault(one.indicator.goal_id, []).append(_told(one, period, figures, known, dimensions, paper=paper))
    return {
        "period": period,
        "name": words.period(period.calendar, period.starts_on),
        "standing": standing,
        "goals": [{"goal": one, "figures": told.get(one.pk, [])} for one in _goals(period, told)],
        "missing": sum(len(one["missing"]) for all_ in told.values() for one in all_),
    }


def _goals(period: Period, told: Mapping[Any, Any]) -> Sequence[Goal]:
    """Return the goals that something was reported for, and the adopted ones of the time besides."""
    of_the_time = Q(starts_on__lte=period.ends_on, ends_on__gte=period.starts_on, state=Goal.State.ADOPTED)
    found = Goal.objects.filter(of_the_time | Q(pk__in=list(told)), council=period.council_id)
    return list(found.select_related("council").order_by("number"))


def _organisations(frozen: Mapping[str, Any]) -> dict[str, Organisation]:
    wanted = {pk for one in frozen.values() for pk in (*one["expected"], *one["answers"])}
    return {str(one.pk): one for one in Organisation.objects.filter(pk__in=wanted)}


def _told(
    picture: Picture,
    period: Period,
    figures: dict[str, Any],
    known: Mapping[str, Organisation],
    dimensions: Sequence[Dimension],
    *,
    paper: bool,
) -> dict[str, Any]:
    indicator = picture.indicator
    cells = figures["cells"]
    missing = _named((pk for pk in figures["expected"] if pk not in figures["answers"]), known)
    chart = draw(chart_of(picture, until=period.ends_on), width=620 if paper else None, ink=INK if paper else "")
    return {
        "indicator": indicator,
        "status": Badge(figures["status"]),
        "sentences": _sentences(picture, period, figures, missing),
        "value": _said(cells.get("", {}).get("total"), indicator),
        "rows": _rows(figures, known, indicator),
        "groups": [
            {"name": words.cell(key, dimensions), "value": _said(cell["total"], indicator)}
            for key, cell in cells.items()
            if key
        ],
        "missing": missing,
        "chart": chart if picture.total.sums else "",
    }


def _said(row: dict[str, Any] | None, indicator: Indicator, *, unit: bool = False) -> str:
    return words.said(amount_from(row, indicator.scale) if row else None, indicator, unit=unit)


def _named(ids: Any, known: Mapping[str, Organisation]) -> list[str]:
    return sorted(known[pk].name for pk in ids if pk in known)


def _sentences(picture: Picture, period: Period, figures: dict[str, Any], missing: list[str]) -> list[str]:
    """Return a figure in sentences: the value, all periods together, what is wanted, who is silent."""
    indicator = picture.indicator
    whole = figures["cells"].get("", {}).get("total")
    name = words.period(period.calendar, period.starts_on)
    if whole is None:
        told = [_("Nobody has reported a value for %(period)s.") % {"period": name}]
    else:
        told = [_("In %(period)s it was %(value)s.") % {"period": name, "value": _said(whole, indicator, unit=True)}]
    if indicator.over_time != Indicator.OverTime.LATEST and figures["so_far"] and figures["so_far"] != whole:
        so_far = _said(figures["so_far"], indicator, unit=True)
        told.append(_("All periods of the goal put together, it is %(value)s.") % {"value": so_far})
    aim = picture.total.standing.aim
    if aim is not None:
        shown = {"aim": words.aim(aim, indicator), "day": words.day(aim.on)}
        told.append(_("The target is %(aim)s by %(day)s.") % shown)
    if missing:
        told.append(_("No report from %(organisations)s.") % {"organisations": ", ".join(missing)})
    return told


def _rows(figures: dict[str, Any], known: Mapping[str, Organisation], indicator: Indicator) -> list[dict[str, str]]:
    """Return what each organisation answered."""
    parts = figures["cells"].get("", {}).get("parts", {})
    rows = []
    for pk in {*figures["expected"], *figures["answers"]}:
        if pk not in known:
            continue
        answer = figures["answers"].get(pk, "")
        said = {"nothing": _("nothing to report"), "not_ours": _("not our task")}.get(answer)
        rows.append({"organisation": known[pk].name, "value": said or _said(parts.get(pk), indicator)})
    return sorted(rows, key=lambda one: one["organisation"])
