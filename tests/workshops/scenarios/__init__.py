"""Scenarios for the events of workshops, as `tests.live.test_replay_law` wants them; a module for each part."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from tests.workshops.scenarios import ballots, boards, outcomes, registering, sessions, tables, talks
from tests.workshops.scenarios.base import Keeps
from workshops.boards.events import audience_of
from workshops.boards.models import Group, Note
from workshops.plans.models import Step
from workshops.sessions.snapshot import state_of

PARTS: list[Any] = [sessions, boards, ballots, outcomes, talks, tables, registering]
SCENARIOS: dict[str, Callable[..., Iterator[None]]] = {
    name: scenario for part in PARTS for name, scenario in part.SCENARIOS.items()
}
KEEPS: dict[str, Keeps] = {kind: keeps for part in PARTS for kind, keeps in getattr(part, "KEEPS", {}).items()}
STREAMS = ("workshop", "people", "hosts", "table", "participant")


def snapshot(stream: str) -> list[Any]:
    """Return all that the readers of a stream of a workshop see."""
    kind, _, owner = stream.partition(":")
    return list(state_of(kind, UUID(owner)))


def is_kept(view: dict[str, Any], stream: str) -> bool:
    """Say whether a client keeps a view: not of what was taken away, nor what is told on another stream by now."""
    if keeps := KEEPS.get(view["kind"]):
        return keeps(view, stream)
    match view["kind"]:
        case "note" | "group":
            gone = view.get("dissolved") or view.get("state", "shown") != "shown"
            model: Any = Note if view["kind"] == "note" else Group
            # The client learns that from the step or the table, whose view says that all is shown.
            return not gone and audience_of(model.objects.get(pk=view["id"])) == stream.partition(":")[0]
        case "host":
            return not view["ended"]
        case "participant":
            return bool(view["state"] == "in" and view["role"] != "screen")
        case "review":
            return bool(view["needed"])
        case "registration":
            return bool(view["state"] != "withdrawn")
        case "pace":
            return stream.startswith("participant:") or view["extra"] > 0
        case "step":
            return Step.objects.filter(pk=view["id"]).exists()
    return True
