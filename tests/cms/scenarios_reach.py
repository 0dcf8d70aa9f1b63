"""A scenario for every event type of reports on accessibility."""

from collections.abc import Callable, Iterator

from accounts.actor import NOBODY
from cms.reach.barriers import actions
from cms.reach.barriers.models import BarrierReport
from tests.cms.shared import site
from tests.world import World

Steps = Iterator[None]
Scenario = Callable[[World], Steps]
SCENARIOS: dict[str, Scenario] = {}


def happens(name: str) -> Callable[[Scenario], Scenario]:
    """Enter a scenario; the site is there, and the association answers for its accessibility."""

    def decorate(scenario: Scenario) -> Scenario:
        def play(world: World) -> Steps:
            site(world)
            yield from scenario(world)

        play.__name__ = scenario.__name__
        SCENARIOS[f"cms.{name}"] = play
        return play

    return decorate


def _told() -> BarrierReport:
    return actions.report_barrier(actor=NOBODY, wanted="Anmäla mig", happened="Knappen går inte att nå.", language="sv")


@happens("barrier_reported")
def barrier_reported(world: World) -> Steps:
    yield
    _told()


@happens("barrier_taken")
def barrier_taken(world: World) -> Steps:
    barrier = _told()
    yield
    actions.take_barrier(actor=world.chair, barrier=barrier, expected=1)


@happens("barrier_answered")
def barrier_answered(world: World) -> Steps:
    barrier = _told()
    yield
    actions.answer_barrier(actor=world.secretary, barrier=barrier, answer="Lagat.", expected=1, becomes_fault=True)
