"""What the toolbox shows: its steps by phase, one step with what comes before and after, and the whole for print."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.answers.shown import shows
from cms.languages.lag import source_of
from cms.pages.models import GuidePage, GuideStepPage, StepPart
from cms.pages.phases import Phase
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown, next_midnight, today
from cms.pages.reading.measures import measure_rows


@dataclass(frozen=True)
class Step:
    """A step with its place: the phase's number and its own within the phase, as "2.3"."""

    page: GuideStepPage
    url: str
    number: str
    measures: list[Any] = field(default_factory=list)

    @property
    def lang(self) -> str:
        """The code of the step's language, when it is another than that of the page around it."""
        code = str(self.page.locale.language_code)
        return "" if code == get_language() else code


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


def all_steps(guide: Page, *, whole: bool = False) -> list[GuideStepPage]:
    """Return the steps of the guide; in a translated guide the untranslated ones in Swedish, in their places."""
    own, source = list(_steps_of(guide, whole)), source_of(guide)
    if source is None:
        return own
    translated = {one.translation_key: one for one in own}
    return [*(translated.pop(one.translation_key, one) for one in _steps_of(source, whole)), *translated.values()]


def _steps_of(guide: Page, whole: bool) -> QuerySet[GuideStepPage]:
    steps: QuerySet[GuideStepPage] = children_shown(guide, GuideStepPage).order_by("path").select_related("locale")
    if not whole:
        return steps
    parts = Prefetch("parts", StepPart.objects.select_related("organisation"))
    return steps.prefetch_related(parts, "obstacles", "measures")


@reads(GuidePage)
def guide(page: GuidePage, request: HttpRequest) -> dict[str, Any]:
    """Show the phases with their steps; with `?allt=1` every step in full, to be read or printed as one document."""
    shows(request, "kind:step", query=("allt",))
    whole = request.GET.get("allt") == "1"
    if whole:
        shows(request, "kind:measure", "organisations", until=next_midnight())
    steps = all_steps(page, whole=whole)
    phases = in_order(steps, request)
    if whole:
        phases = [_with_measures(one, request) for one in phases]
    return {
        "phases": phases,
        "whole": whole,
        "count": sum(len(one.steps) for one in phases),
        "in_two_languages": len({one.locale_id for one in steps} | {page.locale_id}) > 1,
        "printed_on": today(),
    }


def _with_measures(phase: PhaseSteps, request: HttpRequest) -> PhaseSteps:
    steps = [Step(one.page, one.url, one.number, measure_rows(one.page.measures.all(), request)) for one in phase.steps]
    return PhaseSteps(phase.number, phase.phase, steps)


@reads(GuideStepPage)
def step(page: GuideStepPage, request: HttpRequest) -> dict[str, Any]:
    """Show a step with its number, who does what in it, the support that fits, and the way on."""
    shows(request, "kind:measure", "organisations", until=next_midnight())
    phases = in_order(all_steps(page.get_parent()), request)
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
