"""Workshops for the bench and for the test in which the server falls, and what the database holds of them afterwards.

Called in the bench's world through `told`, which prints what is returned as JSON after the word READY.
"""

import json
from collections.abc import Mapping
from typing import Any

from tests.harness.servers import manage

COLUMN = {"id": "hinder", "title": "Hinder"}
OPTIONS = [{"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}, {"id": "kanske", "text": "Kanske"}]
QUESTIONS = [
    {"id": "ska-vi", "kind": "single", "text": "Ska vi gå vidare?", "options": OPTIONS},
    {"id": "ord", "kind": "words", "text": "Vad tar du med dig?", "most": 3},
]
PROPOSALS, BOARD, VOTE, POLL = range(4)
"""Places of the steps in the plan."""


def plan(source: int = PROPOSALS) -> list[Mapping[str, Any]]:
    """Return a plan: proposals of the hosts, a board for all, a vote and a poll whose results run along."""
    board = {"type": "board", "minutes": 0, "settings": {"columns": [COLUMN]}}
    vote = {"source": source, "budget": 5, "most": 3, "running": True}
    return [
        {**board, "title": "Förslag"},
        {**board, "title": "Vad hindrar?"},
        {"type": "vote", "title": "Vad väger tyngst?", "minutes": 0, "settings": vote},
        {"type": "poll", "title": "Till sist", "minutes": 0, "settings": {"questions": QUESTIONS, "running": True}},
    ]


def told(call: str, env: Mapping[str, str]) -> Any:
    """Call a function of this module in a world of its own; return what it returned."""
    script = f"import json; from tests.load import meetings; print('READY' + json.dumps(meetings.{call}))"
    return json.loads(manage("shell", "-v0", "-c", script, env=env).split("READY", 1)[1].splitlines()[0])


def build(sessions: int, proposals: int) -> list[dict[str, Any]]:
    """Make so many workshops, begun and with proposals to vote on; without any the vote is about what all wrote."""
    from tests.world import world

    here = world()
    return [_workshop(here, number, proposals) for number in range(sessions)]


def _workshop(here: Any, number: int, proposals: int) -> dict[str, Any]:
    import uuid

    from django.conf import settings
    from django.test import Client

    from tests.workshops.making import Session, planned
    from workshops.boards.actions import write_note
    from workshops.plans.actions import announce_workshop
    from workshops.sessions import actions
    from workshops.sessions.entering import screen_secret
    from workshops.views.base import address

    steps = plan(PROPOSALS if proposals else BOARD)
    workshop = announce_workshop(
        actor=here.facilitator, workshop=planned(here, *steps, title=f"Bänk {number}", naming="anonymous")
    )
    actions.join_workshop(actor=here.facilitator, workshop=workshop)
    actions.start_workshop(actor=here.facilitator, workshop=workshop)
    session = Session(here, workshop)
    first = session.go(PROPOSALS)
    for place in range(proposals):
        write_note(actor=here.facilitator, step=first, note=uuid.uuid4(), text=f"Förslag {place}")
    client = Client()
    client.force_login(here.facilitator.person, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "workshop": str(workshop.pk),
        "code": workshop.code,
        "steps": [str(one.pk) for one in session.steps],
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "membership": here.facilitator.membership_id,
        "console": address(workshop, "console"),
        "screen": f"/workshop/skarm/{screen_secret(workshop)}/",
    }


def held(steps: list[str]) -> dict[str, Any]:
    """Return the notes by id, and the ballots of each step, that the database holds of these steps."""
    from workshops.ballots.models import Ballot
    from workshops.boards.models import Late, Note

    return {
        "notes": {str(one.pk): one.text for one in Note.objects.filter(step__in=steps)},
        "late": Late.objects.filter(step__in=steps).count(),
        "ballots": {step: list(Ballot.objects.filter(step=step).values_list("choices", flat=True)) for step in steps},
    }
