"""What tests of the reading pages begin from: a goal that everybody may read, and pages as somebody sees them."""

from typing import Any

from accounts.actor import AnyActor
from events import clock
from network.goals import actions
from tests.browsers import open_browser
from tests.network.shared import Shared

COUNCIL = "/mal/sjoby/"
PLACES = f"{COUNCIL}matt/platser/"


def adopted(shared: Shared) -> None:
    """Let the council adopt its goal."""
    actions.adopt_goal(
        actor=shared.world.chair,
        goal=shared.fresh(shared.goal),
        decision="Rådets möte, § 14",
        decided_on=clock.today(),
    )


def open_to_all(shared: Shared) -> None:
    """Let the council adopt its goal for everybody to read, with the number of places."""
    goal = shared.fresh(shared.goal)
    kept = ("title", "story", "source", "starts_on", "ends_on", "status_rule")
    told = {name: getattr(goal, name) for name in kept}
    actions.change_goal(actor=shared.world.chair, goal=goal, expected=goal.version, visibility="public", **told)
    adopted(shared)
    changed(shared, shared.places, visibility="public")


def changed(shared: Shared, indicator: Any, **more: Any) -> None:
    """Change what is said about an indicator."""
    now = shared.fresh(indicator)
    kept = (
        "name unit kind direction over_time over_organisations calendar decimals scale is_key threshold visibility "
        "definition source plausible_high baseline baseline_on"
    )
    told = {name: getattr(now, name) for name in kept.split()}
    actions.change_indicator(actor=shared.world.chair, indicator=now, expected=now.revision, **{**told, **more})


def page(actor: AnyActor, path: str) -> str:
    """Return a page as somebody sees it."""
    answer = open_browser(actor.person).get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def status(actor: AnyActor, path: str) -> int:
    """Return how an address answers somebody."""
    return open_browser(actor.person).get(path).status_code
