"""Benchmarks, impact calls and scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.text import clean_text
from events import clock
from events.action import action
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.recording import record
from network.goals import events
from network.goals.actions.common import STORY_LIMIT, chosen, must_be, one_of_each, organisation_of, touch
from network.goals.models import (
    Assumption,
    Benchmark,
    BenchmarkValue,
    ImpactAnswer,
    ImpactCall,
    Indicator,
    Operator,
    Scenario,
    Visibility,
)
from network.goals.scenarios import Key

LONGEST_SERIES = 60


@dataclass(frozen=True)
class SaidValue:
    """One number of a benchmark, as its source puts it."""

    years: int
    number: Decimal
    source: str
    operator: str = Operator.EXACT
    high: Decimal | None = None
    as_said: str = ""
    source_page: str = ""


@dataclass(frozen=True)
class Assumed:
    """One assumption of a scenario."""

    key: str
    number: Decimal
    low: Decimal
    high: Decimal
    source: str


@action("network.publish_benchmark", on="council")
def publish_benchmark(
    *,
    actor: Actor,
    council: Any,
    area: str,
    name: str,
    unit: str,
    start_year: int,
    values: Sequence[SaidValue],
    indicator: Indicator | None = None,
    note: str = "",
) -> Benchmark:
    """Lay another area's series beside ours, counted in years since its start; a second call replaces its numbers."""
    if not 1990 <= start_year <= clock.today().year:
        raise Invalid(fields={"start_year": [_("Choose a year from 1990 on that is not ahead.")]})
    if indicator is not None and indicator.council_id != council.pk:
        raise Invalid(fields={"indicator": [_("Choose one of the council's own figures.")]})
    if not 1 <= len(values) <= LONGEST_SERIES:
        raise Invalid(fields={"values": [_("Give at least one value.")]})
    one_of_each((str(one.years) for one in values), field="values")
    benchmark, new = Benchmark.objects.update_or_create(
        council=council,
        area=clean_text(area, field="area", limit=160, one_line=True),
        name=clean_text(name, field="name", limit=160, one_line=True),
        defaults={
            "unit": clean_text(unit, field="unit", limit=40, one_line=True),
            "start_year": start_year,
            "indicator": indicator,
            "note": clean_text(note, field="note", limit=600, required=False),
        },
    )
    benchmark.values.all().delete()
    BenchmarkValue.objects.bulk_create([_said(benchmark, one) for one in values])
    if not new:
        touch(Benchmark, benchmark.pk)
    record(events.BenchmarkPublished(goals=council.pk, benchmark=benchmark.pk))
    return benchmark


def _said(benchmark: Benchmark, one: SaidValue) -> BenchmarkValue:
    chosen(one.operator, Operator, "values")
    if (one.operator == Operator.RANGE) != (one.high is not None):
        raise Invalid(fields={"values": [_("Give both ends of a range, and only then.")]})
    return BenchmarkValue(
        benchmark=benchmark,
        years=one.years,
        operator=one.operator,
        number=one.number,
        high=one.high,
        as_said=clean_text(one.as_said, field="values", limit=80, required=False, one_line=True),
        source=clean_text(one.source, field="values", limit=300, one_line=True),
        source_page=clean_text(one.source_page, field="values", limit=20, required=False, one_line=True),
    )


@action("network.open_impact_call", on="council")
def open_impact_call(
    *,
    actor: Actor,
    council: Any,
    title: str,
    due: date,
    description: str = "",
    source: str = "",
    takes_effect_on: date | None = None,
) -> ImpactCall:
    """Ask the social enterprises of a council what a changed rule does to their places and income."""
    if due < clock.today():
        raise Invalid(fields={"due": [_("Choose a day from today on.")]})
    call = ImpactCall.objects.create(
        council=council,
        title=clean_text(title, field="title", limit=160, one_line=True),
        description=clean_text(description, field="description", limit=STORY_LIMIT, required=False),
        source=clean_text(source, field="source", limit=300, required=False, one_line=True),
        takes_effect_on=takes_effect_on,
        due=due,
        opened_at=clock.now(),
    )
    record(events.ImpactCallOpened(goals=council.pk, impact_call=call.pk))
    return call


