"""What the table of rights needs for how fresh pages are: one that nobody confirmed in time, so that it has lapsed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cms.pages.models import NewsPage
from cms.publishing import actions
from cms.publishing.events import SITE
from cms.publishing.models import GRACE, Standing
from events import clock
from tests.cms.shared import page, section, site
from tests.world import SYSTEM, World


def things(here: World) -> dict[str, Any]:
    """Put a lapsed page of the social enterprise there."""
    news = section(site(here), "nyheter")
    made = page(NewsPage, news, "Vävstugan är öppen", body=[], organisation=here.organisations["asf"])
    lapsed = Standing.objects.get(page=made)
    with clock.at(clock.now() + timedelta(days=367) + GRACE):
        actions.lapse(actor=SYSTEM, standing=lapsed)
    return {"lapsed_standing": lapsed}


def names() -> dict[str, str]:
    """Return what stands for names that are no rows."""
    return {"site": str(SITE)}


def deeds(things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing in the table of actions."""
    lapsed = things["lapsed_standing"]
    return {"cms.confirm_page the asf's": lambda who: actions.confirm_page(actor=who, standing=lapsed)}
