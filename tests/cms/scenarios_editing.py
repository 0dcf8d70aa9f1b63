"""A scenario for every event type of drafting."""

from collections.abc import Iterator
from typing import Any

from cms.pages.models import NewsPage
from tests.cms.scenarios import Scenario
from tests.cms.shared import page, section, site
from tests.world import World

Steps = Iterator[None]
SCENARIOS: dict[str, Scenario] = {}


def _draft(world: World) -> Any:
    owner = world.organisations["asf"]
    return page(NewsPage, section(site(world), "nyheter"), "Utkast", live=False, body=[], organisation=owner)


def _step(world: World, draft: Any, name: str) -> None:
    state = NewsPage.objects.get(pk=draft.pk).current_workflow_task_state
    state.task.specific.on_action(state, world.admin.person, name)


def page_submitted(world: World) -> Steps:
    draft = _draft(world)
    yield
    draft.get_workflow().start(draft, world.representative.person)


def page_approved(world: World) -> Steps:
    draft = _draft(world)
    draft.get_workflow().start(draft, world.representative.person)
    yield
    _step(world, draft, "approve")


def page_returned(world: World) -> Steps:
    draft = _draft(world)
    draft.get_workflow().start(draft, world.representative.person)
    yield
    _step(world, draft, "reject")


SCENARIOS.update({f"cms.{play.__name__}": play for play in (page_submitted, page_approved, page_returned)})
