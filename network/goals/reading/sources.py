"""The sources behind every number: who gave it, how it was said, where it is from, and when it was approved."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from network.goals import words
from network.goals.figures import FIGURES, amount_of
from network.goals.models import Dimension, Indicator, Value


def sources_of(indicators: Iterable[Indicator]) -> dict[UUID, list[dict[str, Any]]]:
    """Return by indicator the approved values that its figures rest on, the newest period first.

    For those around the council only: the public does not see who counted how many.
    """
    there = {one.pk: one for one in indicators}
    dimensions = list(Dimension.objects.filter(indicators__in=there).distinct().prefetch_related("categories"))
    values = Value.objects.filter(approved=True, report__indicator__in=there, report__published=FIGURES)
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    in_order = values.order_by("-report__period__starts_on", "cell__place", "report__organisation__name")
    for value in in_order.select_related("report__organisation", "report__period", "cell"):
        indicator = there[value.report.indicator_id]
        found[indicator.pk].append(_row(value, indicator, dimensions))
    return found


def _row(value: Value, indicator: Indicator, dimensions: list[Dimension]) -> dict[str, Any]:
    period = value.report.period
    return {
        "id": str(value.pk),
        "organisation": value.report.organisation,
        "period": words.period(period.calendar, period.starts_on),
        "cell": words.cell(value.cell.key, dimensions) if value.cell.key else "",
        "value": words.said(amount_of(value, indicator.scale), indicator, unit=False),
        "fraction": _fraction(value),
        "measured_on": value.measured_on,
        "source": value.source,
        "page": value.source_page,
        "note": value.note,
        "evidence": value.evidence_name if value.evidence else "",
        "approved_at": value.report.published_at,
    }


def _fraction(value: Value) -> str:
    """Return the two numbers of a share; nothing for other figures."""
    if value.numerator is None or value.denominator is None:
        return ""
    return f"{words.number(value.numerator)} / {words.number(value.denominator)}"
