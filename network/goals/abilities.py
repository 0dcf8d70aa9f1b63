"""What an actor may do here, for the API and pages to show; from the same rules that the actions ask."""

from typing import Any

from accounts.actor import AnyActor
from events.rights import may
from network.goals.models import Activity, Goal, ImpactCall, Indicator, Period, Return, Scenario

GOAL = {
    "change": "network.change_goal",
    "adopt": "network.adopt_goal",
    "close": "network.close_goal",
    "state_status": "network.state_status",
    "state_position": "network.state_position",
    "commit": "network.make_commitment",
    "add_activity": "network.add_activity",
    "add_indicator": "network.add_indicator",
}
INDICATOR = {
    "change": "network.change_indicator",
    "set_target": "network.set_target",
    "assign_reporter": "network.assign_reporter",
    "report": "network.open_return",
}
PERIOD = {"change": "network.change_period"}
RETURN = {
    "write": "network.write_values",
    "submit": "network.submit_return",
    "reopen": "network.reopen_return",
    "approve": "network.approve_return",
    "send_back": "network.send_back_return",
}
ACTIVITY = {"change": "network.change_activity"}
IMPACT_CALL = {"answer": "network.answer_impact_call", "close": "network.close_impact_call"}
SCENARIO = {"change": "network.change_scenario", "publish": "network.publish_scenario"}
BY_MODEL: dict[type[Any], dict[str, str]] = {
    Activity: ACTIVITY,
    Goal: GOAL,
    ImpactCall: IMPACT_CALL,
    Indicator: INDICATOR,
    Period: PERIOD,
    Return: RETURN,
    Scenario: SCENARIO,
}


def abilities(actor: AnyActor, thing: Any) -> dict[str, bool]:
    """Return what the actor may do with a thing: by right, whatever state the thing is in."""
    return {name: may(actor, rule, thing) for name, rule in BY_MODEL[type(thing)].items()}
