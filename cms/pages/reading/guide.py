"""What the toolbox shows: its steps by phase, one step with what comes before and after, and the whole for print."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest

from cms.answers.shown import shows
from cms.pages.models import GuidePage, GuideStepPage, StepPart
from cms.pages.phases import Phase
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown, next_midnight, siblings_shown, today
from cms.pages.reading.measures import measure_rows


@dataclass(frozen=True)
class Step:
    """A step with its place: the phase's number and its own within the phase, as "2.3"."""

    page: GuideStepPage
    url: str
    number: str
    measures: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class PhaseSteps:
    """A phase with its steps; one without steps is a gap in the guide."""

    number: int
    phase: Phase
    steps: list[Step]


def in_order(pages: Iterable[GuideStepPage], request: HttpRequest) -> list[PhaseSteps]:
    """Return all phases, each with its steps in the editors' order."""
    there, found = list(pages), []
    for number, phase in enumerate(Phase, start=1):
        own = [one for one in there if one.phase == phase]
        steps = [Step(one, one.get_url(request) or "", f"{number}.{place}") for place, one in enumerate(own, start=1)]
        found.append(PhaseSteps(number, phase, steps))
    return found


@reads(GuidePage)
def guide(page: GuidePage, request: HttpRequest) -> dict[str, Any]:
    """Show the phases with their steps; with `?allt=1` every step in full, to be read or printed as one document."""
    shows(request, "kind:step", query=("allt",))
    steps = children_shown(page, GuideStepPage).order_by("path")
    whole = request.GET.get("allt") == "1"
    if whole:
        shows(request, "kind:measure", "organisations", until=next_midnight())
        steps = steps.prefetch_related(
            Prefetch("parts", StepPart.objects.select_related("organisation")), "obstacles", "measures"
        )
    phases = in_order(steps, request)
    if whole:
        phases = [_with_measures(one, request) for one in phases]
    return {
        "phases": phases,
        "whole": whole,
        "count": sum(len(one.steps) for one in phases),
        "printed_on": today(),
    }


def _with_measures(phase: PhaseSteps, request: HttpRequest) -> PhaseSteps:
    steps = [Step(one.page, one.url, one.number, measure_rows(one.page.measures.all(), request)) for one in phase.steps]
    return PhaseSteps(phase.number, phase.phase, steps)


@reads(GuideStepPage)
def step(page: GuideStepPage, request: HttpRequest) -> dict[str, Any]:
    """Show a step with its number, who does what in it, the support that fits, and the way on."""
    shows(request, "kind:measure", "organisations", until=next_midnight())
    phases = in_order(siblings_shown(page).order_by("path"), request)
    steps = [one for phase in phases for one in phase.steps]
    place = next((place for place, one in enumerate(steps) if one.page.pk == page.pk), None)
    here = steps[place] if place is not None else None
    return {
        "number": here.number if here else "",
        "phases": phases,
        "previous": steps[place - 1] if place else None,
        "next": steps[place + 1] if place is not None and place + 1 < len(steps) else None,
        "parts": page.parts.select_related("organisation"),
        "obstacles": page.obstacles.all(),
        "measures": measure_rows(page.measures.all(), request),
    }