@action("network.answer_impact_call", on="call")
def answer_impact_call(
    *,
    actor: PersonActor,
    call: ImpactCall,
    places: int,
    income_share: Decimal | None = None,
    comment: str = "",
) -> ImpactAnswer:
    """Answer for one's enterprise, or change the answer. Others see only sums, and only from five answers on."""
    if call.state != ImpactCall.State.OPEN or call.due < clock.today():
        raise Conflict(_("This call no longer takes answers."))
    if abs(places) > 100_000:
        raise Invalid(fields={"places": [_("This number is too large to be right.")]})
    if income_share is not None and not 0 <= income_share <= 100:
        raise Invalid(fields={"income_share": [_("Between 0 and 100 per cent.")]})
    organisation = organisation_of(actor)
    answer, new = ImpactAnswer.objects.update_or_create(
        call=call,
        organisation=organisation,
        defaults={
            "places": places,
            "income_share": income_share,
            "comment": clean_text(comment, field="comment", limit=1000, required=False),
            "answered_at": clock.now(),
        },
    )
    if not new:
        touch(ImpactAnswer, answer.pk)
    record(events.ImpactAnswered(organisation=organisation.pk, impact_call=call.pk))
    return answer


@action("network.tell_impact_sum", on="call")
def tell_impact_sum(*, actor: Actor, call: ImpactCall) -> ImpactCall:
    """Tell the council that the sum of a call has changed."""
    touch(ImpactCall, call.pk)
    record(events.ImpactSumChanged(goals=call.council_id, impact_call=call.pk))
    return call


@action("network.close_impact_call", on="call")
def close_impact_call(*, actor: Actor, call: ImpactCall) -> ImpactCall:
    """Take no more answers."""
    if call.state == ImpactCall.State.CLOSED:
        raise Conflict(_("This call is already closed."))
    call.state = ImpactCall.State.CLOSED
    call.version += 1
    call.save()
    record(events.ImpactCallClosed(goals=call.council_id, impact_call=call.pk))
    return call


@action("network.save_scenario", on="council")
def save_scenario(
    *, actor: PersonActor, council: Any, title: str, assumptions: Sequence[Assumed], description: str = ""
) -> Scenario:
    """Keep a calculation for the council to read."""
    scenario = Scenario(council=council, author=actor.person, organisation=organisation_of(actor))
    _calculate(scenario, title, description)
    scenario.save()
    _assume(scenario, assumptions)
    return _saved(scenario)


@action("network.change_scenario", on="scenario")
def change_scenario(
    *,
    actor: Actor,
    scenario: Scenario,
    expected: int,
    title: str,
    assumptions: Sequence[Assumed],
    description: str = "",
) -> Scenario:
    """Change a calculation's words or assumptions."""
    must_be(scenario.version, expected)
    _calculate(scenario, title, description)
    scenario.version += 1
    scenario.save()
    _assume(scenario, assumptions)
    return _saved(scenario)


@action("network.publish_scenario", on="scenario")
def publish_scenario(*, actor: Actor, scenario: Scenario, visibility: str) -> Scenario:
    """Let everybody read a calculation, or only the council again. Each assumption has its source."""
    scenario.visibility = chosen(visibility, Visibility, "visibility")
    scenario.version += 1
    scenario.save()
    return _saved(scenario)


def _calculate(scenario: Scenario, title: str, description: str) -> None:
    scenario.title = clean_text(title, field="title", limit=160, one_line=True)
    scenario.description = clean_text(description, field="description", limit=1000, required=False)
    scenario.saved_at = clock.now()


def _assume(scenario: Scenario, assumptions: Sequence[Assumed]) -> None:
    if sorted(one.key for one in assumptions) != sorted(Key.values):
        raise Invalid(fields={"assumptions": [_("Each assumption is needed, once.")]})
    scenario.assumptions.all().delete()
    Assumption.objects.bulk_create([_assumption(scenario, one) for one in assumptions])


def _assumption(scenario: Scenario, one: Assumed) -> Assumption:
    if not Decimal(0) <= one.low <= one.number <= one.high:
        raise Invalid(fields={one.key: [_("The value must lie between the lowest and the highest, from zero on.")]})
    source = clean_text(one.source, field=one.key, limit=300, one_line=True)
    return Assumption(scenario=scenario, key=one.key, number=one.number, low=one.low, high=one.high, source=source)


def _saved(scenario: Scenario) -> Scenario:
    record(events.ScenarioSaved(goals=scenario.council_id, scenario=scenario.pk, visibility=scenario.visibility))
    return scenario
