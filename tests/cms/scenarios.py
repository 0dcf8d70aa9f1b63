"""A scenario for every event type of the public site, as `tests.live.test_replay_law` wants them.

Parts that bring event types of their own add scenarios here, or enter theirs in `SCENARIOS` from a module beside it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cms.pages.models import NewsPage, StandardPage, StartPage
from cms.policy.actions import tie_commitment
from cms.publishing.actions import confirm_page, lapse, mark_overdue
from cms.publishing.models import GRACE, Standing
from events import clock
from tests.cms.kinds import goal_of, policy
from tests.cms.shared import page, section, site
from tests.world import SYSTEM, World

Steps = Iterator[None]
Scenario = Callable[[World], Steps]
SCENARIOS: dict[str, Scenario] = {}
DAY = timedelta(days=1)


@dataclass
class Site:
    """The public site, with a piece of news that everybody may read."""

    world: World
    start: StartPage
    news: Any

    @property
    def standing(self) -> Standing:
        """Where the piece of news stands now."""
        return Standing.objects.get(page=self.news)

    def fresh(self) -> Any:
        """The piece of news as it is in the database."""
        return NewsPage.objects.get(pk=self.news.pk)


def happens(*names: str) -> Callable[[Callable[[Site], Steps]], Scenario]:
    """Enter a scenario for event types; it gets the site."""

    def decorate(scenario: Callable[[Site], Steps]) -> Scenario:
        def play(world: World) -> Steps:
            start = site(world)
            yield from scenario(Site(world, start, page(NewsPage, section(start, "nyheter"), "Nytt", body=[])))

        play.__name__ = scenario.__name__
        SCENARIOS.update({f"cms.{name}": play for name in names})
        return play

    return decorate


@happens("page_published")
def page_published(here: Site) -> Steps:
    yield
    page(NewsPage, section(here.start, "nyheter"), "Nyare", body=[])
    news = here.fresh()
    news.title = "Nytt, med nya ord"
    news.save_revision().publish()


@happens("page_unpublished")
def page_unpublished(here: Site) -> Steps:
    yield
    here.fresh().unpublish()


@happens("page_moved")
def page_moved(here: Site) -> Steps:
    parent = page(StandardPage, here.start, "Om", slug="vi", body=[])
    below = page(StandardPage, section(here.start, "om"), "Historia", body=[])
    page(StandardPage, below, "Årtal", body=[])
    yield
    below.move(parent, pos="last-child")


@happens("page_confirmed")
def page_confirmed(here: Site) -> Steps:
    _run_out(here, GRACE)
    yield
    confirm_page(actor=here.world.chair, standing=here.standing)


@happens("page_overdue")
def page_overdue(here: Site) -> Steps:
    yield
    _run_out(here, DAY)


@happens("page_lapsed")
def page_lapsed(here: Site) -> Steps:
    _run_out(here, GRACE - DAY)
    yield
    _run_out(here, GRACE)


@happens("page_deleted")
def page_deleted(here: Site) -> Steps:
    page(NewsPage, section(here.start, "nyheter"), "Utkast", live=False, body=[])
    yield
    section(here.start, "nyheter").delete()


def _run_out(here: Site, past: timedelta) -> None:
    """Let so long go by after the day of confirmation, and let time ask what follows."""
    standing = here.standing
    with clock.at(clock.now() + (standing.confirm_by - clock.today()) + past):
        mark_overdue(actor=SYSTEM, standing=standing)
        lapse(actor=SYSTEM, standing=standing)


@happens("policy_version_frozen")
def policy_version_frozen(here: Site) -> Steps:
    made = policy(here.start, here.world)
    yield
    made.title = "Policy med nya ord"
    made.save_revision().publish()


@happens("commitment_tied")
def commitment_tied(here: Site) -> Steps:
    made = policy(here.start, here.world, promises=["Tio platser"])
    goal = goal_of(here.world)
    yield
    tie_commitment(actor=SYSTEM, policy=made, commitment=made.commitments.get(), goal=goal)
