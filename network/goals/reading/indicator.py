"""One indicator: what is counted and how, what has been reported, what is wanted, and how it is elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.actor import AnyActor
from accounts.models import Organisation
from events.reading import position
from events.rights import may
from network.councils import councils
from network.goals import words
from network.goals.charting import benchmark_chart, benchmark_words, chart_of, old_targets, table_of
from network.goals.charts import draw
from network.goals.models import Assignment, Dimension, Indicator, Target
from network.goals.picture import Picture, assignments_at, picture
from network.goals.presenting import (
    Badge,
    amount,
    figure,
    names,
    organisations_by_id,
    period_name,
    sum_in_words,
    why_figure,
)
from network.goals.queries import benchmarks_visible_to, is_around
from network.goals.reading.sources import sources_of
from network.goals.reckoning.status import Aim


def indicator_page(actor: AnyActor, indicator: Indicator, at: datetime | None = None) -> dict[str, Any]:
    """Return everything the page of an indicator shows.

    Args:
        indicator: one that the actor may read.
        at: what was known at this moment, by the log; None for now.
    """
    where = position(f"goals:{indicator.council_id}")
    around = is_around(actor, indicator.council_id)
    found = picture(indicator, at=at, public=not around)
    targets = list(indicator.targets.filter(organisation__isnull=True).select_related("cell"))
    if at:
        targets = [one for one in targets if one.set_at <= at]
    dimensions = list(indicator.dimensions.prefetch_related("categories"))
    is_live = around and at is None
    return {
        "indicator": indicator,
        "goal": indicator.goal,
        "council": indicator.council,
        "around": around,
        "stream": {"name": f"goals:{indicator.council_id}", "epoch": where.epoch, "seq": where.head}
        if is_live
        else None,
        "figure": figure(found),
        "why": why_figure(found),
        "rules": _rules(indicator),
        "chart": draw(chart_of(found, old=old_targets(targets, found.total))) if found.total.sums else "",
        "rows": table_of(found),
        "adds_up": indicator.over_time == Indicator.OverTime.SUM,
        "spans": [period_name(indicator, one.span) for one in found.total.sums],
        "groups": _groups(found, dimensions),
        "targets": [_target(one, indicator, dimensions) for one in reversed(targets)],
        "benchmarks": _benchmarks(actor, found),
        "abilities": {
            name: around and may(actor, f"network.{rule}", indicator)
            for name, rule in {"change": "change_indicator", "target": "set_target", "end": "end_reporting"}.items()
        },
        **(_inside(actor, found, at) if around else {}),
    }


def _rules(indicator: Indicator) -> list[tuple[str, str]]:
    """Return in words what is counted, how often, and how it is put together."""
    over = indicator.get_over_organisations_display()
    if indicator.single_source:
        over = f"{over}: {indicator.single_source.name}"
    return [
        (str(Indicator._meta.get_field(name).verbose_name), str(text))  # type: ignore[union-attr]
        for name, text in (
            ("unit", indicator.unit),
            ("kind", indicator.get_kind_display()),
            ("direction", indicator.get_direction_display()),
            ("calendar", indicator.get_calendar_display()),
            ("over_organisations", over),
            ("over_time", indicator.get_over_time_display()),
        )
    ]


def _groups(found: Picture, dimensions: Sequence[Dimension]) -> list[dict[str, Any]]:
    """Return the cells that the total is broken down into, each with its figures by period."""
    return [
        {
            "name": words.cell(cell.cell.key, dimensions),
            "total": amount(cell, found.indicator, unit=False),
            "status": Badge(cell.standing.status, cell.trend) if cell.aims else None,
            "values": [sum_in_words(one, found.indicator) for one in cell.sums],
        }
        for cell in found.cells
        if cell.cell.key
    ]


def _target(one: Target, indicator: Indicator, dimensions: Sequence[Dimension]) -> dict[str, Any]:
    return {
        "on": one.on,
        "words": words.aim(Aim(one.on, one.operator, one.number, one.high), indicator),
        "cell": words.cell(one.cell.key, dimensions) if one.cell.key else "",
        "version": one.number_version,
        "withdrawn": one.withdrawn,
        "reason": one.reason,
        "set_at": one.set_at,
    }


def _benchmarks(actor: AnyActor, found: Picture) -> dict[str, Any] | None:
    """Return other areas' series beside ours; None when there are none."""
    there = list(benchmarks_visible_to(actor).filter(indicator=found.indicator))
    if not there:
        return None
    chart = benchmark_chart(found, there)
    return {
        "chart": draw(chart) if chart else "",
        "areas": [
            {
                "benchmark": one,
                "values": [
                    {
                        "years": value.years,
                        "year": one.start_year + value.years,
                        "words": benchmark_words(value),
                        "source": value.source,
                        "page": value.source_page,
                    }
                    for value in one.values.all()
                ],
            }
            for one in there
        ],
    }


def _inside(actor: AnyActor, found: Picture, at: datetime | None) -> dict[str, Any]:
    """Return what only those around the council see: each organisation's figures, reporters, what is late."""
    indicator = found.indicator
    given = assignments_at(at) if at else Assignment.objects.filter(ended_at__isnull=True)
    assignments = list(given.filter(indicator=indicator).select_related("organisation", "reporter", "deputy"))
    seated = list(councils().organisations(indicator.council_id))
    known = organisations_by_id(seated, (one.organisation for one in assignments))
    return {
        "parts": _parts(found, known),
        "sources": [] if at else sources_of([indicator]).get(indicator.pk, []),
        "assignments": assignments,
        "may_assign": may(actor, "network.assign_reporter", indicator),
        "late": [
            {"period": period_name(indicator, span), "due": span.due, "organisations": names([who], known)}
            for span, who in found.late()
        ],
    }


def _parts(found: Picture, known: dict[Any, Organisation]) -> list[dict[str, Any]]:
    """Return each organisation's own series of the total."""
    who = {one for total in found.total.sums for one in total.parts} | found.expected
    rows = []
    for pk in sorted((one for one in who if one in known), key=lambda one: known[one].name):
        values = [_part(found, one.span.id, one.parts.get(pk), pk) for one in found.total.sums]
        rows.append({"organisation": known[pk], "values": values})
    return rows


def _part(found: Picture, period: Any, part: Any, organisation: Any) -> str:
    if part is not None:
        return words.said(part, found.indicator, unit=False)
    answer = found.answers.get(period, {}).get(organisation)
    if answer == "not_ours":
        return _("not our task")
    if answer == "nothing":
        return _("nothing to report")
    return _("sent, not approved yet") if (period, organisation) in found.waiting else _("no report")
