"""Plans to begin with: one file of words for each, and the plan of an earlier workshop."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from events.errors import Invalid
from workshops.plans.models import Step, Workshop

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Plan:
    """A plan of the library. Its steps are as `plan_workshop` takes them."""

    slug: str
    title: str
    summary: str
    steps: list[Mapping[str, Any]]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(int(step.get("minutes", 10)) for step in self.steps)


@cache
def plans() -> dict[str, Plan]:
    """Return the library, by slug."""
    found = {}
    for path in sorted(HERE.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = Plan(path.stem, data["title"], data["summary"], data["steps"])
    return found


def planned(slug: str) -> list[Mapping[str, Any]]:
    """Return the steps of a plan of the library.

    Raises:
        Invalid: there is none of that name.
    """
    if slug not in plans():
        raise Invalid(fields={"plan": [_("There is no such plan in the library.")]})
    return list(plans()[slug].steps)


def copied(workshop: Workshop) -> list[Mapping[str, Any]]:
    """Return the plan of an earlier workshop, to begin a new one with."""
    steps = list(workshop.steps.order_by("position"))
    places = {str(step.pk): place for place, step in enumerate(steps)}
    return [_as_plan(step, places) for step in steps]


def _as_plan(step: Step, places: Mapping[str, int]) -> Mapping[str, Any]:
    settings = dict(step.settings)
    if "source" in settings:
        settings["source"] = places[settings["source"]]
    return {
        "type": step.type,
        "title": step.title,
        "instruction": step.instruction,
        "plain": step.plain,
        "minutes": step.minutes,
        "naming": step.naming,
        "settings": settings,
    }
