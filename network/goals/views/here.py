"""What an address of shared goals names, as far as the reader may see it; everything else is not there."""

from typing import Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.actor import AnyActor
from network.goals.models import Goal, Indicator, Period
from network.goals.queries import councils_with_goals, goals_visible_to, indicators_visible_to, periods_visible_to


def reader(request: HttpRequest) -> AnyActor:
    """Return who reads: a person with the hat they wear, or a visitor."""
    return cast(AnyActor, request.actor)  # type: ignore[attr-defined]


def council_here(request: HttpRequest, council: str) -> Any:
    """Return a council with goals that the reader may see."""
    return get_object_or_404(councils_with_goals(reader(request)), slug=council)


def goal_here(request: HttpRequest, council: str, number: int) -> Goal:
    """Return the goal of an address."""
    return get_object_or_404(goals_visible_to(reader(request)), council__slug=council, number=number)


def indicator_here(request: HttpRequest, council: str, code: str) -> Indicator:
    """Return the indicator of an address."""
    return get_object_or_404(indicators_visible_to(reader(request)), council__slug=council, code=code)


def period_here(request: HttpRequest, council: str, period: Any) -> Period:
    """Return the period of an address."""
    return get_object_or_404(periods_visible_to(reader(request)), council__slug=council, pk=period)
