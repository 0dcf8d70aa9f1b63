"""What is sent to each address of the API of shared goals that takes more than the address itself."""

from datetime import date
from typing import Any

from events import clock
from tests.network.scenarios import assumptions
from tests.network.shared import due_soon
from tests.world import World


def bodies(here: World, names: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return what is sent, by the line of the table that it is sent to."""
    return {**_with_goals(here), **_with_measures(here, names), **_with_returns(names), **_ahead()}


def _with_goals(here: World) -> dict[str, dict[str, Any]]:
    goal = {"title": "Nytt mål", "starts_on": "2026-01-01", "ends_on": "2028-12-31"}
    asf, due = str(here.organisations["asf"].pk), due_soon().isoformat()
    activity = {"title": "Ring runt", "organisation": asf, "due": due}
    return {
        "POST /api/v1/goals": {"council": "sjoby", **goal},
        "PUT /api/v1/goals/{goal}": goal,
        "PUT /api/v1/goals/{proposed}": goal,
        "POST /api/v1/goals/{proposed}/adopt": {"decision": "Rådet § 8", "decided_on": clock.today().isoformat()},
        "POST /api/v1/goals/{goal}/close": {"reason": "Nått."},
        "POST /api/v1/goals/{stated}/status": {"status": "behind", "reason": "Avtalet dröjer."},
        "POST /api/v1/goals/{goal}/positions": {"stance": "supports"},
        "POST /api/v1/goals/{goal}/commitments": {"organisation": asf, "role": "owner"},
        "POST /api/v1/goals/{goal}/activities": activity,
        "PUT /api/v1/activities/{activity}": activity | {"state": "done"},
    }


def _with_measures(here: World, names: dict[str, str]) -> dict[str, dict[str, Any]]:
    described = {"name": "Platser", "unit": "platser", "measure": "stock"}
    groups = [{"code": "unga", "name": "16–29 år"}, {"code": "andra", "name": "30 år och äldre"}]
    asf, manager = str(here.organisations["asf"].pk), str(here.manager.person_id)
    year = date(2016, 12, 31).isoformat()
    return {
        "POST /api/v1/dimensions": {"council": "sjoby", "code": "alder", "name": "Ålder", "categories": groups},
        "POST /api/v1/indicators": {"goal": names["goal"], "code": "foretag", **described},
        "PUT /api/v1/indicators/{indicator}": described,
        "POST /api/v1/indicators/{indicator}/targets": {"on": "2028-12-31", "number": "280"},
        "POST /api/v1/indicators/{indicator}/assignments": {"organisation": asf, "reporter": manager},
        "POST /api/v1/periods": {"council": "sjoby", "calendar": "year", "day": year, "due": "2017-01-31"},
        "PATCH /api/v1/periods/{period}": {"due": due_soon().isoformat()},
        "POST /api/v1/periods/{period}/reopen": {"reason": "En rapport saknas."},
    }


def _with_returns(names: dict[str, str]) -> dict[str, dict[str, Any]]:
    share = {"numerator": 9, "denominator": 12}
    return {
        "POST /api/v1/returns": {"indicator": names["share"], "period": names["period"], "values": [share]},
        "PUT /api/v1/returns/{draft}/values": {"values": [{"cell": "", "number": 13}]},
        "POST /api/v1/returns/{draft}/answer": {"answer": "nothing"},
        "POST /api/v1/returns/{approved}/reopen": {"reason": "Fel år."},
        "POST /api/v1/returns/{sent}/send-back": {"reason": "Räkna om."},
    }


def _ahead() -> dict[str, dict[str, Any]]:
    said = {"years": 6, "number": 9, "source": "Lägesrapport 2017"}
    series = {"area": "Östra Södertörn", "name": "Företag", "unit": "företag", "start_year": 2011, "values": [said]}
    assumed = [
        {"key": one.key, "number": str(one.number), "low": str(one.low), "high": str(one.high), "source": one.source}
        for one in assumptions()
    ]
    scenario = {"title": "Tio till arbete", "assumptions": assumed}
    return {
        "POST /api/v1/benchmarks": {"council": "sjoby", **series},
        "POST /api/v1/impact-calls": {"council": "sjoby", "title": "En regel ändras", "due": due_soon().isoformat()},
        "PUT /api/v1/impact-calls/{impact_call}/answer": {"places": -4},
        "POST /api/v1/scenarios": {"council": "sjoby", **scenario},
        "PUT /api/v1/scenarios/{scenario}": scenario,
        "POST /api/v1/scenarios/{scenario}/publish": {"visibility": "public"},
    }
