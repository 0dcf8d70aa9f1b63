"""Addresses of the pages with which goals are made and led."""

from django.urls import URLPattern, path

from network.goals.views.managing import (
    activities,
    benchmarks,
    goals,
    impact,
    indicators,
    periods,
    reporters,
    scenarios,
    standing,
    targets,
)

COUNCIL = "mal/<slug:council>/"
GOAL = f"{COUNCIL}<int:number>/"
INDICATOR = f"{COUNCIL}matt/<slug:code>/"
PERIOD = f"{COUNCIL}perioder/<uuid:period>/"
CALL = f"{COUNCIL}konsekvenser/<uuid:call>/"
SCENARIO = f"{COUNCIL}kalkyler/<uuid:scenario>/"

_goals = [
    path(f"{COUNCIL}nytt/", goals.propose, name="propose"),
    path(f"{GOAL}andra/", goals.change_goal, name="change_goal"),
    path(f"{GOAL}anta/", goals.adopt_goal, name="adopt_goal"),
    path(f"{GOAL}avsluta/", goals.close_goal, name="close_goal"),
    path(f"{GOAL}lage/", goals.state_status, name="state_status"),
    path(f"{GOAL}standpunkt/", standing.state_position, name="state_position"),
    path(f"{GOAL}atagande/", standing.make_commitment, name="make_commitment"),
    path(f"{GOAL}atagande/<uuid:commitment>/bekrafta/", standing.confirm_commitment, name="confirm_commitment"),
    path(f"{GOAL}atagande/<uuid:commitment>/avsluta/", standing.end_commitment, name="end_commitment"),
    path(f"{GOAL}atgarder/", activities.add_activity, name="add_activity"),
    path(f"{GOAL}atgard/<uuid:activity>/", activities.change_activity, name="change_activity"),
]
_indicators = [
    path(f"{GOAL}matt/nytt/", indicators.add_indicator, name="add_indicator"),
    path(f"{INDICATOR}andra/", indicators.change_indicator, name="change_indicator"),
    path(f"{INDICATOR}malvarden/", targets.targets, name="targets"),
    path(f"{INDICATOR}rapportorer/", reporters.reporters, name="reporters"),
    path(f"{INDICATOR}rapportorer/<uuid:assignment>/avsluta/", reporters.end_reporting, name="end_reporting"),
    path(f"{COUNCIL}indelningar/", indicators.dimensions, name="dimensions"),
]
_periods = [
    path(f"{COUNCIL}perioder/", periods.periods, name="periods"),
    path(f"{PERIOD}forfallodag/", periods.change_due, name="change_due"),
    path(f"{PERIOD}stang/", periods.close_period, name="close_period"),
    path(f"{PERIOD}las/", periods.lock_period, name="lock_period"),
    path(f"{PERIOD}oppna/", periods.reopen_period, name="reopen_period"),
]
_foresight = [
    path(f"{COUNCIL}jamforelser/", benchmarks.benchmarks, name="benchmarks"),
    path(f"{COUNCIL}jamforelser/ny/", benchmarks.add_benchmark, name="add_benchmark"),
    path(f"{COUNCIL}konsekvenser/", impact.impact_calls, name="impact_calls"),
    path(f"{COUNCIL}konsekvenser/ny/", impact.open_impact_call, name="open_impact_call"),
    path(CALL, impact.impact_call, name="impact_call"),
    path(f"{CALL}svar/", impact.answer_impact_call, name="answer_impact_call"),
    path(f"{CALL}stang/", impact.close_impact_call, name="close_impact_call"),
    path(f"{COUNCIL}kalkyler/", scenarios.scenarios, name="scenarios"),
    path(f"{COUNCIL}kalkyler/ny/", scenarios.new_scenario, name="new_scenario"),
    path(SCENARIO, scenarios.scenario, name="scenario"),
    path(f"{SCENARIO}andra/", scenarios.change_scenario, name="change_scenario"),
    path(f"{SCENARIO}publicera/", scenarios.publish_scenario, name="publish_scenario"),
]
urlpatterns: list[URLPattern] = [*_goals, *_indicators, *_periods, *_foresight]
