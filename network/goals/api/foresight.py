"""The API of benchmarks, impact calls and scenarios: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api.openapi import FIELDS, HAT
from api.pagination import Pages
from network.goals import actions
from network.goals.actions import Assumed, SaidValue
from network.goals.api import filters, inputs, shapes
from network.goals.api.base import CHANGE, LIST, READ, WRITE, GoalsView
from network.goals.models import Benchmark, ImpactCall, Scenario
from network.goals.queries import (
    benchmarks_visible_to,
    impact_answer_of,
    impact_calls_visible_to,
    indicators_visible_to,
    scenarios_visible_to,
)
from network.goals.serializers import BenchmarkSerializer, ImpactCallSerializer, ScenarioSerializer
from network.goals.snapshots import plain

BENCHMARKS, CALLS, SCENARIOS = ["benchmarks"], ["impact calls"], ["scenarios"]
_SERIES = OpenApiExample(
    "A series",
    value={
        "council": "sodertorn",
        "area": "Östra Södertörn",
        "name": "Från träning till arbete",
        "unit": "personer",
        "start_year": 2011,
        "values": [
            {"years": 6, "operator": "about", "number": 60, "as_said": "närmare 60", "source": "Lägesrapport 2017"}
        ],
    },
    request_only=True,
)
_ANSWER = OpenApiExample("An answer", value={"places": -4, "income_share": "12,5"}, request_only=True)


# --- Benchmarks --------------------------------------------------------------------------------------------------


class Benchmarks(GoalsView):
    """Other areas' series."""

    serializer_class = shapes.BenchmarkOut
    pagination_class = Pages
    queryset = Benchmark.objects.none()
    filterset_class = filters.BenchmarkFilters

    @extend_schema(
        operation_id="benchmarks_list", responses=shapes.BenchmarkOut(many=True), parameters=LIST, tags=BENCHMARKS
    )
    def get(self, request: Request) -> Response:
        """List the series laid beside those of one's councils, and of councils with public goals."""
        found = benchmarks_visible_to(self.actor).order_by("area", "name", "pk")
        return self.listed(found, lambda page: BenchmarkSerializer(page, many=True).data)  # type: ignore[arg-type]

    @extend_schema(
        request=inputs.BenchmarkIn,
        responses={201: shapes.BenchmarkDetailOut},
        parameters=WRITE,
        examples=[_SERIES],
        tags=BENCHMARKS,
    )
    def post(self, request: Request) -> Response:
        """Lay another area's series beside ours, by years since its start. The same area and name replaces it."""
        asked = self.parsed(inputs.BenchmarkIn)
        council, wanted = self.council(asked.pop("council")), asked.pop("indicator")
        indicator = None if wanted is None else self.found(indicators_visible_to(self.actor), "indicator", pk=wanted)
        values = [SaidValue(**one) for one in asked.pop("values")]
        made = self.act(actions.publish_benchmark, council=council, indicator=indicator, values=values, **asked)
        return self.with_etag(_benchmark(made), status.HTTP_201_CREATED)


class OneBenchmark(GoalsView):
    """Another area's series."""

    serializer_class = shapes.BenchmarkDetailOut

    @extend_schema(responses=shapes.BenchmarkDetailOut, parameters=READ, tags=BENCHMARKS)
    def get(self, request: Request, benchmark: UUID) -> Response:
        """Show a series."""
        return self.with_etag(_benchmark(get_object_or_404(benchmarks_visible_to(self.actor), pk=benchmark)))


def _benchmark(found: Benchmark) -> dict[str, Any]:
    return {**BenchmarkSerializer(found).data, "revision": found.version}


# --- Impact calls ------------------------------------------------------------------------------------------------


class OnCall(GoalsView):
    """Base: the impact call named in the address."""

    serializer_class: Any = shapes.ImpactCallDetailOut

    def call(self) -> ImpactCall:
        return get_object_or_404(impact_calls_visible_to(self.actor), pk=self.kwargs["impact_call"])

    def answer(self, call: ImpactCall, code: int = 200) -> Response:
        """Answer with a call, and what one's own organisation has answered."""
        own = impact_answer_of(self.actor, call)
        shown = own and {
            "places": own.places,
            "income_share": plain(own.income_share),
            "comment": own.comment,
            "answered_at": own.answered_at,
        }
        view = {**ImpactCallSerializer(call).data, "revision": call.version, "own_answer": shown}
        return self.whole(view, call, code)


class ImpactCalls(OnCall):
    """Questions about what a changed rule does."""

    serializer_class = shapes.ImpactCallOut
    pagination_class = Pages
    queryset = ImpactCall.objects.none()
    filterset_class = filters.ImpactCallFilters

    @extend_schema(
        operation_id="impact_calls_list", responses=shapes.ImpactCallOut(many=True), parameters=LIST, tags=CALLS
    )
    def get(self, request: Request) -> Response:
        """List those of one's councils with the sum of the answers, from five on; the newest first."""
        found = impact_calls_visible_to(self.actor).order_by("-opened_at", "pk")
        return self.listed(found, lambda page: ImpactCallSerializer(page, many=True).data)  # type: ignore[arg-type]

    @extend_schema(
        request=inputs.ImpactCallIn, responses={201: shapes.ImpactCallDetailOut}, parameters=WRITE, tags=CALLS
    )
    def post(self, request: Request) -> Response:
        """Ask a council's social enterprises what a changed rule does to their places and income."""
        asked = self.parsed(inputs.ImpactCallIn)
        made = self.act(actions.open_impact_call, council=self.council(asked.pop("council")), **asked)
        return self.answer(made, status.HTTP_201_CREATED)


