"""What is sent to the addresses with which goals are made and led."""

from typing import Any

from events import clock
from network.goals.models import Dimension
from network.goals.scenarios import Key
from tests.architecture.stage_goals import revision
from tests.network.shared import due_soon
from tests.world import World

COUNCIL = "POST /mal/sjoby/"


def bodies(here: World, found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address that takes more than the address itself."""
    return {
        COUNCIL + address: body
        for address, body in {**_goals(here, found), **_measures(here, found), **_ahead(found)}.items()
    }


def _goals(here: World, found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    today, asf = clock.today().isoformat(), str(here.organisations["asf"].pk)
    described = {
        "title": "Nytt mål",
        "starts_on": today,
        "ends_on": today,
        "status_rule": "indicators",
        "visibility": "council",
    }
    activity = {"title": "Ring runt", "organisation": asf, "due": due_soon().isoformat()}
    return {
        "nytt/": described,
        "{goal_number}/andra/": described | {"revision": str(revision(found["goal"]))},
        "{proposed_number}/andra/": described | {"revision": str(revision(found["proposed"]))},
        "{proposed_number}/anta/": {"decision": "Rådet § 8", "decided_on": today},
        "{goal_number}/avsluta/": {"reason": "Nått."},
        "{stated_number}/lage/": {"status": "behind", "reason": "Avtalet dröjer."},
        "{goal_number}/standpunkt/": {"stance": "supports"},
        "{goal_number}/atagande/": {"organisation": asf, "role": "owner"},
        "{goal_number}/atgarder/": activity,
        "{goal_number}/atgard/{activity}/": activity | {"state": "done", "revision": str(revision(found["activity"]))},
    }


def _measures(here: World, found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    described = {
        "name": "Företag",
        "unit": "företag",
        "kind": "stock",
        "over_time": "latest",
        "over_organisations": "sum",
        "calendar": "year",
        "decimals": "0",
        "scale": "1",
        "direction": "up",
        "visibility": "council",
        "threshold": "5",
    }
    as_it_is = described | {"name": "Platser", "unit": "platser", "revision": str(revision(found["indicator"]))}
    due = due_soon().isoformat()
    return {
        "{goal_number}/matt/nytt/": described | {"dimensions": [str(Dimension.objects.get().pk)]},
        "matt/platser/andra/": as_it_is,
        "matt/platser/malvarden/": {"on": due, "number": "280"},
        "matt/platser/rapportorer/": {"organisation": str(here.organisations["asf"].pk)},
        "indelningar/": {"name": "Ålder", "categories": "Unga\nÄldre"},
        "perioder/": {"calendar": "year", "day": "2016-01-01", "due": "2017-02-01"},
        "perioder/{period}/forfallodag/": {"due": due, "revision": str(revision(found["period"]))},
        "perioder/{period}/oppna/": {"reason": "En rapport saknades."},
    }


def _ahead(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    series = {"area": "Järfälla", "name": "Platser", "unit": "platser", "start_year": "2011", "rader": "1"}
    row = {"rad-0-years": "6", "rad-0-operator": "about", "rad-0-number": "60", "rad-0-source": "Lägesrapport 2017"}
    calculated = {"title": "Fem till arbete"}
    for key in Key.values:
        calculated |= {f"{key}-number": "5", f"{key}-low": "1", f"{key}-high": "9", f"{key}-source": "Antaget"}
    return {
        "jamforelser/ny/": series | row,
        "konsekvenser/ny/": {"title": "En regel ändras", "due": due_soon().isoformat()},
        "konsekvenser/{impact_call}/svar/": {"places": "-4"},
        "kalkyler/ny/": calculated,
        "kalkyler/{scenario}/andra/": calculated | {"revision": str(revision(found["scenario"]))},
        "kalkyler/{scenario}/publicera/": {"visibility": "public"},
    }
