"""When a step ends, for everybody and for who needs more time. Pure."""

from datetime import datetime, timedelta

from workshops.plans.models import Step

GRACE = timedelta(seconds=2)
"""Allowed for what was on its way when the time was out."""


def ends_for(step: Step, extra: int) -> datetime | None:
    """Return when a step's time is out for somebody with `extra` per cent more time; None without an end."""
    if step.ends_at is None or step.opened_at is None:
        return None
    return step.ends_at + (step.ends_at - step.opened_at) * extra / 100
