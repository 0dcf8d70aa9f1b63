"""How tests look at what stands: every row, an indicator's total, and days ahead."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from events import clock
from events.models import Event
from network.goals.models import (
    Assignment,
    Benchmark,
    Cell,
    Commitment,
    Goal,
    Indicator,
    Period,
    Return,
    Scenario,
    Snapshot,
    Target,
    Value,
)
from network.goals.picture import picture

TABLES: list[type[models.Model]] = [
    Assignment,
    Benchmark,
    Cell,
    Commitment,
    Goal,
    Indicator,
    Period,
    Return,
    Scenario,
    Snapshot,
    Target,
    Value,
    Event,
]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of shared goals and the log, as they stand."""
    return {table.__name__: list(table._default_manager.order_by("pk").values()) for table in TABLES}


def total(indicator: Indicator) -> Decimal | None:
    latest = picture(indicator).latest
    return latest.amount.number if latest and latest.amount else None


def later(days: int) -> datetime:
    return clock.now() + timedelta(days=days)