class OneImpactCall(OnCall):
    """A question about what a changed rule does."""

    @extend_schema(responses=shapes.ImpactCallDetailOut, parameters=READ, tags=CALLS)
    def get(self, request: Request, impact_call: UUID) -> Response:
        """Show a question, the sum of the answers, and one's own."""
        return self.answer(self.call())


class ImpactAnswers(OnCall):
    """One's own answer."""

    @extend_schema(
        request=inputs.ImpactAnswerIn,
        responses=shapes.ImpactCallDetailOut,
        parameters=WRITE,
        examples=[_ANSWER],
        tags=CALLS,
    )
    def put(self, request: Request, impact_call: UUID) -> Response:
        """Answer for one's enterprise, or change the answer. Nobody else reads it."""
        found = self.call()
        self.act(actions.answer_impact_call, call=found, **self.parsed(inputs.ImpactAnswerIn))
        return self.answer(self.call())


class CloseImpactCall(OnCall):
    """The end of a question."""

    @extend_schema(request=None, responses=shapes.ImpactCallDetailOut, parameters=WRITE, tags=CALLS)
    def post(self, request: Request, impact_call: UUID) -> Response:
        """Take no more answers."""
        return self.answer(self.act(actions.close_impact_call, call=self.call()))


# --- Scenarios ---------------------------------------------------------------------------------------------------


class OnScenario(GoalsView):
    """Base: the calculation named in the address."""

    serializer_class: Any = shapes.ScenarioDetailOut

    def scenario(self) -> Scenario:
        return get_object_or_404(scenarios_visible_to(self.actor), pk=self.kwargs["scenario"])

    def answer(self, scenario: Scenario, code: int = 200) -> Response:
        """Answer with a calculation as it is now."""
        fresh = scenarios_visible_to(self.actor).get(pk=scenario.pk)
        return self.whole(ScenarioSerializer(fresh).data, fresh, code)


def _assumed(asked: dict[str, Any]) -> dict[str, Any]:
    return {**asked, "assumptions": [Assumed(**one) for one in asked["assumptions"]]}


class Scenarios(OnScenario):
    """Calculations."""

    serializer_class = shapes.ScenarioOut
    pagination_class = Pages
    queryset = Scenario.objects.none()
    filterset_class = filters.ScenarioFilters

    @extend_schema(
        operation_id="scenarios_list",
        responses=shapes.ScenarioOut(many=True),
        parameters=[FIELDS, HAT],
        tags=SCENARIOS,
    )
    def get(self, request: Request) -> Response:
        """List the calculations of one's councils, and those that others have published."""
        found = scenarios_visible_to(self.actor).order_by("title", "pk")
        return self.listed(found, lambda page: ScenarioSerializer(page, many=True).data)  # type: ignore[arg-type]

    @extend_schema(
        request=inputs.ScenarioIn, responses={201: shapes.ScenarioDetailOut}, parameters=WRITE, tags=SCENARIOS
    )
    def post(self, request: Request) -> Response:
        """Keep a calculation for a council to read."""
        asked = self.parsed(inputs.ScenarioIn)
        made = self.act(actions.save_scenario, council=self.council(asked.pop("council")), **_assumed(asked))
        return self.answer(made, status.HTTP_201_CREATED)


class OneScenario(OnScenario):
    """A calculation."""

    @extend_schema(responses=shapes.ScenarioDetailOut, parameters=READ, tags=SCENARIOS)
    def get(self, request: Request, scenario: UUID) -> Response:
        """Show a calculation, its assumptions and what they come to."""
        return self.answer(self.scenario())

    @extend_schema(
        request=inputs.ScenarioChangeIn, responses=shapes.ScenarioDetailOut, parameters=CHANGE, tags=SCENARIOS
    )
    def put(self, request: Request, scenario: UUID) -> Response:
        """Change its words or assumptions; all of it is sent."""
        found, expected = self.scenario(), self.expected_revision()
        asked = _assumed(self.parsed(inputs.ScenarioChangeIn))
        return self.answer(self.act(actions.change_scenario, scenario=found, expected=expected, **asked))


class PublishScenario(OnScenario):
    """Who may read a calculation."""

    @extend_schema(request=inputs.VisibilityIn, responses=shapes.ScenarioDetailOut, parameters=WRITE, tags=SCENARIOS)
    def post(self, request: Request, scenario: UUID) -> Response:
        """Let everybody read it, or only the council again."""
        visibility = self.parsed(inputs.VisibilityIn)["visibility"]
        return self.answer(self.act(actions.publish_scenario, scenario=self.scenario(), visibility=visibility))
