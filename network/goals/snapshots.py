"""What is frozen when a period is locked, and the hash that shows that it has not been touched since."""

import hashlib
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from network.goals.models import Indicator, Period
from network.goals.picture import Picture, pictures
from network.goals.reckoning.amounts import Amount
from network.goals.reckoning.rollup import Sum


def content_of(period: Period, *, at: datetime | None = None) -> dict[str, Any]:
    """Return every figure of a period as it stands, or as it stood at a moment by the log."""
    indicators = Indicator.objects.filter(council=period.council_id, calendar=period.calendar).select_related("goal")
    if at:
        indicators = indicators.filter(added_at__lte=at)
    return {
        "period": str(period.pk),
        "calendar": period.calendar,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "indicators": {one.indicator.code: _figures(one, period) for one in pictures(indicators, at=at)},
    }


def _figures(picture: Picture, period: Period) -> dict[str, Any]:
    cells = {}
    for cell in picture.cells:
        found = next((one for one in cell.sums if one.span.id == period.pk), None)
        if found is not None and found.amount is not None:
            cells[cell.cell.key] = _sum(found)
    answers = picture.answers.get(period.pk, {})
    return {
        "unit": picture.indicator.unit,
        "cells": cells,
        "answers": {str(organisation): answer for organisation, answer in sorted(answers.items(), key=_by_id)},
        "expected": sorted(map(str, picture.expected)),
        "so_far": as_json(picture.total.so_far),
        "status": picture.total.standing.status,
    }


def _by_id(pair: tuple[Any, str]) -> str:
    return str(pair[0])


def _sum(one: Sum) -> dict[str, Any]:
    parts = {
        str(organisation): as_json(amount)
        for organisation, amount in sorted(one.parts.items(), key=lambda p: str(p[0]))
    }
    return {"total": as_json(one.amount), "parts": parts}


def plain(number: Decimal | None) -> str | None:
    """Return a number as text without needless zeros; what cannot end is kept to ten decimals."""
    if number is None:
        return None
    text = f"{number.quantize(Decimal(1).scaleb(-10)):f}"
    return text.rstrip("0").rstrip(".") or "0"


def as_json(amount: Amount | None) -> dict[str, Any] | None:
    """Return a figure as JSON with exact decimal text; None stays None."""
    if amount is None:
        return None
    return {
        "operator": str(amount.operator),
        "number": plain(amount.number),
        "high": plain(amount.high),
        "numerator": plain(amount.numerator),
        "denominator": plain(amount.denominator),
    }


def hash_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of frozen content in canonical form (sorted keys, no blanks)."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
