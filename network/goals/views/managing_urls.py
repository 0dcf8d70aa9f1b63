"""Addresses of the pages with which goals are made and led."""

from django.urls import URLPattern, path

from network.goals.views.managing import soon

COUNCIL = "mal/<slug:council>/"
GOAL = f"{COUNCIL}<int:number>/"
INDICATOR = f"{COUNCIL}matt/<slug:code>/"
PERIOD = f"{COUNCIL}perioder/<uuid:period>/"
CALL = f"{COUNCIL}konsekvenser/<uuid:call>/"
SCENARIO = f"{COUNCIL}kalkyler/<uuid:scenario>/"

_goals = [
    path(f"{COUNCIL}nytt/", soon.page, name="propose"),
    path(f"{GOAL}andra/", soon.page, name="change_goal"),
    path(f"{GOAL}anta/", soon.page, name="adopt_goal"),
    path(f"{GOAL}avsluta/", soon.page, name="close_goal"),
    path(f"{GOAL}lage/", soon.page, name="state_status"),
    path(f"{GOAL}standpunkt/", soon.page, name="state_position"),
    path(f"{GOAL}atagande/", soon.page, name="make_commitment"),
    path(f"{GOAL}atagande/<uuid:commitment>/bekrafta/", soon.page, name="confirm_commitment"),
    path(f"{GOAL}atagande/<uuid:commitment>/avsluta/", soon.page, name="end_commitment"),
    path(f"{GOAL}atgarder/", soon.page, name="add_activity"),
    path(f"{GOAL}atgard/<uuid:activity>/", soon.page, name="change_activity"),
]
_indicators = [
    path(f"{GOAL}matt/nytt/", soon.page, name="add_indicator"),
    path(f"{INDICATOR}andra/", soon.page, name="change_indicator"),
    path(f"{INDICATOR}malvarden/", soon.page, name="targets"),
    path(f"{INDICATOR}rapportorer/", soon.page, name="reporters"),
    path(f"{INDICATOR}rapportorer/<uuid:assignment>/avsluta/", soon.page, name="end_reporting"),
    path(f"{COUNCIL}indelningar/", soon.page, name="dimensions"),
]
_periods = [
    path(f"{COUNCIL}perioder/", soon.page, name="periods"),
    path(f"{PERIOD}forfallodag/", soon.page, name="change_due"),
    path(f"{PERIOD}stang/", soon.page, name="close_period"),
    path(f"{PERIOD}las/", soon.page, name="lock_period"),
    path(f"{PERIOD}oppna/", soon.page, name="reopen_period"),
]
_foresight = [
    path(f"{COUNCIL}jamforelser/", soon.page, name="benchmarks"),
    path(f"{COUNCIL}jamforelser/ny/", soon.page, name="add_benchmark"),
    path(f"{COUNCIL}konsekvenser/", soon.page, name="impact_calls"),
    path(f"{COUNCIL}konsekvenser/ny/", soon.page, name="open_impact_call"),
    path(CALL, soon.page, name="impact_call"),
    path(f"{CALL}svar/", soon.page, name="answer_impact_call"),
    path(f"{CALL}stang/", soon.page, name="close_impact_call"),
    path(f"{COUNCIL}kalkyler/", soon.page, name="scenarios"),
    path(f"{COUNCIL}kalkyler/ny/", soon.page, name="new_scenario"),
    path(SCENARIO, soon.page, name="scenario"),
    path(f"{SCENARIO}andra/", soon.page, name="change_scenario"),
    path(f"{SCENARIO}publicera/", soon.page, name="publish_scenario"),
]
urlpatterns: list[URLPattern] = [*_goals, *_indicators, *_periods, *_foresight]
