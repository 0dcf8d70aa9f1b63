"""Who stands where on what, and who has taken what upon itself: goals by organisations, with every blank shown."""

from collections.abc import Sequence
from typing import Any

from accounts.actor import AnyActor
from accounts.models import Organisation
from events.reading import position
from network.councils import councils
from network.goals.models import Goal
from network.goals.presenting import ROLE_ICON, ROLE_WORD, STANCE_ICON, badge_of
from network.goals.queries import goals_visible_to, is_around, with_parts
from network.goals.state import GoalState, states

SIDES = ["asf", "public", "business", "adviser"]
"""The order in which the sides of a council are shown everywhere."""


def matrix(actor: AnyActor, council: Any) -> dict[str, Any]:
    """Return everything the matrix shows: organisations by side along the top, goals that are not closed below."""
    where = position(f"goals:{council.pk}")
    around = is_around(actor, council.pk)
    open_goals = goals_visible_to(actor).filter(council=council).exclude(state=Goal.State.CLOSED)
    found = states(with_parts(open_goals.order_by("number")), public=not around)
    sides = councils().sides(council.pk)
    seated = sorted(councils().organisations(council.pk), key=lambda one: (_place(sides.get(one.pk, "")), one.name))
    rows = [_row(one, seated) for one in found]
    return {
        "council": council,
        "around": around,
        "stream": {"name": f"goals:{council.pk}", "epoch": where.epoch, "seq": where.head} if around else None,
        "organisations": [{"organisation": one, "side": sides.get(one.pk, "none")} for one in seated],
        "rows": rows,
        "blanks": sum(cell["blank"] for row in rows for cell in row["cells"]),
        "own": actor.organisation_id,
    }


def _place(side: str) -> int:
    return SIDES.index(side) if side in SIDES else len(SIDES)


def _row(state: GoalState, seated: Sequence[Organisation]) -> dict[str, Any]:
    goal = state.goal
    positions = {one.organisation_id: one for one in goal.positions.all()}
    commitments = {one.organisation_id: one for one in goal.commitments.all()}
    cells = []
    for organisation in seated:
        stance, part = positions.get(organisation.pk), commitments.get(organisation.pk)
        cells.append(
            {
                "organisation": organisation,
                "blank": stance is None,
                "stance": stance.get_stance_display() if stance else "",
                "stance_kind": stance.stance if stance else "blank",
                "stance_icon": STANCE_ICON[stance.stance] if stance else "circle-dashed",  # type: ignore[index]
                "role": ROLE_WORD[part.role] if part else "",  # type: ignore[index]
                "role_icon": ROLE_ICON[part.role] if part else "",  # type: ignore[index]
                "confirmed": bool(part and part.confirmed_at),
            }
        )
    return {"goal": goal, "status": badge_of(state), "cells": cells}
