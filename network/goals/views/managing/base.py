"""What the pages that change something have in common: a form is shown, tried, and comes back with what was typed."""

from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts import asking
from accounts.models import Organisation
from events.reading import position
from network.councils import councils
from network.goals import words
from network.goals.models import Goal, Indicator
from network.goals.views.here import goal_here, indicator_here, reader

Crumb = dict[str, str]
ask = partial(asking.ask, template="pages/goals/managing/form.html")
"""Shows and tries a form about a goal: `accounts.asking.ask` with the goal's words above it."""


def council_around(request: HttpRequest, council: str) -> Any:
    """Return a council whose goals the actor shares; for everybody else there is nothing to lead here."""
    return get_object_or_404(councils().around(reader(request)), slug=council)


def goal_around(request: HttpRequest, council: str, number: int) -> Goal:
    """Return a goal of a council whose goals the actor shares."""
    council_around(request, council)
    return goal_here(request, council, number)


def indicator_around(request: HttpRequest, council: str, code: str) -> Indicator:
    """Return an indicator of a council whose goals the actor shares."""
    council_around(request, council)
    return indicator_here(request, council, code)


def seated(council: UUID, *also: Organisation | None) -> QuerySet[Organisation]:
    """Return the organisations with a seat in a council, and those already chosen, who may have left it."""
    there = councils().organisations(council).values("pk")
    return Organisation.objects.filter(Q(pk__in=there) | Q(pk__in=[one.pk for one in also if one]))


def crumbs(council: Any, goal: Goal | None = None, *more: tuple[str, str]) -> list[Crumb]:
    """Return the way to a page: the council's goals, a goal, and what lies between."""
    way = [(council.name, reverse("network:goals", args=[council.slug]))]
    if goal:
        way.append((f"{goal.number}. {goal.title}", reverse("network:goal", args=[council.slug, goal.number])))
    return [{"title": title, "url": url} for title, url in (*way, *more)]


def stream_of(council: Any) -> dict[str, Any]:
    """Return where a page of a council's goals is kept up to date, and how far it is; read it before the rows."""
    name = f"goals:{council.pk}"
    where = position(name)
    return {"name": name, "epoch": where.epoch, "seq": where.head}


def signed(number: Decimal) -> str:
    """Return a whole number with its sign, in the reader's language; nought has none."""
    return f"+{words.number(number)}" if number > 0 else words.number(number)


def goal_url(goal: Goal) -> str:
    """Return the address of a goal."""
    return reverse("network:goal", args=[goal.council.slug, goal.number])


def indicator_url(indicator: Indicator) -> str:
    """Return the address of an indicator."""
    return reverse("network:indicator", args=[indicator.council.slug, indicator.code])
