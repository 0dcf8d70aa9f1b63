"""How a scenario is entered."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.world import World

Steps = Iterator[None]
Scenario = Callable[[World], Steps]
Keeps = Callable[[dict[str, Any], str], bool]
"""Says of a view that was delivered on a stream whether a client keeps it there."""


def entering(scenarios: dict[str, Scenario]) -> Callable[..., Callable[[Scenario], Scenario]]:
    """Return a decorator that enters a scenario in `scenarios` for events of workshops."""

    def happens(*names: str) -> Callable[[Scenario], Scenario]:
        def decorate(scenario: Scenario) -> Scenario:
            scenarios.update({f"workshops.{name}": scenario for name in names})
            return scenario

        return decorate

    return happens
