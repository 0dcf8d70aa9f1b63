"""The record of a workshop for one reader: the same for page, PDF, Word, CSV and JSON.

It is put together from the views that everybody in the room has on the screen, and from nothing else. What is hidden
there, notes that were not revealed, authors that were hidden, results that were not shown, is in no record either.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from accounts.actor import AnyActor
from api.fields import UtcDateTimeField
from events.rights import may
from workshops.plans.models import Workshop
from workshops.records.attendance import attendance_of
from workshops.records.queries import knows_the_people
from workshops.records.results import result_of, signer
from workshops.sessions.models import Participant
from workshops.sessions.snapshot import state_of

KEPT = ("id", "title", "purpose", "place", "starts_at", "ends_at", "started_at", "ended_at", "state", "council",
        "programme", "url")  # fmt: skip
OF_STEP = ("id", "position", "type", "title", "instruction", "naming", "state", "opened_at", "closed_at")


def record_of(workshop: Workshop, reader: AnyActor) -> dict[str, Any]:
    """Return the record of a workshop as one reader may have it, in plain values.

    Args:
        reader: somebody who may read it. Names of those who were there are for those who were there too; a list of
            them is for the hosts.
    """
    views: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for view in state_of("workshop", workshop.pk):
        views[view["kind"]].append(view)
    people = Participant.objects.filter(workshop=workshop).exclude(role=Participant.Role.SCREEN)
    known = {str(one.pk): one for one in people.select_related("organisation")}
    sign = signer(known, names=knows_the_people(reader, workshop))
    itself = views["workshop"][0]
    steps = sorted(views["step"], key=lambda one: one["position"])
    return {
        "workshop": {name: itself[name] for name in KEPT},
        "disposed": disposed(workshop),
        "outcomes": [_concluded(one, views) for one in sorted(views["outcome"], key=_place)],
        "steps": [
            {**{name: one[name] for name in OF_STEP}, "result": result_of(one, views, sign)}
            for one in steps
            if one["state"] != "planned"
        ],
        "attendance": attendance_of(workshop, names=may(reader, "workshops.see_behind", workshop)),
    }


def _place(outcome: Mapping[str, Any]) -> tuple[int, str]:
    return outcome["position"], outcome["id"]


SHOWN_OF_OUTCOME = ("id", "position", "type", "text", "state", "organisation", "due", "became")


def _concluded(outcome: Mapping[str, Any], views: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, Any]:
    titles = {one["id"]: one["title"] for one in views["step"]}
    told = {name: outcome[name] for name in SHOWN_OF_OUTCOME}
    told["sources"] = [{**one, "step_title": titles.get(str(one["step"]), "")} for one in outcome["sources"]]
    return told


def disposed(workshop: Workshop) -> dict[str, str | None]:
    """Return what was disposed of and when, and when the rest will be."""
    ended = workshop.ended_at
    raw_until = ended + timedelta(days=workshop.raw_days) if ended else None
    return {
        "guests_forgotten_at": _at(workshop.forgotten_at),
        "raw_disposed_at": _at(workshop.disposed_at),
        "raw_kept_until": None if workshop.disposed_at else _at(raw_until),
    }


def _at(moment: datetime | None) -> str | None:
    return UtcDateTimeField().to_representation(moment) if moment else None
